"""Steps: what a validator finds is told in the words of the YAML file, at its place."""

import json
import re
from collections.abc import Mapping
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from ivr.authoring.cursor import Cursor
from ivr.authoring.field_problems import SHAPES, model_at, note_field
from ivr.authoring.flow_reader import flow_of, read_flow
from ivr.authoring.located import plain
from ivr.authoring.problem import Problem
from ivr.authoring.yaml_reader import read_yaml
from ivr.dialogue.steps import STEP_TYPES, AnyStep
from ivr.dialogue.steps.menu import Choice, MenuStep
from ivr.dialogue.steps.topics import Offer, TopicsStep


def problems_in(text: str) -> list[Problem]:
    node, problems = read_yaml("flows/main.yaml", text.encode())
    assert node is not None
    list(read_flow("main", Cursor(node, (), problems)))
    return problems


WRONG: Mapping[str, tuple[str, str]] = {
    "a wait is a word": (
        "a: {type: yes_no, prompt: b, on: {said_yes: c, said_no: d}, first_key: soon}",
        "1:72: a.first_key: 'soon' is no whole number (write 7, or 7s for seconds)",
    ),
    "a wait is too long": (
        "a: {type: yes_no, prompt: b, on: {said_yes: c, said_no: d}, first_key: 99s}",
        "1:72: a.first_key: '99s' cannot stand here (at most 60)",
    ),
    "tries are none": (
        "a: {type: yes_no, prompt: b, on: {said_yes: c, said_no: d}, tries: 0}",
        "1:68: a.tries: '0' cannot stand here (at least 1)",
    ),
    "a prompt is a sentence": (
        "a: {type: goodbye, prompt: See you}",
        "1:28: a.prompt: 'See you' cannot stand here (name a prompt: small letters",
    ),
    "a target is a sentence": (
        "a: {type: say, prompt: b, then: Go on}",
        "1:33: a.then: 'Go on' cannot stand here (name a step",
    ),
    "a prompt is nothing": ("a: {type: goodbye, prompt: }", "a.prompt: nothing stands where a text is expected"),
    "a prompt is a list": ("a: {type: goodbye, prompt: [b]}", "a.prompt: a list stands where a text is expected"),
    "choices are a word": ("a: {type: menu, prompt: b, choices: c}", "a.choices: 'c' stands where a list is expected"),
    "choices are none": ("a: {type: menu, prompt: b, choices: []}", "1:37: a.choices: nothing is listed here"),
    "a choice is a word": (
        "a: {type: menu, prompt: b, choices: [c]}",
        "1:38: a.choices[0]: 'c' stands where a table of keys and values is expected",
    ),
    "a choice has no label": (
        "a: {type: menu, prompt: b, choices: [{goto: c}]}",
        "1:38: a.choices[0]: 'label' is missing",
    ),
    "a key has two digits": (
        "a: {type: menu, prompt: b, choices: [{goto: c, label: d, key: 12}]}",
        "1:63: a.choices[0].key: '12' cannot stand here (one key, 0 to 9)",
    ),
    "a closed list is mistyped": (
        "a: {type: menu, prompt: b, speech: any_topc, choices: [{goto: c, label: d}]}",
        "a.speech: 'any_topc' cannot stand here (did you mean 'any_topic'?)",
    ),
    "a closed list is made up": (
        "a: {type: menu, prompt: b, speech: loud, choices: [{goto: c, label: d}]}",
        "a.speech: 'loud' cannot stand here (write any_topic, choices or off)",
    ),
    "yes is maybe": (
        'a: {type: say, prompt: b, then: c, barge_in: "maybe"}',
        'a.barge_in: \'maybe\' is neither yes nor no (write "yes" or "no")',
    ),
    "yes is a list": ("a: {type: say, prompt: b, then: c, barge_in: []}", "a.barge_in: a list is neither yes nor no"),
    "values are a list": ("a: {type: set, values: [b], then: c}", "a.values: a list stands where a table of keys"),
    "a value is long": (
        "a: {type: set, values: {b: " + "c" * 65 + "}, then: d}",
        "a.values.b: the text is longer than 64 characters",
    ),
    "a value has an odd name": (
        "a: {type: set, values: {B-c: d}, then: e}",
        "a.values.B-c: 'B-c' cannot stand here (small letters, digits and _",
    ),
    "outcomes are a word": ("a: {type: yes_no, prompt: b, on: c}", "a.on: 'c' stands where a table of keys and values"),
    "outcomes are a list": (
        "a: {type: flow, flow: b, on: [c]}",
        "a.on: a list stands where a table of keys and values",
    ),
    "outcomes are none": ("a: {type: flow, flow: b, on: {}}", "a.on: nothing is listed here"),
    "four offers": (
        "a: {type: topics, then: b, list: [{topic: c.d, offer: [" + ", ".join(["{goto: e, label: f}"] * 4) + "]}]}",
        "a.list[0].offer: more than 3 are listed here",
    ),
    "an entry of a hundred digits": (
        "a: {type: collect, prompt: b, into: c, digits: {length: 100}, then: d}",
        "a.digits.length: '100' cannot stand here (at most 32)",
    ),
    "a rule that does not exist": (
        "a: {type: collect, prompt: b, into: c, digits: {length: 8, rule: check_digits}, then: d}",
        "a.digits.rule: 'check_digits' cannot stand here (did you mean 'check_digit'?)",
    ),
    "a step is a list": ("a: [b]", "1:4: a: a list stands where a step is expected"),
    "a type is nothing": ("a: {type: }", "a.type: nothing stands where a text is expected"),
    "a file is one step": ("type: say\nprompt: b\n", "type: 'say' stands where a step is expected"),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_place(text: str, told: str) -> None:
    texts = list(map(str, problems_in(text)))

    assert any(told in each for each in texts), texts


def test_all_slips_of_a_step_are_told_at_once() -> None:
    text = "a: {type: menu, promt: b, choices: [{goto: C, labl: d}]}"

    assert [each.path for each in problems_in(text)] == [
        "a",
        "a.choices[0]",
        "a.choices[0].goto",
        "a.choices[0].labl",
        "a.promt",
    ]


def test_an_error_of_a_kind_that_is_new_is_told_in_the_validators_words() -> None:
    class Odd(BaseModel):
        share: Annotated[float, Field(gt=0)]

    node, problems = read_yaml("f.yaml", b"share: -1")
    assert node is not None
    with pytest.raises(ValidationError) as wrong:
        Odd.model_validate(plain(node))
    note_field(Cursor(node, ("a",), problems), Odd, wrong.value.errors()[0])

    assert str(problems[0]) == "f.yaml:1:8: a.share: '-1' cannot stand here: input should be greater than 0"


def test_every_shape_of_a_name_in_a_step_is_explained() -> None:
    schema = json.dumps(TypeAdapter(AnyStep).json_schema())
    patterns = {json.loads(f'"{each}"') for each in re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', schema)}

    assert patterns <= set(SHAPES), "explain the new shapes in field_problems.py"


def test_the_model_of_a_part_is_found() -> None:
    assert model_at(MenuStep, ("choices", 2)) is Choice
    assert model_at(TopicsStep, ("list", 0, "offer", 1)) is Offer
    assert model_at(MenuStep, ("prompt",)) is MenuStep
    assert model_at(MenuStep, ()) is MenuStep


def test_targets_are_read_in_full() -> None:
    node, problems = read_yaml("f.yaml", b"a: {type: say, prompt: p, then: b}")
    assert node is not None
    ((address, step),) = read_flow("main", Cursor(node, (), problems))

    assert (address, problems) == ("main.a", [])
    assert step is not None
    assert [each.target for each in step.step.exits()] == ["main.b"]


def test_a_flow_is_called_as_its_file() -> None:
    assert flow_of("flows/deep/returns.yaml") == "returns"
    assert STEP_TYPES
