"""What the proof drops of a call changes nothing about where it goes: whatever a real call does, its walk has done."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from random_flows import release_of, small_flows
from stories import CALLER, CLOSED, DIALLED, OPEN, new_call

from ivr.authoring.proof.places import OVER, Awaits, Place
from ivr.authoring.proof.proof import walk_of
from ivr.authoring.proof.turning import awaited as awaited_of
from ivr.authoring.proof.walk import Walk
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


@given(small_flows(), deeds, st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_a_call_does_the_walk_has_done(flows: Flows, given_: list[Deed], known: bool) -> None:
    walk = walk_of(release_of(flows), "en-US", keep_all=True).run()
    numbers = {place: number for number, place in enumerate(walk.places)}
    ways = set(zip(walk.ways.sources, walk.ways.targets, strict=True))

    turns = real_turns(flows, given_, CALLER if known else None)

    for before, after in pairwise(turns):
        here, there = place_of(walk, before), place_of(walk, after)
        assert here in numbers, f"the walk was never at {here}"
        assert there in numbers, f"the walk was never at {there}, where {here} led"
        assert is_led(walk, ways, numbers[here], numbers[there]), f"the walk never went from {here} to {there}"
        assert set(after.walked) <= walk.exits


def is_led(walk: Walk, ways: set[tuple[int, int]], here: int, there: int) -> bool:
    """Whether the walk has a way, or one by way of the menus that `back` may lead to."""
    if (here, there) in ways:
        return True
    through = (number for number, place in enumerate(walk.places) if place.awaits is Awaits.BACK)
    return any((here, number) in ways and (number, there) in ways for number in through)


def real_turns(flows: Flows, given_: Sequence[Deed], caller: str | None) -> list[Turn]:
    """The turns of a real call; it is over where the line hangs up."""
    turns = [advance(flows, new_call(caller), CallStarted(caller, DIALLED), given_[0][2] if given_ else OPEN)]
    for keys, chance, now in given_:
        if awaited(turns[-1]) in OVER:
            break
        turns.append(advance(flows, turns[-1].call, input_of(turns[-1], keys, chance), now))
    return turns


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
    return awaited_of(turn, has_words=True)


def place_of(walk: Walk, turn: Turn) -> Place:
    awaits = awaited(turn)
    assert awaits is not None
    if awaits in OVER:
        return Place(Call("", "", None, "", walk.locale), awaits)
    return Place(walk.planner.abstraction.of(turn.call), awaits)
