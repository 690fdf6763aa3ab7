"""Real calls made at random: what callers may press, and what the world may answer, turn by turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from hypothesis import strategies as st
from stories import CLOSED, DIALLED, OPEN, new_call

from ivr.authoring.proof.places import OVER, Awaits
from ivr.authoring.proof.turning import awaited as awaited_of
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import (
    CallStarted,
    Digits,
    Input,
    LineFault,
    NoInput,
    QueueLeft,
    QueueOutcome,
    TransferOutcome,
    Transferred,
)
from ivr.dialogue.verbs import Collect

Deed = tuple[str, str, datetime]
"""Keys that a caller may press, an outcome by chance, and the moment."""

deeds: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(
        st.one_of(
            st.sampled_from(("", "", "1", "2", "3", "6", "8", "*", "#", "0", "9", "?")),
            st.text("0123456789*#", max_size=16),
        ),
        st.sampled_from("abcdefg"),
        st.sampled_from((OPEN, CLOSED)),
    ),
    max_size=25,
)


@dataclass(frozen=True, slots=True)
class Taking:
    """A turn of a real call that is about to be taken."""

    call: Call
    given: Input
    now: datetime


def real_turns(flows: Flows, done: Sequence[Deed], caller: str | None) -> list[Turn]:
    """The turns of a real call; it is over where the line hangs up."""
    return [advance(flows, each.call, each.given, each.now) for each in real_takings(flows, done, caller)]


def real_takings(flows: Flows, done: Sequence[Deed], caller: str | None) -> list[Taking]:
    """The same turns before they are taken."""
    takings = [Taking(new_call(caller), CallStarted(caller, DIALLED), done[0][2] if done else OPEN)]
    for keys, chance, now in done:
        last = takings[-1]
        turn = advance(flows, last.call, last.given, last.now)
        if awaited(turn) in OVER:
            break
        takings.append(Taking(turn.call, input_of(turn, keys, chance), now))
    return takings


def input_of(turn: Turn, keys: str, chance: str) -> Input:
    """What the world then says, as far as the carrier lets it."""
    if chance == "g":
        return LineFault("a fault of ours")
    match awaited(turn):
        case Awaits.QUEUE:
            outcomes = get_args(QueueOutcome)
            return QueueLeft(outcomes["abcdef".index(chance) % len(outcomes)])
        case Awaits.RINGING:
            rang = get_args(TransferOutcome)
            return Transferred(rang["abcdef".index(chance) % len(rang)])
        case _:
            collect = turn.verbs[-1]
            assert isinstance(collect, Collect)
            entry = keys.split("#", maxsplit=1)[0] if collect.finish_key and keys != "#" else keys
            return Digits(entry[: collect.max_keys]) if entry else NoInput()


def awaited(turn: Turn) -> Awaits | None:
    """What the call waits for then; words are taken for granted."""
    return awaited_of(turn, has_words=True)
