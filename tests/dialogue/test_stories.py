"""Every kind of step, by stories that a reviewer can read: `cases/<type>.yaml`."""

import inspect
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from stories import Story, as_text, events_of, heard, play_story, read_stories, step

from ivr.dialogue.engine import Turn
from ivr.dialogue.steps import STEP_TYPES
from ivr.dialogue.verbs import Collect

CASES = Path(__file__).parent / "cases"
STORIES = read_stories(CASES)


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_every_kind_of_step_has_its_stories(kind: str) -> None:
    assert (CASES / f"{kind}.yaml").is_file(), f"write tests/dialogue/cases/{kind}.yaml"


def test_no_stories_are_left_of_a_kind_that_is_gone() -> None:
    kinds = {path.stem for path in CASES.glob("*.yaml")}

    assert kinds - {"engine"} == set(STEP_TYPES)


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_the_example_of_every_kind_of_step_can_be_loaded(kind: str) -> None:
    example = inspect.cleandoc(STEP_TYPES[kind].__doc__ or "").partition("Example:\n")[2]

    loaded = [step(form) for form in as_text(example).values()]

    assert [type(each) for each in loaded] == [STEP_TYPES[kind]]
    assert loaded[0].type == kind


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_story_goes_as_it_is_told(story: Story) -> None:
    turns = play_story(story)

    for number, (told, turn) in enumerate(zip(story.form["call"], turns, strict=True)):
        for said, hears in told.items():
            assert hears == "..." or heard(turn) == hears, f"turn {number}, after '{said}'"
    _assert_end(story, turns)


def _assert_end(story: Story, turns: Sequence[Turn]) -> None:
    form, call = story.form, turns[-1].call
    happened = events_of(turns)
    assert form.get("at", call.step) == call.step
    _assert_in_order([_event(told) for told in form.get("events", ())], happened)
    assert not {name for name, _ in happened} & set(form.get("never", ()))
    if "answers" in form:
        assert {name: value.text for name, value in call.answers} == form["answers"]
    if "listens" in form:
        collects = [verb for turn in turns for verb in turn.verbs if isinstance(verb, Collect)]
        assert form["listens"].items() <= {name: str(value) for name, value in asdict(collects[-1]).items()}.items()


def _event(told: Any) -> tuple[str, dict[str, str]]:
    return (told, {}) if isinstance(told, str) else next(iter(told.items()))


def _assert_in_order(expected: list[tuple[str, dict[str, str]]], happened: list[tuple[str, dict[str, Any]]]) -> None:
    rest = iter(happened)
    for name, fields in expected:
        found = any(
            name == each and all(str(has[field]) == value for field, value in fields.items()) for each, has in rest
        )
        assert found, f"{name} {fields} is missing, or out of order, in {happened}"
