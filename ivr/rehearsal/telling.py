"""Calls in plain words: what the caller did, what happened, and the transcript with its times in the margin."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from ivr.rehearsal.layout import WIDEST, clock, lines_of
from ivr.rehearsal.rows import Row, row_of, told_of_people
from ivr.rehearsal.script import Deed, HangUp, Press, Silence, Speak
from ivr.simulator.happenings import (
    Bridged,
    CutOff,
    DialEnded,
    Happening,
    HungUp,
    InQueue,
    LineWarning,
    QueueLeft,
    Ringing,
    Said,
)


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


def done(happening: Happening) -> str:
    """What happened between the caller and people; nothing for words and keys."""
    match happening:
        case Ringing() | Bridged() | DialEnded() | InQueue() | QueueLeft():
            return told_of_people(happening)
        case HungUp(_, by, reason):
            return f"the {by} ends the call: {reason}"
        case _:
            return ""


def rows(happenings: Iterable[Happening]) -> Iterator[tuple[float, Row]]:
    """The transcript, each row with its moment. Words that were cut off end with a dash."""
    told: list[tuple[float, Row]] = []
    said: int | None = None  # the row of the words that were begun last
    for happening in happenings:
        if isinstance(happening, CutOff) and said is not None:
            at, row = told[said]
            told[said] = (at, replace(row, text=f"{happening.heard} —"))
        elif (row_told := _row(happening)) is not None:
            said = len(told) if isinstance(happening, Said) else said
            told.append((happening.at, row_told))
    yield from told


def lines(happenings: Iterable[Happening], width: int = WIDEST) -> Iterator[str]:
    """The transcript, laid out: time and speaker in the margin, the words beside them."""
    for at, row in rows(happenings):
        yield from lines_of(at, row, width)


def _row(happening: Happening) -> Row | None:
    if isinstance(happening, LineWarning) and not happening.code:
        return None  # what the simulated line leaves out
    return row_of(happening, "caller")
