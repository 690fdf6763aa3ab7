"""Calls in plain words: what the caller did, what happened, and the transcript with its times in the margin."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import assert_never

from ivr.rehearsal.script import Deed, HangUp, Press, Silence, Speak
from ivr.simulator.happenings import (
    Bridged,
    CutOff,
    DialEnded,
    Happening,
    HungUp,
    InQueue,
    KeysLost,
    LineError,
    LineWarning,
    NothingHeard,
    Party,
    Played,
    Pressed,
    QueueLeft,
    Ringing,
    Said,
    Spoke,
)

WIDTH, MARGIN = 100, 17  # columns


def clock(seconds: float) -> str:
    """Seconds as a clock shows them."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def quoted(text: str) -> str:
    """A text in quotes that the texts of a call do not hold themselves."""
    return f"“{text}”"


def told_deed(deed: Deed) -> str:
    """What the caller was to do: `to press 3`."""
    match deed:
        case Press(keys):
            return f"to press {keys}"
        case Speak(words):
            return f"to say {quoted(words)}"
        case Silence(times):
            return "to be silent" if times == 1 else f"to be silent {times} times"
        case HangUp():
            return "to hang up"
        case _:
            assert_never(deed)


def told_after(deed: Deed, at: float) -> str:
    """What the caller had done last, and when: `after pressing 3 at 0:27`."""
    match deed:
        case Press(keys):
            what = f"pressing {keys}"
        case Speak(words):
            what = f"saying {quoted(words)}"
        case Silence(times):
            what = "the silence" if times == 1 else f"{times} silences from the one"
        case HangUp():
            what = "hanging up"
        case _:
            assert_never(deed)
    return f"after {what} at {clock(at)}"


def done(happening: Happening) -> str:  # noqa: PLR0911 - one for each kind
    """What happened between the caller and people; nothing for words and keys."""
    match happening:
        case Ringing(_, number, seconds):
            return f"rings {number} for up to {seconds} s"
        case Bridged(_, number):
            return f"a person speaks with the caller: {number}"
        case DialEnded(_, number, status, bridged):
            return f"{number}: {status}{'' if bridged else ', nobody was connected'}"
        case InQueue(_, queue):
            return f"waits in the queue '{queue}'"
        case QueueLeft(_, queue, result):
            return f"out of the queue '{queue}': {result}"
        case HungUp(_, by, reason):
            return f"the {by} ends the call: {reason}"
        case _:
            return ""


def rows(happenings: Iterable[Happening]) -> Iterator[tuple[float, str, str]]:
    """The transcript: when, who, what. Words that were cut off end with a dash."""
    told: list[tuple[float, str, str]] = []
    for happening in happenings:
        if isinstance(happening, CutOff) and told:
            at, who, _ = told[-1]
            told[-1] = (at, who, f"{happening.heard} —")
        elif (row := _row(happening)) is not None:
            told.append(row)
    yield from told


def lines(happenings: Iterable[Happening], width: int = WIDTH) -> Iterator[str]:
    """The transcript, laid out: time and speaker in the margin, the words beside them."""
    for at, who, text in rows(happenings):
        margin = f"{clock(at):>6}  {who:<9}"
        yield from textwrap.wrap(text, width, initial_indent=margin, subsequent_indent=" " * MARGIN)


def _row(happening: Happening) -> tuple[float, str, str] | None:  # noqa: PLR0911 - one for each kind
    at = happening.at
    match happening:
        case Said(_, text, to):
            return at, "line" if to is Party.CALLER else "to agent", text
        case Played(_, url):
            return at, "line", f"[plays {url}]"
        case Pressed(_, keys, by):
            return at, _person(by), f"presses {keys}"
        case Spoke(_, text, by):
            return at, _person(by), f"says: {text}"
        case NothingHeard(_, to):
            return at, _person(to), "(silence)"
        case KeysLost(_, keys, by):
            return at, _person(by), f"presses {keys}, and the line does not listen"
        case LineWarning(_, code, text) | LineError(_, code, text):  # 0: what the simulated line leaves out
            return (at, "carrier", f"[{code}: {text}]") if code else None
        case _:
            told = done(happening)
            return (at, "", f"[{told}]") if told else None


def _person(party: Party) -> str:
    return str(party)
