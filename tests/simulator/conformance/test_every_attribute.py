"""Every attribute that the carrier defines for our verbs has an example, or a reason why it is not simulated."""

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from simulator.conformance.examples import Example

from ivr.simulator.grammar import ATTRIBUTES, CHILDREN, NOT_SIMULATED, SWITCHES, WORDS
from ivr.simulator.lacks import LACKS
from ivr.simulator.player import CALLER_VERBS

MODULES = (
    "say",
    "play",
    "pause",
    "gather",
    "redirect",
    "hangup",
    "reject",
    "leave",
    "enqueue",
    "dial",
    "number",
    "record",
)


@cache
def schema() -> Any:
    """The carrier's own definitions."""
    return json.loads((Path(__file__).parents[2] / "data" / "twiml_schema.json").read_bytes())


def examples_of(verb: str) -> tuple[Example, ...]:
    module = import_module(f"simulator.conformance.test_{verb.lower()}")
    assert verb == module.VERB
    examples: tuple[Example, ...] = module.EXAMPLES
    return examples


def simulated() -> list[str]:
    return list(ATTRIBUTES)


def test_every_verb_that_is_simulated_has_its_examples() -> None:
    assert {*CALLER_VERBS, "Number"} == {*ATTRIBUTES}
    assert {name.title() for name in MODULES} == {*ATTRIBUTES}


@pytest.mark.parametrize("verb", simulated())
def test_every_attribute_has_an_example_or_a_reason(verb: str) -> None:
    shown = {example.attribute for example in examples_of(verb)}
    excused = {name for of, name in LACKS if of == verb}

    assert set(schema()["attrs"].get(verb, {})) <= shown | excused


def test_the_reasons_are_about_attributes_that_the_carrier_defines() -> None:
    for verb, name in LACKS:
        assert name in schema()["attrs"][verb]
        assert LACKS[verb, name].why


@pytest.mark.parametrize("verb", simulated())
def test_the_grammar_knows_the_attributes_of_the_schema_and_no_others(verb: str) -> None:
    assert set(schema()["attrs"].get(verb, {})) == ATTRIBUTES[verb]


@pytest.mark.parametrize("verb", simulated())
def test_the_grammar_knows_what_may_stand_inside_a_verb(verb: str) -> None:
    inside = {name for name in schema()["children"].get(verb, ()) if not name.startswith("Ssml")}

    assert inside == CHILDREN.get(verb, set())


def test_the_grammar_knows_every_verb_simulated_or_not() -> None:
    verbs = set(schema()["children"]["VoiceResponse"]) - {"XMLElement"}

    assert verbs <= {*CALLER_VERBS} | NOT_SIMULATED
    assert not {*CALLER_VERBS} & NOT_SIMULATED


@pytest.mark.parametrize("verb", simulated())
def test_the_grammar_knows_switches_and_lists_of_words(verb: str) -> None:
    attributes = schema()["attrs"].get(verb, {})
    hundreds = {"voice", "language"}  # not judged by the simulated line, but in every test by the schema itself
    read_by_the_verb = {("Gather", "input")}

    assert SWITCHES.get(verb, set()) == {name for name, asked in attributes.items() if asked["type"] == "boolean"}
    for name, asked in attributes.items():
        if asked["type"] == "enum" and name not in hundreds and (verb, name) not in read_by_the_verb:
            assert WORDS[verb, name] == set(asked["enum"]), name
            assert asked["list"] == name.endswith("Event"), name
    assert {name for of, name in WORDS if of == verb} <= set(attributes)


@pytest.mark.parametrize("verb", simulated())
def test_the_first_line_of_the_examples_names_the_page(verb: str) -> None:
    first = (Path(__file__).parent / f"test_{verb.lower()}.py").read_text(encoding="utf-8").splitlines()[0]

    assert first == f'"""`<{verb}>`, by https://www.twilio.com/docs/voice/twiml/{verb.lower()}."""'
