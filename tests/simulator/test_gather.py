"""How the line listens: one example for each rule of the carrier's `<Gather>`."""

from dataclasses import replace

import pytest
from paper_line import PaperLine, rehearse

from ivr.simulator.caller import Keys, Move, Scripted, Silence
from ivr.simulator.happenings import KeysLost, LineWarning, Listening, NothingHeard, Played, Pressed, Said

END = "<Hangup/>"
FELL = "<Say>fell through</Say><Hangup/>"


@pytest.mark.parametrize(
    ("gather", "move", "form"),
    [
        pytest.param("numDigits='1'", Keys("2"), {"Digits": "2", "FinishedOnKey": ""}, id="numDigits ends the entry"),
        pytest.param("", Keys("407#"), {"Digits": "407", "FinishedOnKey": "#"}, id="# finishes by default"),
        pytest.param("finishOnKey='*'", Keys("407*"), {"Digits": "407", "FinishedOnKey": "*"}, id="* may finish"),
        pytest.param("finishOnKey=''", Keys("4#"), {"Digits": "4#", "FinishedOnKey": ""}, id="no key finishes"),
        pytest.param("", Keys("407"), {"Digits": "407", "FinishedOnKey": ""}, id="a wait after the last key finishes"),
        pytest.param(
            "actionOnEmptyResult='true'",
            Silence(),
            {"Digits": "", "FinishedOnKey": ""},
            id="silence is posted if asked",
        ),
        pytest.param(
            "actionOnEmptyResult='true'",
            Keys("#"),
            {"Digits": "", "FinishedOnKey": "#"},
            id="# alone is posted if asked",
        ),
    ],
)
def test_what_is_pressed_is_posted_to_the_action(gather: str, move: Move, form: dict[str, str]) -> None:
    line = PaperLine({"/voice": f"<Gather action='/next' {gather}/>{FELL}", "/next": END})

    rehearsal = rehearse(line, Scripted([move]))

    posted = line.forms("/next")[0]
    assert form.items() <= posted.items()
    assert posted["msg"] == "Gather End"
    assert posted["CallStatus"] == "in-progress"
    assert "fell through" not in rehearsal.heard


@pytest.mark.parametrize(
    ("gather", "move"),
    [
        pytest.param("", Silence(), id="silence"),
        pytest.param("actionOnEmptyResult='false'", Silence(), id="silence, said aloud"),
        pytest.param("", Keys("#"), id="# alone"),
        pytest.param("input='speech'", Keys("1"), id="keys where only speech is taken"),
    ],
)
def test_an_empty_result_falls_through_to_the_next_verb(gather: str, move: Move) -> None:
    line = PaperLine({"/voice": f"<Gather action='/next' {gather}/>{FELL}"})

    rehearsal = rehearse(line, Scripted([move]))

    assert rehearsal.heard == "fell through"
    assert line.forms("/next") == []


def test_without_an_action_the_same_document_is_asked_again() -> None:
    line = PaperLine({"/voice": ["<Gather numDigits='1'/>", END]})

    rehearse(line, "7")

    assert [form.get("Digits") for form in line.forms("/voice")] == [None, "7"]


@pytest.mark.parametrize(
    ("inside", "said", "wait", "at"),
    [
        pytest.param("<Say>one two</Say>", ["one two"], 4, 0.8, id="the wait begins after the words"),
        pytest.param("<Say>one two</Say><Pause length='8'/>", ["one two"], 12, 0.8, id="a last pause lengthens it"),
        pytest.param("<Pause/><Pause length='3'/>", [], 8, 0.0, id="pauses alone lengthen it"),
        pytest.param("<Say>a</Say><Pause length='2'/><Say>b</Say>", ["a", "b"], 4, 2.8, id="a pause between is time"),
    ],
)
def test_the_first_wait(inside: str, said: list[str], wait: int, at: float) -> None:
    line = PaperLine({"/voice": f"<Gather timeout='4' numDigits='1' finishOnKey=''>{inside}</Gather>"})

    rehearsal = rehearse(line, Scripted([Silence()]))

    listening = next(h for h in rehearsal.happenings if isinstance(h, Listening))
    assert list(rehearsal.said) == said
    assert replace(listening, at=0) == Listening(0, wait, 4, 1, "")
    assert listening.at == pytest.approx(at)
    assert rehearsal.ending.at == pytest.approx(at + wait)


def test_a_key_within_the_lengthened_wait_is_in_time() -> None:
    line = PaperLine({"/voice": "<Gather timeout='4' action='/next'><Pause length='8'/></Gather>", "/next": END})

    rehearse(line, Scripted([Keys("1", after=11.5)]))

    assert line.forms("/next")[0]["Digits"] == "1"


def test_a_call_tells_what_was_pressed_lost_and_not_heard() -> None:
    line = PaperLine({"/voice": "<Gather numDigits='1' action='/a'/>", "/a": "<Pause length='1'/><Gather/>"})

    rehearsal = rehearse(line, "23 w")

    told = [h for h in rehearsal.happenings if isinstance(h, Pressed | KeysLost | NothingHeard)]
    assert told == [Pressed(1.0, "2"), KeysLost(1.5, "3"), NothingHeard(7.0)]
    assert rehearsal.pressed == ("2",)


def test_sound_files_are_named_inside_and_outside_a_gather() -> None:
    line = PaperLine({"/voice": "<Gather><Play>/tune.mp3</Play></Gather><Play digits='1w2'/>"})

    rehearsal = rehearse(line, "w")

    played = [h for h in rehearsal.happenings if isinstance(h, Played)]
    assert played == [Played(0.0, "https://line.example/tune.mp3"), Played(10.0, "1w2")]
    assert rehearsal.ending.at == pytest.approx(11.5)


@pytest.mark.parametrize(
    ("verbs", "code"),
    [
        pytest.param("<Gather timeout='0'/>", 13313, id="a wait of nothing"),
        pytest.param("<Gather timeout='soon'/>", 13313, id="a wait that is no number"),
        pytest.param("<Gather numDigits='many'/>", 13314, id="a length that is no number"),
        pytest.param("<Gather finishOnKey='x'/>", 13310, id="a finish key that no keypad has"),
        pytest.param("<Gather finishOnKey='12'/>", 13310, id="two finish keys"),
        pytest.param("<Pause length='0.5'/><Gather/>", 12200, id="half a second"),
        pytest.param("<Say/><Gather/>", 13520, id="nothing to say"),
        pytest.param(f"<Say>{'a' * 4097}</Say><Gather/>", 13520, id="too much to say"),
        pytest.param("<Gather><Dial>+18005550100</Dial></Gather>", 12200, id="a verb that may not be nested"),
        pytest.param("<Gather numdigits='1'/>", 12200, id="an unknown attribute"),
        pytest.param("<Gather><Say voise='alice'>a</Say></Gather>", 12200, id="an unknown attribute inside"),
        pytest.param("<Speak>hello</Speak><Gather/>", 12200, id="an unknown verb"),
        pytest.param("<Record/><Gather/>", 0, id="a verb that is not simulated"),
        pytest.param("<Dial><Client>ann</Client></Dial><Gather/>", 0, id="a noun that is not simulated"),
    ],
)
def test_what_the_carrier_does_not_like_is_reported_and_the_call_goes_on(verbs: str, code: int) -> None:
    rehearsal = rehearse(PaperLine({"/voice": verbs}), "w")

    warnings = [h for h in rehearsal.happenings if isinstance(h, LineWarning)]
    assert warnings[0].code == code
    assert any(isinstance(h, Listening) for h in rehearsal.happenings)


def test_speech_mark_up_is_not_taken_for_verbs() -> None:
    rehearsal = rehearse(PaperLine({"/voice": "<Say loop='2'>a <say-as interpret-as='digits'>1</say-as></Say>"}))

    assert rehearsal.troubles == ()
    assert rehearsal.happenings[0] == Said(0.0, "a 1")
    assert rehearsal.ending.at == pytest.approx(1.6)
