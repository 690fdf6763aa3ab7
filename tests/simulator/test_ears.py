"""How an entry is taken from the keypad, key by key, and how words are heard."""

import pytest

from ivr.simulator.caller import HangUp, Keys, Move, Scripted, Silence, Words
from ivr.simulator.ears import Entry, listen
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import CutOff, Happening, KeysLost, NothingHeard, Pressed, Said, Spoke
from ivr.simulator.leg import PUT_DOWN, Leg, Stop
from ivr.simulator.speech import Sound, silence, spoken
from ivr.simulator.stretch import Act, Ears, Press, Speak, Stretch
from ivr.simulator.transport import Webhook
from ivr.simulator.world import World

MENU = Ears(5, 1, "")
ORDER = Ears(4, 8)
ANY = Ears()
SPEECH = Ears(5, keypad=False, speech=True)
BOTH = Ears(5, 1, "", speech=True, speech_end=2.0)
LONGER = [silence(8)]  # makes the wait for the first key of an order 12 seconds
PROMPT = [spoken(["Enter your number"], 1.0)]


def heard(ears: Ears, move: Move, sounds: list[Sound]) -> tuple[Entry | Stop, float, list[Happening]]:
    """What a listening brings, how long it takes, and what happens meanwhile."""
    leg = Leg(CallFields("AC1", "CA1", "+12025550143", "+18005550100"), World(), "https://line.example/voice")
    caller = Scripted([move], then=Silence())
    happened: list[Happening] = []
    playing = listen(leg, ears, sounds)
    answer: Act | None = None
    while True:
        try:
            step = playing.send(answer)
        except StopIteration as over:
            return over.value, leg.clock, happened
        assert not isinstance(step, Webhook)
        answer = caller.next_act(step) if isinstance(step, Stretch) else None
        happened += [] if isinstance(step, Stretch) else [step]


@pytest.mark.parametrize(
    ("ears", "move", "entry", "seconds"),
    [
        pytest.param(MENU, Keys("2"), Entry("2"), 1.0, id="a menu takes one key and waits for no more"),
        pytest.param(MENU, Keys("#"), Entry("#"), 1.0, id="without a finish key, # is a key like any other"),
        pytest.param(MENU, Keys("23"), Entry("2"), 1.0, id="keys after the last allowed one are for later"),
        pytest.param(ORDER, Keys("407#"), Entry("407", "#"), 2.5, id="the finish key ends the entry and is not in it"),
        pytest.param(ORDER, Keys("40#7"), Entry("40", "#"), 2.0, id="keys after the finish key are for later"),
        pytest.param(ORDER, Keys("#"), Entry("", "#"), 1.0, id="the finish key alone ends it empty"),
        pytest.param(ORDER, Keys("407"), Entry("407"), 6.0, id="silence after the last key ends the entry"),
        pytest.param(ORDER, Keys("12345678#"), Entry("12345678"), 4.5, id="a # after a full entry is for later"),
        pytest.param(ORDER, Keys("*07#"), Entry("*07", "#"), 2.5, id="star is a key"),
        pytest.param(ORDER, Keys("407", every=4), Entry("407"), 13.0, id="a slow typist may take all of each wait"),
        pytest.param(ORDER, Keys("407", every=4.1), Entry("4"), 5.0, id="too slow a typist is cut off"),
        pytest.param(ORDER, Keys("4", after=12), Entry("4"), 16.0, id="the first key may come at the last moment"),
        pytest.param(ORDER, Keys("4", after=12.1), Entry(), 12.0, id="too late a first key is not in it"),
        pytest.param(ORDER, Silence(), Entry(), 12.0, id="silence lasts as long as the first wait"),
        pytest.param(ORDER, HangUp(3), PUT_DOWN, 3.0, id="the telephone may be put down meanwhile"),
        pytest.param(ANY, Keys("123456789"), Entry("123456789"), 10.0, id="without numDigits there is no limit"),
        pytest.param(SPEECH, Keys("1"), Entry(), 5.0, id="speech alone loses every key"),
        pytest.param(
            SPEECH, Words("the care kit"), Entry(speech="the care kit"), 3.2, id="words, and the silence after"
        ),
        pytest.param(BOTH, Words("the care kit"), Entry(speech="the care kit"), 4.2, id="a longer silence after them"),
        pytest.param(BOTH, Keys("1"), Entry("1"), 1.0, id="keys where words may be said"),
        pytest.param(MENU, Words("the care kit"), Entry(), 5.0, id="words where only keys are heard"),
    ],
)
def test_keys_and_words_make_an_entry(ears: Ears, move: Move, entry: Entry | Stop, seconds: float) -> None:
    result, clock, _ = heard(ears, move, LONGER if ears is ORDER else [])

    assert result == entry
    assert clock == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("ears", "move", "told"),
    [
        pytest.param(MENU, Keys("2", 1.5, at_once=True), [CutOff(1.5, "Enter your"), Pressed(1.5, "2")], id="a key"),
        pytest.param(BOTH, Words("kit", 0.5, at_once=True), [CutOff(0.5, "Enter"), Spoke(2.9, "kit")], id="a word"),
    ],
)
def test_words_are_cut(ears: Ears, move: Move, told: list[Happening]) -> None:
    _, _, happened = heard(ears, move, PROMPT)

    assert happened == [Said(0.0, "Enter your number"), *told]


def test_without_barge_in_the_words_are_not_cut_and_the_key_is_lost() -> None:
    ears = Ears(5, 1, "", barge_in=False)

    entry, clock, happened = heard(ears, Keys("2", 1.5, at_once=True), PROMPT)

    assert entry == Entry()
    assert KeysLost(1.5, "2") in happened
    assert happened[-1] == NothingHeard(clock)


def test_a_key_wins_over_words_that_are_being_said() -> None:
    leg = Leg(CallFields("AC1", "CA1", "+12025550143", "+18005550100"), World(), "https://line.example/voice")
    playing = listen(leg, BOTH, [])
    next(playing)
    playing.send(None)

    playing.send(Speak(1.0, "the care kit please"))
    pressed = playing.send(Press(2.0, "3"))

    assert pressed == Pressed(2.0, "3")
    with pytest.raises(StopIteration) as over:
        playing.send(None)
    assert over.value.value == Entry("3")
