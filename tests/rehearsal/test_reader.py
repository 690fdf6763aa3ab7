"""Call scripts are read from YAML, and every mistake is told at its place with the likely fix."""

import pytest

from ivr.authoring.located import Mark
from ivr.rehearsal.reader import read_scripts
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
)

EVERYTHING = """\
how to start a refund:
  at: mon 10:00
  from: "+1 (202) 555-0143"
  to: "+18005550100"
  locale: en-US
  agent: no_answer
  queue: {served_after: 40s, patience: 2m}
  facts: {service_email: care@example.com, brand: }
  outside: {agent: "+12025550199"}
  fingers: slow
  call:
    - hear: "Thank you for calling"
    - press: 3
    - hear: How to start a refund
      within: 15s
    - hear: {exactly: "Refunds. ..."}
    - not_hear: "press 7"
    - {press: "4071-5520#", after: 2s, every: 2.9s}
    - press: 0
      at_once: yes
    - wait: silence
    - {wait: silence, times: 3}
    - wait: 20s
    - say: how do I clean it
    - reach: agent
    - hang_up:
  expect:
    disposition: answered_by_faq
    events: [TopicRead: {topic: refund.start}, HandedOff]
    never: [GaveUp]
"""


def read(text: str) -> tuple[Script, ...]:
    scripts, problems = read_scripts("calls/a.yaml", text.encode())
    assert not problems, [str(problem) for problem in problems]
    return scripts


def problems_of(text: str) -> list[str]:
    return [str(problem).removeprefix("calls/a.yaml:") for problem in read_scripts("calls/a.yaml", text.encode())[1]]


def test_everything_that_can_be_written_is_read() -> None:
    changes = Changes("en-US", (("service_email", "care@example.com"), ("brand", None)), (("agent", "+12025550199"),))

    (script,) = read(EVERYTHING)

    assert script.setting == Setting(
        "mon 10:00", "+12025550143", "+18005550100", "no_answer", "slow", QueueSetting(False, False, 40, 120), changes
    )
    assert script.moves == (
        Hear("Thank you for calling"),
        Press("3"),
        Hear("How to start a refund", within=15.0),
        Hear("Refunds. ...", exactly=True),
        NotHear("press 7"),
        Press("40715520#", after=2.0, every=2.9),
        Press("0", at_once=True),
        Silence(),
        Silence(3),
        Wait(20.0),
        Speak("how do I clean it"),
        Reach("agent"),
        HangUp(),
    )
    assert script.expect == Expectation(
        "answered_by_faq",
        (EventMatch("TopicRead", (("topic", "refund.start"),)), EventMatch("HandedOff")),
        (EventMatch("GaveUp"),),
    )


def test_moves_know_their_lines() -> None:
    (script,) = read(EVERYTHING)

    assert script.mark == Mark("calls/a.yaml", 1, 1)
    assert [move.mark.line for move in script.moves[:4]] == [12, 13, 14, 16]


def test_a_file_holds_several_calls_in_their_order() -> None:
    scripts = read("one:\n  call: [hang_up]\ntwo, really:\n  call: [hang_up: ]\n")

    assert [(script.name, script.moves) for script in scripts] == [("one", (HangUp(),)), ("two, really", (HangUp(),))]


@pytest.mark.parametrize(
    ("queue", "setting"),
    [
        ("full", QueueSetting(is_full=True)),
        ("nobody", QueueSetting(nobody=True)),
        ("{served_after: never, patience: 90s}", QueueSetting(nobody=True, patience=90)),
        ("{served_after: 5s}", QueueSetting(served_after=5)),
    ],
)
def test_the_queue_is_said_in_plain_words(queue: str, setting: QueueSetting) -> None:
    (script,) = read(f"a:\n  queue: {queue}\n  call: [hang_up]\n")

    assert script.setting.queue == setting


def test_a_withheld_number_is_a_word() -> None:
    (script,) = read("a:\n  from: anonymous\n  call: [hang_up]\n")

    assert script.setting.caller == "anonymous"


MISTAKES = [
    ("a setting that is not known", "  agnet: busy", "2:3: a.agnet: there is no 'agnet' here (did you mean 'agent'?)"),
    (
        "a setting that is like no other",
        "  xyz: 1",
        "2:3: a.xyz: there is no 'xyz' here (known: at, from, to, locale, agent, queue, facts, outside, fingers, call, "
        "expect)",
    ),
    ("an agent", "  agent: bussy", "2:10: a.agent: 'bussy' cannot stand here (did you mean 'busy'?)"),
    (
        "fingers",
        "  fingers: fast",
        "2:12: a.fingers: 'fast' cannot stand here (known: listener, expert, quick, slow, relay)",
    ),
    ("a day", "  at: monday 10:00", "2:7: a.at: 'monday 10:00' is no moment (write \"mon 10:00\", or"),
    ("a date", '  at: "2026-02-30 10:00"', "2:7: a.at: '2026-02-30 10:00' is no moment"),
    ("an hour", "  at: mon 25:00", "2:7: a.at: 'mon 25:00' is no moment"),
    ("a number", "  from: 2025550143", "2:9: a.from: '2025550143' is no telephone number (write \"+12025550143\", or"),
    ("a dialled number", "  to: anonymous", "2:7: a.to: 'anonymous' is no telephone number"),
    ("the queue", "  queue: empty", "2:10: a.queue: 'empty' cannot stand here (write full, nobody, or {served_after:"),
    (
        "a time of the queue",
        "  queue: {served_after: 20}",
        "2:25: a.queue.served_after: '20' is no time (write 15s, 2.9s or 2m)",
    ),
    ("half seconds", "  queue: {patience: 1.5s}", "2:21: a.queue.patience: '1.5s' has a fraction (write whole seconds"),
]


@pytest.mark.parametrize(("line", "told"), [each[1:] for each in MISTAKES], ids=[each[0] for each in MISTAKES])
def test_a_mistake_in_a_setting_is_told(line: str, told: str) -> None:
    (problem,) = problems_of(f"a:\n{line}\n  call: [hang_up]\n")

    assert problem.startswith(told)


MOVES = [
    ("a word", "- pres: 3", "3:7: a.call[0].pres: there is no 'pres' in a call (did you mean 'press'?)"),
    (
        "a word like no other",
        "- dance:",
        "3:7: a.call[0].dance: there is no 'dance' in a call (known: hear, not_hear, whisper, press, say, wait, ",
    ),
    ("an option", "- {press: 3, aftr: 2s}", "3:18: a.call[0].aftr: there is no 'aftr' here (did you mean 'after'?)"),
    (
        "an option of another move",
        '- {hear: "a", at_once: yes}',
        "3:19: a.call[0].at_once: there is no 'at_once' here (known: hear, within)",
    ),
    (
        "two moves in one",
        "- {press: 3, say: x}",
        "3:18: a.call[0].say: 'press' and 'say' stand in one move (is a dash missing before 'say'? ",
    ),
    (
        "no colon",
        "- press 3",
        "3:7: a.call[0]: 'press 3' stands where a move is expected (is a colon missing after 'press'?)",
    ),
    ("no move", "- three", "3:7: a.call[0]: 'three' stands where a move is expected (write it as - press: 3)"),
    ("no dash", "press: 3", "3:5: a.call: no dash stands before 'press' (is a dash missing? write - press: ...)"),
    ("a letter", "- press: 3a", "3:14: a.call[0].press: '3a' cannot be pressed (a keypad has 0 to 9, * and #)"),
    ("no time", "- {press: 3, after: 2}", "3:25: a.call[0].after: '2' is no time (write 15s, 2.9s or 2m)"),
    ("a long time", "- wait: 999m", "3:13: a.call[0].wait: '999m' is longer than any call"),
    ("maybe", "- {press: 3, at_once: maybe}", "3:27: a.call[0].at_once: 'maybe' is neither yes nor no"),
    ("no words", '- hear: "..."', "3:13: a.call[0].hear: '...' holds no word (write words that are said)"),
    ("a silence", "- wait: silent", "3:13: a.call[0].wait: 'silent' cannot stand here (did you mean 'silence'?)"),
    ("a count", "- {wait: silence, times: 0}", "3:30: a.call[0].times: '0' cannot stand here (write a whole number"),
    ("a counted wait", "- {wait: 5s, times: 2}", "3:25: a.call[0].times: 'times' counts silences (write wait:"),
    ("nobody", "- reach:", "3:13: a.call[0].reach: nobody is reached (write agent, queue, goodbye, or an outside"),
    ("too much", "- hang_up: now", "3:16: a.call[0].hang_up: 'now' cannot stand here (write hang_up: with nothing"),
    ("a text of two", '- hear: {exactly: "a", words: "b"}', "3:28: a.call[0].hear.words: there is no 'words' here"),
]


@pytest.mark.parametrize(("line", "told"), [each[1:] for each in MOVES], ids=[each[0] for each in MOVES])
def test_a_mistake_in_a_move_is_told(line: str, told: str) -> None:
    (problem,) = problems_of(f"a:\n  call:\n    {line}\n")

    assert problem.startswith(told)


def test_pound_without_quotes_is_no_key() -> None:
    problems = problems_of("a:\n  call:\n    - press: #\n")

    assert any("no key is pressed (write the keys in quotes" in problem for problem in problems)


EXPECTATIONS = [
    ("disposition: answered", "3:18: a.expect.disposition: 'answered' cannot stand here (did you mean"),
    ("events: [TopicRed]", "3:14: a.expect.events[0]: there is no event 'TopicRed' (did you mean 'TopicRead'?)"),
    (
        "events: [TopicRead: {topci: x}]",
        "3:26: a.expect.events[0].TopicRead.topci: there is no 'topci' here (did you mean 'topic'?)",
    ),
    ("never: GaveUp", "3:12: a.expect.never: 'GaveUp' stands where a list is expected"),
    ("events: [{TopicRead: {}, GaveUp: {}}]", "3:14: a.expect.events[0]: several events stand in one place"),
    ("dispo: x", "3:5: a.expect.dispo: there is no 'dispo' here (known: disposition, events, never)"),
]


@pytest.mark.parametrize(("line", "told"), EXPECTATIONS, ids=[each[0] for each in EXPECTATIONS])
def test_a_mistake_in_what_is_expected_is_told(line: str, told: str) -> None:
    problems = problems_of(f"a:\n  expect:\n    {line}\n  call: [hang_up]\n")

    assert [problem for problem in problems if problem.startswith(told)], problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a:\n", "1:3: a: nothing stands where keys with values are expected"),
        ("a: {at: mon 10:00}\n", "1:1: a: 'call' is missing (the list of what is heard and done)"),
        ("a: {call: []}\n", "1:11: a.call: the call is empty"),
        ("- a\n", "1:1: the file is no table of calls (write a call's name"),
        ("", "1:1: the file is empty"),
        ("a: {call: [hang_up]\n", "1:4: "),
    ],
)
def test_a_file_that_holds_no_call_is_told(text: str, told: str) -> None:
    assert any(problem.startswith(told) for problem in problems_of(text)), problems_of(text)


def test_all_mistakes_of_a_file_are_told_at_once_and_the_other_calls_are_read() -> None:
    text = "a:\n  agent: bussy\n  call: [pres: 3]\nb:\n  call: [hang_up]\n"

    scripts, problems = read_scripts("calls/a.yaml", text.encode())

    assert [script.name for script in scripts] == ["b"]
    assert [problem.line for problem in problems] == [2, 3]
    assert problems[0].source == "  agent: bussy"


SLIPS = [
    (
        "after a call's name",
        "a\n  call:\n    - press: 3\n",
        "2:3: this line is not",
        "is a colon missing at the end of line 1?",
    ),
    (
        "after `call`",
        "a:\n  call\n    - press: 3\n",
        "3:5: this line is not",
        "is a colon missing at the end of line 2?",
    ),
    (
        "after a list",
        'a:\n  call:\n    - hear: "x"\n    press: 3\n',
        "4:5: this line is not",
        "is a dash missing at the beginning of this line?",
    ),
]


@pytest.mark.parametrize(("text", "told", "hint"), [each[1:] for each in SLIPS], ids=[each[0] for each in SLIPS])
def test_a_missing_colon_or_dash_is_guessed(text: str, told: str, hint: str) -> None:
    (problem,) = problems_of(text)

    assert problem.startswith(told)
    assert problem.endswith(f"({hint})")
