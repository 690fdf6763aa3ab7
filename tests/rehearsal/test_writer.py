"""What is written reads back as the same script; a call that was made, written down and played again goes the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_calls import call, script, stage, told

from ivr.rehearsal.heights import at_webhook
from ivr.rehearsal.playing import play
from ivr.rehearsal.recording import script_of_call
from ivr.rehearsal.script import (
    Changes,
    EventMatch,
    Expectation,
    HangUp,
    Hear,
    NotHear,
    Press,
    QueueSetting,
    Reach,
    Script,
    Setting,
    Silence,
    Speak,
    Wait,
    Whisper,
)
from ivr.rehearsal.wording import folded
from ivr.rehearsal.writer import Remark, written

WORDS = st.text("abc ÄÖ'\"\\:#{}[]&*!|>%@`-?,.0123", min_size=1).filter(lambda text: bool(folded(text)))
SECONDS = st.none() | st.integers(0, 60_000).map(lambda ms: ms / 1000)
AT_ONCE = st.none() | st.booleans()
MOVES = st.one_of(
    st.builds(Hear, WORDS, st.booleans(), SECONDS),
    st.builds(NotHear, WORDS),
    st.builds(Whisper, WORDS),
    st.builds(Press, st.text("0123456789*#", min_size=1), SECONDS, SECONDS, AT_ONCE),
    st.builds(Speak, WORDS, SECONDS, AT_ONCE),
    st.builds(Silence, st.integers(1, 50)),
    st.builds(Wait, st.integers(0, 60_000).map(lambda ms: ms / 1000)),
    st.builds(Reach, st.sampled_from(["agent", "queue", "goodbye", "gift_balance"])),
    st.builds(HangUp, SECONDS, AT_ONCE),
)
VALUES = st.dictionaries(st.sampled_from(["brand", "email"]), st.none() | WORDS).map(lambda values: (*values.items(),))
SETTINGS = st.builds(
    Setting,
    st.sampled_from(["", "mon 10:00", "2026-12-24 14:10"]),
    st.sampled_from(["", "anonymous", "+12025550143"]),
    st.sampled_from(["", "+18005550100"]),
    st.sampled_from(["answers", "busy"]),
    st.sampled_from(["listener", "slow"]),
    st.sampled_from([QueueSetting(), QueueSetting(is_full=True), QueueSetting(nobody=True, patience=90)]),
    st.builds(Changes, st.sampled_from(["", "en-US"]), VALUES, VALUES),
)
EVENTS = st.lists(
    st.sampled_from([EventMatch("HandedOff"), EventMatch("TopicRead", (("topic", "a.b"),))]), max_size=3
).map(tuple)
SCRIPTS = st.builds(
    Script,
    st.sampled_from(["a call", "yes", "a: call", "3", "an 'odd' one", "what #2 said"]),
    st.lists(MOVES, min_size=1, max_size=6).map(tuple),
    SETTINGS,
    st.builds(Expectation, st.sampled_from(["", "handed_off"]), EVENTS, EVENTS),
)


@given(SCRIPTS)
def test_every_script_reads_back_as_it_was_written(wanted: Script) -> None:
    assert script(written(wanted)) == wanted


def test_a_remark_is_a_comment_before_its_move() -> None:
    text = written(Script("a", (Press("3"), HangUp())), ((1, Remark("fill in")), (2, Remark("the end"))))

    assert text == 'a:\n  call:\n    - press: "3"\n    # fill in\n    - hang_up:\n    # the end\n'


CALLS = {
    "a caller who listens": "press: 3\npress: 1\n{wait: silence, times: 2}\npress: 9\npress: 0\nreach: agent\npress: 2",
    "keys that cut the words": "{press: 3, at_once: yes, after: 4s}\n{press: 1, at_once: yes, after: 1.7s}\npress: 6",
    "keys while the line fetches": "{press: 31, every: 0.1s}\nwait: silence\npress: 0\nreach: queue",
    "an order number": "press: 2\n{press: 40715520, every: 2.9s}\nreach: queue\nwait: 3s\nhang_up:",
    "an order number that is too short": "press: 2\npress: 4071\npress: 40715520\nreach: queue",
    "an order number with pound": "press: 2\npress: 4071#\npress: 40715520",
    "hanging up in mid-words": "press: 3\nwait: 2s\nhang_up:",
    "hanging up while talking": "press: 0\nreach: agent\nwait: 7s\nhang_up:",
    "hanging up when the line listens": "press: 3\nwait: silence\nhang_up:",
    "an outside number": "press: 1\nreach: balance\npress: 2\nreach: goodbye",
    "silence until a person": "wait: silence\nwait: silence\nwait: silence\nreach: agent",
}


@pytest.mark.parametrize("moves", CALLS.values(), ids=CALLS)
def test_a_call_that_was_written_down_goes_the_same_when_it_is_played(moves: str) -> None:
    made = call(moves)
    rung = at_webhook(made, stage().line(made.setting.changes))

    text = script_of_call("as it was", rung.happenings, made.setting, stage().release(Changes()).flows.helpline)
    again = play(script(text), stage())

    assert told(again) == [], text
    assert list(keys_of(again.happenings)) == list(keys_of(rung.happenings)), text


def keys_of(happenings: object) -> Iterator[str]:
    """What was pressed and lost, and whom the caller reached, without moments."""
    assert isinstance(happenings, tuple)
    kinds = ("Pressed", "KeysLost", "NothingHeard", "InQueue", "Bridged", "HungUp")
    for happening in happenings:
        if type(happening).__name__ in kinds:
            yield f"{type(happening).__name__} {getattr(happening, 'keys', '')}"


def test_what_the_caller_reached_outside_is_called_by_its_name() -> None:
    made = call("press: 1\nreach: balance")
    rung = at_webhook(made, stage().line(made.setting.changes))

    text = script_of_call("a", rung.happenings, line=stage().release(Changes()).flows.helpline)

    assert "- reach: balance\n" in text
