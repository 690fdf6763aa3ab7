"""What callers do, and how it is written."""

import pytest

from ivr.simulator.caller import HangUp, Keys, Scripted, Silence, read_moves
from ivr.simulator.happenings import Listening

LISTENING = Listening(0, 5, 5)


def test_moves_are_written_as_words() -> None:
    assert read_moves("2 3 #  w 40715520 - h") == (
        Keys("2"), Keys("3"), Keys("#"), Silence(), Keys("40715520"), Silence(), HangUp(),
    )  # fmt: skip


@pytest.mark.parametrize("word", ["x", "12a", "hh"])
def test_a_key_that_no_keypad_has_is_named(word: str) -> None:
    with pytest.raises(ValueError, match=r"a keypad has 0-9, \* and #, not '"):
        read_moves(word)


def test_no_keys_at_all_are_not_a_move() -> None:
    with pytest.raises(ValueError, match="not ''"):
        Keys("")


def test_a_scripted_caller_hangs_up_after_the_last_move() -> None:
    caller = Scripted("1 w")

    assert [caller.answer(LISTENING) for _ in range(4)] == [Keys("1"), Silence(), HangUp(), HangUp()]


def test_a_scripted_caller_can_stay_silent_instead() -> None:
    caller = Scripted([Keys("1")], then=Silence())

    assert [caller.answer(LISTENING) for _ in range(3)] == [Keys("1"), Silence(), Silence()]
