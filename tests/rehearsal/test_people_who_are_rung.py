"""The people whom the line rings: what they hear before they take a call, and whether they take it."""

import pytest
from made_up_calls import call, played, script, told

from ivr.rehearsal.script import Whisper
from ivr.rehearsal.writer import written

A_TELEPHONE = 'outside: {agent: "+12025550199"}'
IN_VAIN = 'press: 0\nhear: "Nobody is here"'


@pytest.mark.parametrize("agent", ["busy", "no_answer", "failed", "declines", "machine"])
def test_a_call_that_nobody_takes(agent: str) -> None:
    assert told(played(IN_VAIN, f"{A_TELEPHONE}\nagent: {agent}", "never: [PersonReached]")) == []


@pytest.mark.parametrize("agent", ["declines", "machine"])
def test_who_does_not_press_1_has_heard_the_whisper_all_the_same(agent: str) -> None:
    moves = 'press: 0\nwhisper: "Customer care call. To take this call, press 1."'

    assert told(played(moves, f"{A_TELEPHONE}\nagent: {agent}")) == []


def test_the_whisper_tells_what_the_call_is_about() -> None:
    assert told(played('press: 0\nwhisper: "Customer care call."\nreach: agent', A_TELEPHONE)) == []


def test_other_words_in_the_whisper_are_told() -> None:
    assert told(played('press: 0\nwhisper: "about rings"', A_TELEPHONE)) == [
        "line 5: expected whoever is rung to hear “about rings” after pressing 0 at 0:19; they heard: “Customer care "
        "call. To take this call, press 1.”"
    ]


def test_a_whisper_that_nobody_hears_is_told() -> None:
    assert told(played('press: 3\nwhisper: "Customer care call"')) == [
        "line 4: expected whoever is rung to hear “Customer care call” after pressing 3 at 0:19; nobody heard anything"
    ]


def test_a_whisper_is_written_as_it_is_read() -> None:
    wanted = call('whisper: "Customer care call"')

    assert wanted.moves == (Whisper("Customer care call"),)
    assert script(written(wanted)) == wanted
