"""What is wrong in the shape of a file is seen by its schema too; what is right, or only odd, is let be."""

import pytest
from broken import Broken
from broken_steps import STEPS
from broken_ways import WAYS
from broken_words import WORDS_AND_LINE
from schemas import faults, kind_of
from small_line import FILES
from test_docs import blocks, page

from ivr.authoring.problem import has_errors
from ivr.authoring.rules import RULES
from ivr.rehearsal.reader import read_scripts

STORIES = {**WAYS, **STEPS, **WORDS_AND_LINE}
SHAPES = (
    "field.",
    "step.unknown-type",
    "step.act-name",
    "collect.one-digit",
    "always.key",
    "prompt.empty",
    "prompt.long",
)
HOURS = ("hours.days", "hours.value", "number.form", "menu.choice")
ELSEWHERE = {  # rules about shapes too, but these need to know more than one file tells
    "a choice stores a value and leads nowhere",  # the menu's `then` may lead on
}
SEEN = {
    name: story for name, story in STORIES.items() if story.rule.startswith((*SHAPES, *HOURS)) and name not in ELSEWHERE
}
ODD = {name: story for name, story in STORIES.items() if RULES[story.rule].severity != "error"}


def faults_of(story: Broken) -> list[str]:
    readable = {file: content for file, content in story.files().items() if file.endswith(".yaml")}
    return [each for file, content in readable.items() for each in faults(kind_of(file), content)]


@pytest.mark.parametrize("story", SEEN.values(), ids=SEEN)
def test_a_fault_of_shape_is_underlined_while_it_is_typed(story: Broken) -> None:
    assert len(faults_of(story)) == 1


@pytest.mark.parametrize("story", ODD.values(), ids=ODD)
def test_what_is_only_warned_about_is_no_fault_of_shape(story: Broken) -> None:
    assert faults_of(story) == []


@pytest.mark.parametrize("file", FILES)
def test_the_small_line_passes(file: str) -> None:
    assert faults(kind_of(file), FILES[file].encode()) == []


def test_what_the_pages_show_passes() -> None:
    steps = blocks(page("docs/flows.md"), "yaml step")
    scripts = blocks(page("docs/rehearsing.md"), "yaml script")

    assert [fault for block in steps for fault in faults("flow", block.encode())] == []
    assert [fault for block in scripts for fault in faults("calls", block.encode())] == []


ASK = "a: {type: yes_no, prompt: p, on: {said_yes: a, said_no: a}, "
SAY = "a: {type: say, prompt: p, then: a, "
LINE = 'numbers: {+18005550100: a.b}\nalways: {"0": a.b}\n'

AS_IT_MAY_BE_WRITTEN = {
    "a wait without its unit": ("flow", ASK + "first_key: 7}"),
    "figures in quotes": ("flow", ASK + 'tries: "2", first_key: "7s"}'),
    "nothing after an optional key": ("flow", ASK + "give_up: }"),
    "no as a word": ("flow", SAY + "barge_in: no}"),
    "no in quotes": ("flow", SAY + 'barge_in: "no"}'),
    "no as other files have it": ("flow", SAY + "barge_in: false}"),
    "a key without quotes": ("flow", "a: {type: menu, prompt: p, choices: [{goto: a, label: l, key: 3}]}"),
    "a topic by its key alone": ("flow", "a: {type: topics, list: [a.b, {topic: a.c}], then: a}"),
    "words that are a number": ("prompts", "main.code: 42"),
    "an outside number without quotes": ("helpline", LINE + "outside: {x: +18005550100}"),
    "a line that is always open": ("helpline", LINE + "hours: {x: {always: yes}}"),
    "a key as a number": ("calls", "a: {call: [press: 3]}"),
    "keys with spaces": ("calls", 'a: {call: [press: "40 71-55", {press: "#", at_once: yes, after: 2s}]}'),
    "hanging up in both ways": ("calls", "a: {call: [hear: Hello, hang_up]}\nb: {call: [{hang_up: , after: 2s}]}"),
}


@pytest.mark.parametrize(("kind", "text"), AS_IT_MAY_BE_WRITTEN.values(), ids=AS_IT_MAY_BE_WRITTEN)
def test_whatever_the_line_reads_is_let_be(kind: str, text: str) -> None:
    assert faults(kind, text.encode()) == []


BROKEN_SCRIPTS = {
    "a call without moves": "a: {at: mon 10:00}",
    "an empty call": "a: {call: []}",
    "a verb that is none": "a: {call: [pres: 3]}",
    "two verbs in one move": "a: {call: [{press: 3, hear: Hello}]}",
    "a key that no telephone has": "a: {call: [press: x]}",
    "a time without its unit": "a: {call: [{press: 3, after: 2}]}",
    "seconds that belong to another verb": "a: {call: [{press: 3, within: 2s}]}",
    "silences that are too many": "a: {call: [{wait: silence, times: 51}]}",
    "a number without its country": "a: {from: 800-555-0100, call: [press: 3]}",
    "a moment that is none": "a: {at: soon, call: [press: 3]}",
    "a person who does something unheard of": "a: {agent: sleeps, call: [press: 3]}",
    "a queue that is nothing": "a: {queue: long, call: [press: 3]}",
    "a disposition that there is not": "a: {call: [press: 3], expect: {disposition: happy}}",
    "an event that there is not": "a: {call: [press: 3], expect: {events: [TopicReed]}}",
    "a field that an event has not": "a: {call: [press: 3], expect: {never: [TopicRead: {topik: x}]}}",
    "words after hanging up": "a: {call: [hang_up: now]}",
}


@pytest.mark.parametrize("text", BROKEN_SCRIPTS.values(), ids=BROKEN_SCRIPTS)
def test_a_call_script_that_cannot_be_read_is_underlined(text: str) -> None:
    _, problems = read_scripts("calls/a.yaml", text.encode())

    assert has_errors(problems)
    assert faults("calls", text.encode())
