"""What callers do and when, and how it is written."""

from collections.abc import Sequence

import pytest

from ivr.simulator.caller import (
    MANNERS,
    Attentive,
    Caller,
    HangUp,
    Keys,
    Move,
    Mover,
    Scripted,
    Silence,
    Words,
    read_moves,
)
from ivr.simulator.stretch import Act, Ears, Press, PutDown, Scene, Speak, Spoken, Stretch

EARS = Ears()


def listening(gather: int, since: float = 2.0) -> list[Stretch]:
    """Two seconds of words, and five of listening."""
    return [
        Stretch(since - 2, since, Scene.SPEAKING, ears=EARS, gather=gather),
        Stretch(since, since + 5, Scene.LISTENING, ears=EARS, gather=gather),
    ]


def done(caller: Caller, stretches: Sequence[Stretch]) -> list[Act | None]:
    return [caller.next_act(stretch) for stretch in stretches]


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


def test_a_scripted_caller_makes_one_move_a_listening_and_hangs_up_after_the_last() -> None:
    caller = Scripted("1 w")

    acts = done(caller, [*listening(1), *listening(2, 10), *listening(3, 20), *listening(4, 30)])

    assert acts == [None, Press(3.0, "1"), None, None, None, PutDown(20.0), None, PutDown(30.0)]


def test_a_scripted_caller_can_stay_silent_instead() -> None:
    caller = Scripted([Keys("1")], then=Silence())

    assert done(caller, [*listening(1), *listening(2, 10)]) == [None, Press(3.0, "1"), None, None]


@pytest.mark.parametrize(
    ("move", "acts"),
    [
        pytest.param(Keys("1"), [None, Press(3.0, "1")], id="a key, one second after the words"),
        pytest.param(Keys("1", after=3), [None, Press(5.0, "1")], id="a key, later"),
        pytest.param(Keys("1", after=6), [None, None], id="a key, too late"),
        pytest.param(Keys("1", after=0.5, at_once=True), [Press(0.5, "1"), None], id="a key into the words"),
        pytest.param(Words("the kit"), [None, Speak(3.0, "the kit")], id="words"),
        pytest.param(Words("the kit", 0.2, at_once=True), [Speak(0.2, "the kit"), None], id="words into the words"),
        pytest.param(HangUp(), [None, PutDown(2.0)], id="the telephone put down"),
        pytest.param(HangUp(1.5, at_once=True), [PutDown(1.5), None], id="the telephone put down in mid-prompt"),
        pytest.param(Silence(), [None, None], id="nothing"),
    ],
)
def test_each_move_has_its_moment(move: Move, acts: list[Act | None]) -> None:
    assert done(Scripted([move]), listening(1)) == acts


def test_an_entry_is_pressed_key_by_key() -> None:
    caller = Scripted("407", manner=MANNERS["slow"])
    wait = Stretch(2.0, 20.0, Scene.LISTENING, ears=EARS, gather=1)

    acts = done(caller, [wait, wait, wait, wait])

    pressed = [(round(act.at, 6), act.key) for act in acts if isinstance(act, Press)]
    assert pressed == [(4.9, "4"), (7.8, "0"), (10.7, "7")]


def test_keys_left_over_are_pressed_while_the_next_document_comes_and_into_it() -> None:
    caller = Scripted("234 5")
    fetching = Stretch(3.0, 3.6, Scene.FETCHING)
    next_words = Stretch(3.6, 9.0, Scene.SPEAKING, ears=EARS, gather=2)

    acts = done(caller, [*listening(1), fetching, next_words, *listening(2, 11.0)[1:], *listening(3, 22.0)])

    assert acts == [None, Press(3.0, "2"), Press(3.5, "3"), Press(4.0, "4"), None, None, Press(23.0, "5")]


def test_a_key_whose_time_is_past_comes_as_soon_as_it_can() -> None:
    caller = Scripted("23")

    acts = done(caller, [*listening(1), Stretch(60.0, 61.0, Scene.TALKING)])

    assert acts == [None, Press(3.0, "2"), Press(60.0, "3")]


@pytest.mark.parametrize(
    ("move", "act"),
    [
        pytest.param(Keys("1", after=-2.0), Press(2.0, "1"), id="a key"),
        pytest.param(Words("yes", after=-2.0), Speak(2.0, "yes"), id="words"),
        pytest.param(HangUp(after=-2.0), PutDown(2.0), id="the telephone put down"),
    ],
)
def test_what_was_to_be_done_before_is_done_at_once(move: Move, act: Act) -> None:
    assert done(Scripted([move]), listening(1)) == [None, act]


def test_a_caller_speaks_when_it_is_recorded() -> None:
    caller = Scripted([Words("call me back")])

    assert caller.next_act(Stretch(5.0, 10.0, Scene.RECORDING, ears=EARS, gather=1)) == Speak(6.0, "call me back")


class Listener(Mover):
    """Somebody who decides when the words are over."""

    def move(self, stretch: Stretch) -> Move | None:
        return Keys("1") if stretch.is_callers_turn else None


def test_a_caller_may_decide_when_the_words_are_over() -> None:
    assert done(Listener(), listening(1)) == [None, Press(3.0, "1")]


def test_no_keypad_has_other_keys() -> None:
    with pytest.raises(ValueError, match="not 'x'"):
        Press(0.0, "x")


@pytest.mark.parametrize(
    ("moves", "acts"),
    [
        pytest.param("2", [Press(6.0, "2"), None], id="a key, a second after it was named"),
        pytest.param("7", [None, Press(9.0, "7")], id="a key that is not named, when the words are over"),
        pytest.param("w", [None, None], id="silence"),
    ],
)
def test_an_attentive_caller_presses_a_key_when_it_is_named(moves: str, acts: list[Act | None]) -> None:
    spoken = [Spoken(at, word) for at, word in enumerate(["For", "care,", "press", "1.", "Press", "2."])]
    words = Stretch(0.0, 8.0, Scene.SPEAKING, ears=EARS, gather=1, words=tuple(spoken))

    assert done(Attentive(moves), [words, Stretch(8.0, 15.0, Scene.LISTENING, ears=EARS, gather=1)]) == acts
