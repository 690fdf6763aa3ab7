"""Calls that tests make up, played at both heights: what is wrong is told in plain words, and nothing else."""

import pytest
from made_up_calls import call, played, stage, told

from ivr.rehearsal.changes import changed
from ivr.rehearsal.playing import play
from ivr.rehearsal.script import Changes

GOOD = {
    "words in order, whole or in part": """
        hear: "welcome to PANDORA"
        hear: "What is it about? ... for a person, press 0"
        press: 3
        hear: {exactly: "Which one? For caring for rose, press 1. For the kit, press 2."}
    """,
    "nothing that was not to be heard": """
        not_hear: "Nobody is here"
        press: 3
        not_hear: "Welcome"
    """,
    "a silence": """
        wait: silence
        hear: {exactly: "I heard nothing. ... For more time, press pound."}
    """,
    "several silences at once": """
        {wait: silence, times: 2}
        hear: "I heard nothing. ... Still nothing."
    """,
    "a person in the queue": """
        press: 0
        hear: "Please wait."
        reach: queue
        reach: agent
        hear: "Anything else?"
        press: 2
        hear: {exactly: "Write to care at example dot com."}
        reach: goodbye
    """,
    "a number outside": """
        press: 1
        reach: balance
        hear: "Anything else?"
    """,
    "an order number in groups": """
        press: 2
        press: 4071 5520
        reach: queue
    """,
    "a deed of the caller after some seconds, in mid-words": """
        wait: 4s
        press: 3
        hear: "Which one?"
        {wait: 1s}
        hang_up:
    """,
    "hanging up in the queue": """
        press: 0
        reach: queue
        wait: 5s
        hang_up:
    """,
    "hanging up right after the queue was reached": """
        press: 0
        reach: queue
        hang_up:
    """,
    "hanging up while talking with a person": """
        press: 0
        reach: agent
        hear: {exactly: "Please wait."}
        wait: 12s
        hang_up:
    """,
    "words within seconds": """
        {hear: "What is it about?", within: 4s}
        press: 3
        {hear: "Which one?", within: 0.5s}
    """,
    "a caller who speaks, which this line does not hear": """
        say: "refunds please"
        hear: "I heard nothing."
    """,
    "a silence after a wait": """
        wait: 1s
        wait: silence
        hear: "I heard nothing"
    """,
    "a wait at the end": """
        wait: 25s
    """,
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_call_that_goes_as_written_says_nothing(text: str) -> None:
    assert told(played(text)) == []


WRONG = {
    "other words": (
        'press: 3\nhear: "Which one of these?"',
        "line 4: expected to hear “Which one of these?” after pressing 3 at 0:19; the line said: “Which one? For "
        "caring for rose, press 1. For the kit, press 2.” (the nearest is “Which one? For”)",
    ),
    "words of another place": (
        'hear: "Which one?"\npress: 3',
        "line 3: expected to hear “Which one?” at the beginning of the call; the line said: “This call is recorded. "
        "Welcome to Pandora. What is it about? For gift cards, press 1. For refunds, press 2. For care, press 3. For a "
        "person, press 0. To hear this again, press 9.” (it is said after pressing 3 at 0:19)",
    ),
    "words in another order": (
        'hear: "What is it about?"\nhear: "Welcome"',
        "line 4: expected to hear “Welcome” at the beginning of the call; the line said: “This call is recorded. "
        "Welcome to Pandora. What is it about? For gift cards, press 1. For refunds, press 2. For care, press 3. For a "
        "person, press 0. To hear this again, press 9.” (it is said before the words of the line above: put them in "
        "the order in which they are heard)",
    ),
    "words that a key cut off": (
        'hear: "For a person"\n{press: 3, at_once: yes}',
        "line 3: expected to hear “For a person” at the beginning of the call; the line said: “This call is recorded. "
        "Welcome to Pandora.” (a key cut these words off at 0:02)",
    ),
    "more than was expected": (
        'press: 3\nhear: {exactly: "Which one?"}',
        "line 4: expected to hear exactly “Which one?” after pressing 3 at 0:19; after “Which one?” the line also said "
        "“For caring for rose, press 1. For the ...”",
    ),
    "words that come too late": (
        'press: 3\n{hear: "For the kit", within: 1s}',
        "line 4: expected to hear “For the kit” within 1 s after pressing 3 at 0:19; it began after 4.9 s",
    ),
    "words that were not to be said": (
        'press: 3\nnot_hear: "the kit"',
        "line 4: expected not to hear “the kit” after pressing 3 at 0:19; it was said at 0:24",
    ),
    "a person who is not there": (
        "press: 3\nreach: agent",
        "line 4: expected to reach an agent after pressing 3 at 0:19; instead: the caller ends the call: hung up",
    ),
    "a call that is over before": (
        "press: 0\npress: 2\nreach: goodbye\npress: 3",
        "line 6: expected the caller to press 3; the line ended the call at 1:49, before that could be done",
    ),
}


@pytest.mark.parametrize(("text", "difference"), WRONG.values(), ids=WRONG)
def test_a_difference_is_told_with_its_line_and_what_was_said(text: str, difference: str) -> None:
    assert told(played(text)) == [difference]


EXPECTED = {
    "the disposition": (
        "disposition: handed_off",
        "line 5: expected the disposition handed_off; the record says caller_hung_up",
    ),
    "an event that never came": (
        "events: [TopicRead]",
        "line 5: expected the event TopicRead; the record has CallBegan, StepEntered, InputHeard, AnswerGiven, "
        "CallFinished",
    ),
    "an event with other fields": (
        "events: [InputHeard: {keys: 4}]",
        "line 5: expected the event InputHeard (keys: 4); the record has InputHeard (keys: 3)",
    ),
    "events in another order": (
        "events: [InputHeard, CallBegan]",
        "line 5: expected the event CallBegan; the record has it before the event of the line above",
    ),
    "an event that was not to be": (
        "never: [InputHeard]",
        "line 5: expected no event InputHeard; the record has InputHeard (keys: 3)",
    ),
}


@pytest.mark.parametrize(("expect", "difference"), EXPECTED.values(), ids=EXPECTED)
def test_what_the_record_says_otherwise_is_told(expect: str, difference: str) -> None:
    assert told(played("press: 3", expect=expect)) == [difference]


def test_what_the_record_says_as_expected_is_not_told() -> None:
    expect = "disposition: abandoned\nevents: [CallBegan, PersonAsked, HandedOff: {queue: care}]\nnever: [GaveUp]"

    assert told(played("press: 0\nreach: queue\nwait: 3s\nhang_up:", "from: anonymous", expect)) == []


SETTINGS = {
    "a moment when nobody is there": ("at: sun 10:00", 'press: 0\nhear: "Nobody is here. We are open"'),
    "a date": ('at: "2026-12-24 17:59"', "press: 0\nreach: queue"),
    "a date after closing": ('at: "2026-12-24 18:00"', 'press: 0\nhear: "Nobody is here"'),
    "a telephone that is busy": ('agent: busy\noutside: {agent: "+12025550199"}', 'press: 0\nhear: "Nobody is here"'),
    "a telephone that is answered": ('outside: {agent: "+12025550199"}', "press: 0\nreach: agent"),
    "a queue that is full": ("queue: full", 'press: 0\nhear: "Nobody is here"'),
    "a queue that is not served": ("queue: nobody", 'press: 0\nreach: queue\nhear: "Nobody came."'),
    "another fact": ("facts: {brand: Acme}", 'hear: "Welcome to Acme"'),
    "a fact that is not set": ("facts: {email: }", 'press: 0\npress: 2\nhear: {exactly: "Goodbye."}'),
    "fingers that do not wait": ("fingers: expert", 'press: 3\n{hear: "Which one?", within: 0.5s}'),
    "a caller who rings the line's own number": (
        'to: "+18559222600"',
        'press: 1\nhear: "Please wait."',
    ),
}


@pytest.mark.parametrize(("setting", "text"), SETTINGS.values(), ids=SETTINGS)
def test_a_setting_changes_the_world_of_its_call(setting: str, text: str) -> None:
    assert told(played(text, setting)) == []


UNKNOWN = {
    "a fact": ("facts: {bran: x}", "press: 3", "helpline.yaml has no 'bran' under 'facts' (did you mean 'brand'?)"),
    "a number": ("outside: {x: }", "press: 3", "helpline.yaml has no 'x' under 'outside' (known: balance, agent)"),
    "a locale": ("locale: fr-FR", "press: 3", "the helpline has no locale 'fr-FR' (known: en-US)"),
    "somebody": ("", "reach: agnt", "nobody is called 'agnt' (did you mean 'agent'?)"),
    "a number that may not be rung": (
        'outside: {balance: "+911"}',
        "press: 3",
        "with these changes the helpline has an error",
    ),
}


@pytest.mark.parametrize(("setting", "text", "problem"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_the_helpline_does_not_have_is_the_authors_mistake(setting: str, text: str, problem: str) -> None:
    outcome = played(text, setting)

    assert not outcome.is_good
    assert outcome.happenings == ()
    assert len(outcome.problems) == 1
    assert problem in str(outcome.problems[0])


def test_a_helpline_is_compiled_once_for_the_same_changes() -> None:
    one, other = call("press: 3", "facts: {brand: A}"), call("press: 0", "facts: {brand: A}")

    assert stage().line(one.setting.changes) is stage().line(other.setting.changes)


@pytest.mark.parametrize("setting", ["locale: en-US", "facts: {brand: Pandora}"])
def test_a_change_that_changes_nothing_rings_the_helpline_as_it_is_written(setting: str) -> None:
    same = call("press: 3", setting).setting.changes

    assert stage().release(same).id == stage().release(Changes()).id
    assert changed(stage().sources, same) is stage().sources


def test_playing_a_script_twice_gives_the_same_call() -> None:
    script = call("press: 3\npress: 1\n{wait: silence, times: 3}\npress: 0\nreach: agent")

    assert play(script, stage()).happenings == play(script, stage()).happenings
