"""What the checker, the picture and the proof ask of a step: its ways out, its prompts, and what YAML it takes."""

from typing import Any

import pytest
from pydantic import ValidationError
from stories import as_text, step

from ivr.dialogue.steps import STEP_TYPES
from ivr.dialogue.steps.step import Exit, PromptUse

WAYS_OUT: dict[str, dict[str, str]] = {
    "{type: say, prompt: p.a, then: next}": {"then": "main.next"},
    "{type: menu, prompt: p.a, choices: [{goto: b, label: l.b}, {value: c, label: l.c}], then: x.d, give_up: bye}": {
        "choices.0.goto": "main.b",
        "then": "x.d",
        "give_up": "main.bye",
    },
    "{type: menu, prompt: p.a, choices: [{goto: b, label: l.b}]}": {"choices.0.goto": "main.b"},
    "{type: yes_no, prompt: p.a, on: {said_yes: b, said_no: c}, give_up: bye}": {
        "on.said_yes": "main.b",
        "on.said_no": "main.c",
        "give_up": "main.bye",
    },
    "{type: topics, list: [t.a, {topic: t.b, offer: [{goto: b, label: l.b}]}], then: c}": {
        "list.1.offer.0.goto": "main.b",
        "then": "main.c",
    },
    "{type: collect, prompt: p.a, into: n, digits: {length: 4}, then: b, give_up: c}": {
        "then": "main.b",
        "give_up": "main.c",
    },
    "{type: branch, by: about, on: {care: a, gift: b}, otherwise: c}": {
        "on.care": "main.a",
        "on.gift": "main.b",
        "otherwise": "main.c",
    },
    "{type: branch, by: about, on: {care: a}}": {"on.care": "main.a"},
    "{type: hours, hours: care, on: {open: a, closed: x.b}}": {"on.open": "main.a", "on.closed": "x.b"},
    "{type: transfer, to: n, on: {answered: a, busy: b, no_answer: c, failed: d, is_this_line: e}}": {
        "on.answered": "main.a",
        "on.busy": "main.b",
        "on.no_answer": "main.c",
        "on.failed": "main.d",
        "on.is_this_line": "main.e",
    },
    "{type: transfer, to: n, on: {answered: a, busy: a, no_answer: a, failed: a, is_this_line: a, closed: b}}": {
        **dict.fromkeys(("on.answered", "on.busy", "on.no_answer", "on.failed", "on.is_this_line"), "main.a"),
        "on.closed": "main.b",
    },
    "{type: flow, flow: order, on: {known: a}}": {"on.known": "main.a"},
    "{type: done, outcome: known}": {},
    "{type: set, clear: [a], then: b}": {"then": "main.b"},
    "{type: hand_off, queue: care, on: {ended: a, closed: b, full: c, left: d, failed: e}}": {
        "on.ended": "main.a",
        "on.closed": "main.b",
        "on.full": "main.c",
        "on.left": "main.d",
        "on.failed": "main.e",
    },
    "{type: goodbye, prompt: p.a}": {},
}
"""Each step's targets by the place in the YAML where they stand."""

SAID: dict[str, dict[str, str]] = {
    "{type: say, prompt: p.a, then: next}": {"prompt": "p.a"},
    "{type: menu, prompt: p.a, choices: [{goto: b, label: l.b}]}": {"prompt": "p.a", "choices.0.label": "l.b"},
    "{type: topics, list: [t.a, {topic: t.b, offer: [{goto: b, label: l.b}]}], then: c}": {
        "prompt": "line.which_topic",
        "list.1.offer.0.label": "l.b",
    },
    "{type: hand_off, queue: care, on: {ended: a, closed: a, full: a, left: a, failed: a}}": {
        "whisper": "line.whisper"
    },
    "{type: set, clear: [a], then: b}": {},
    "{type: done, outcome: known}": {},
}

REFUSED = {
    "neither a length nor both ends": "{type: collect, prompt: p, into: n, digits: {}, then: b}",
    "only one end": "{type: collect, prompt: p, into: n, digits: {min: 4}, then: b}",
    "a length and an end": "{type: collect, prompt: p, into: n, digits: {length: 4, max: 6}, then: b}",
    "ends the wrong way round": "{type: collect, prompt: p, into: n, digits: {min: 6, max: 4}, then: b}",
    "a date that is not eight digits": (
        "{type: collect, prompt: p, into: n, digits: {length: 6, rule: date_mmddyyyy}, then: b}"
    ),
    "digits that are read back as a date": (
        "{type: collect, prompt: p, into: n, digits: {length: 8}, confirm: as_date, then: b}"
    ),
    "an entry of one digit, which is a menu": "{type: collect, prompt: p, into: n, digits: {length: 1}, then: b}",
    "a rule that has no such name": "{type: collect, prompt: p, into: n, digits: {length: 4, rule: x}, then: b}",
    "an answer longer than a call keeps": f"{{type: set, values: {{a: {'x' * 65}}}, then: b}}",
    "a wait in minutes": "{type: yes_no, prompt: p, first_key: 1m, on: {said_yes: a, said_no: b}}",
    "a wait of more than a minute": "{type: yes_no, prompt: p, first_key: 61s, on: {said_yes: a, said_no: b}}",
    "a menu without choices": "{type: menu, prompt: p, choices: []}",
    "a key that no telephone has": "{type: menu, prompt: p, choices: [{goto: a, label: l, key: x}]}",
    "a target with three parts": "{type: say, prompt: p, then: a.b.c}",
    "opening hours that do not route closed": "{type: hours, hours: care, on: {open: a}}",
    "an outcome that is not routed": "{type: yes_no, prompt: p, on: {said_yes: a}}",
    "a word that the step does not know": "{type: goodbye, prompt: p, then: a}",
    "a kind of step that does not exist": "{type: dance}",
}


@pytest.mark.parametrize(("form", "ways"), WAYS_OUT.items(), ids=WAYS_OUT)
def test_a_step_tells_every_way_out_and_where_it_stands(form: str, ways: dict[str, str]) -> None:
    exits = list(step(as_text(form)).exits())

    assert {_dotted(each): each.target for each in exits} == ways
    assert len({each.name for each in exits}) == len(exits)


def test_the_ways_out_of_every_kind_of_step_are_told_here() -> None:
    assert {as_text(form)["type"] for form in WAYS_OUT} == set(STEP_TYPES)


@pytest.mark.parametrize(("form", "said"), SAID.items(), ids=SAID)
def test_a_step_tells_every_prompt_of_its_own(form: str, said: dict[str, str]) -> None:
    assert {_dotted(use): use.key for use in step(as_text(form)).prompts()} == said


@pytest.mark.parametrize("form", REFUSED.values(), ids=REFUSED)
def test_a_step_refuses(form: str) -> None:
    with pytest.raises(ValidationError):
        step(as_text(form))


@pytest.mark.parametrize(
    ("target", "read"),
    {
        "next": "main.next",
        "care.menu": "care.menu",
        "back": "back",
        "repeat": "repeat",
        "more_time": "more_time",
    }.items(),
)
def test_a_target_is_absolute_once_read(target: str, read: str) -> None:
    ways = step({"type": "say", "prompt": "p.a", "then": target}).exits()

    assert [way.target for way in ways] == [read]


def test_a_target_stays_as_written_where_no_flow_is_known() -> None:
    read = STEP_TYPES["say"].model_validate({"type": "say", "prompt": "p.a", "then": "next"})

    assert [way.target for way in read.exits()] == ["next"]


@pytest.mark.parametrize("wait", ["7s", "7", 7])
def test_a_wait_is_whole_seconds(wait: Any) -> None:
    form = {"type": "yes_no", "prompt": "p.a", "first_key": wait, "on": {"said_yes": "a", "said_no": "b"}}

    assert step(form).model_dump()["first_key"] == 7


def _dotted(place: Exit | PromptUse) -> str:
    return ".".join(map(str, place.path))
