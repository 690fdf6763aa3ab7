"""Calls in plain words: deeds, happenings, and the transcript with its times in the margin."""

import pytest

from ivr.rehearsal.rows import Row
from ivr.rehearsal.script import Deed, HangUp, Press, Silence, Speak
from ivr.rehearsal.telling import lines, rows, told_after, told_deed
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
    Listening,
    NothingHeard,
    Party,
    Played,
    Pressed,
    QueueLeft,
    Ringing,
    Said,
    Spoke,
)

DEEDS: list[tuple[Deed, str, str]] = [
    (Press("3"), "to press 3", "after pressing 3 at 0:27"),
    (Speak("yes please"), "to say “yes please”", "after saying “yes please” at 0:27"),
    (Silence(), "to be silent", "after the silence at 0:27"),
    (Silence(3), "to be silent 3 times", "after 3 silences from the one at 0:27"),
    (HangUp(), "to hang up", "after hanging up at 0:27"),
]


@pytest.mark.parametrize(("deed", "wanted", "after"), DEEDS)
def test_a_deed_is_told_before_and_after(deed: Deed, wanted: str, after: str) -> None:
    assert told_deed(deed) == wanted
    assert told_after(deed, 27.4) == after


HAPPENINGS: list[tuple[Happening, tuple[str, str] | None]] = [
    (Said(1, "Hello."), ("line", "Hello.")),
    (Said(1, "Take it?", Party.AGENT), ("to agent", "Take it?")),
    (Played(1, "a.mp3"), ("line", "[plays a.mp3]")),
    (Pressed(1, "3"), ("caller", "presses 3")),
    (Pressed(1, "1", Party.AGENT), ("agent", "presses 1")),
    (Spoke(1, "hello"), ("caller", "says hello")),
    (NothingHeard(1), ("caller", "(silence)")),
    (KeysLost(1, "3"), ("", "[the line does not listen now: 3 is lost]")),
    (Ringing(1, "+1", 25), ("", "[rings +1 for up to 25 s]")),
    (Bridged(1, "care"), ("", "[a person speaks with the caller: care]")),
    (DialEnded(1, "+1", "busy", bridged=False), ("", "[+1: busy, nobody was connected]")),
    (DialEnded(1, "+1", "completed", bridged=True), ("", "[+1: completed]")),
    (InQueue(1, "care"), ("", "[waits in the queue 'care']")),
    (QueueLeft(1, "care", "bridged"), ("", "[out of the queue 'care': bridged]")),
    (LineError(1, 11200, "no", "u"), ("carrier", "[error 11200 at u: no]")),
    (LineWarning(1, 12200, "odd"), ("carrier", "[warning 12200: odd]")),
    (LineWarning(1, 0, "not simulated"), None),
    (Listening(1, 7, 7), None),
    (HungUp(1, "line", "<Hangup>"), ("", "[line ends the call: <Hangup>]")),
]


@pytest.mark.parametrize(("happening", "told"), HAPPENINGS)
def test_every_happening_is_told_to_people(happening: Happening, told: tuple[str, str] | None) -> None:
    assert [(at, row.who, row.text) for at, row in rows([happening])] == ([] if told is None else [(1, *told)])


def test_words_that_were_cut_end_with_a_dash() -> None:
    assert list(rows([Said(1, "Hello and welcome."), CutOff(2, "Hello")])) == [(1, Row("line", "Hello —"))]


def test_a_lost_key_before_the_words_are_cut_keeps_its_row() -> None:
    told = [row.text for _, row in rows([Said(1, "Hello and welcome."), KeysLost(2, "3"), CutOff(3, "Hello and")])]

    assert told == ["Hello and —", "[the line does not listen now: 3 is lost]"]


def test_the_transcript_has_its_times_in_the_margin() -> None:
    words = "one two three four five six seven eight nine ten"

    assert list(lines([Said(65, words)], width=60)) == [
        "  1:05  line     one two three four five six seven eight",
        "                 nine ten",
    ]


@pytest.mark.parametrize("width", range(24, 61))
def test_no_word_is_broken_at_its_hyphen(width: int) -> None:
    said = "To start a refund, write an e-mail to our well-known care centre."

    assert {"e-mail", "well-known"} <= set(" ".join(lines([Said(0, said)], width)).split())
