"""One thing broken, one problem: every rule of the checks and readers has a story, and says where and how."""

from collections.abc import Mapping
from functools import cache

import pytest
from broken import Broken
from broken_callers import CALLERS
from broken_files import YAML_AND_FILES
from broken_steps import STEPS
from broken_ways import WAYS
from broken_words import WORDS_AND_LINE
from small_line import sources

from ivr.authoring.checks import CHECKS
from ivr.authoring.checks.voices import Spoken
from ivr.authoring.compiling import Compiled, compile_release
from ivr.authoring.reading import read_draft
from ivr.authoring.rules import RULES

STORIES: Mapping[str, Broken] = {**WAYS, **STEPS, **WORDS_AND_LINE, **CALLERS, **YAML_AND_FILES}
CARRIER = Spoken(frozenset({"Polly.Joanna-Neural", "Polly.Lupe-Neural"}), frozenset({"en-US", "es-US", "en-GB"}))
ONE_RULE_MAY_TELL = 8  # places of one slip; more would bury it


@cache
def compiled_of(story: Broken) -> Compiled:
    return compile_release(story.files(), CARRIER)


def test_the_small_line_is_clean() -> None:
    assert compile_release(sources(), CARRIER).problems == ()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_broken_is_told_with_its_place_and_fix(story: Broken) -> None:
    told = compiled_of(story).problems

    assert [str(each) for each in told if each.rule == story.rule and story.told in str(each)], list(map(str, told))


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_one_slip_is_told_without_burying_it(story: Broken) -> None:
    told = compiled_of(story).problems

    assert len({each.rule for each in told}) <= 3
    assert len(told) <= ONE_RULE_MAY_TELL


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_an_error_forbids_the_release_and_a_warning_does_not(story: Broken) -> None:
    compiled = compiled_of(story)

    errors = [each for each in compiled.problems if each.severity == "error"]
    assert (compiled.release is None) == bool(errors)


def test_every_check_finds_what_some_story_breaks() -> None:
    drafts = [read_draft(story.files())[0] for story in STORIES.values()]

    idle = [check.__name__ for check in CHECKS if not any(list(check(draft)) for draft in drafts)]
    assert idle == []


def test_every_rule_has_a_story() -> None:
    assert set(RULES) - {story.rule for story in STORIES.values()} == {"flow.depth"}


def test_flows_that_are_called_too_deep_are_told() -> None:
    calls = {
        f"flows/f{n}.yaml": f"a: {{type: flow, flow: f{n + 1}, on: {{up: up}}}}\nup: {{type: done, outcome: up}}\n"
        for n in range(4)
    }
    last = {"flows/f4.yaml": "up: {type: done, outcome: up}\n"}
    start = {"flows/f.yaml": "a: {type: flow, flow: f0, on: {up: main.bye}}\n"}

    told = [str(each) for each in compile_release(sources(**start, **calls, **last)).problems]

    assert told[:2] == [
        "flows/f.yaml:1:23: a.flow: more than 3 flows are called inside one another from here"
        " (lead on by a target instead of a call)",
        "flows/f0.yaml:1:23: a.flow: more than 3 flows are called inside one another from here"
        " (lead on by a target instead of a call)",
    ]
