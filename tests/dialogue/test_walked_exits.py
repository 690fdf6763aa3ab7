"""The engine says which exits a call takes: exits that the step has, and that lead to where the call goes next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stories import Story, flows_of, play_story, read_stories

from ivr.dialogue.engine import Turn
from ivr.dialogue.events import StepEntered
from ivr.dialogue.flows import Flows
from ivr.dialogue.steps import STEP_TYPES

STORIES = read_stories(Path(__file__).parent / "cases")
GONE = "is gone"  # stories about steps that a release lost


def flows(story: Story) -> Flows:
    return flows_of(story.form["steps"], story.line)


def ways(story: Story) -> Iterator[tuple[Turn, str, str]]:
    return ((turn, step, exit_) for turn in play_story(story) for step, exit_ in turn.walked)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_walked_exit_is_one_of_its_step_and_leads_to_a_step_that_is_entered(story: Story) -> None:
    steps = flows(story).steps

    for turn, address, exit_ in ways(story):
        targets = {way.name: way.target for way in steps[address].exits()}
        entered = [event.step for event in turn.events if isinstance(event, StepEntered)]
        assert exit_ in targets, f"{address} has no exit '{exit_}'"
        assert targets[exit_] in (*entered, *(name for name in targets.values() if name not in steps))


def test_some_story_walks_each_sort_of_exit_of_each_kind_of_step() -> None:
    walked = {(flows(story).steps[step].type, exit_.split()[0]) for story in STORIES for _, step, exit_ in ways(story)}

    assert {kind for kind, _ in walked} == set(STEP_TYPES) - {"done", "goodbye"}
    assert {exit_ for kind, exit_ in walked if kind == "hand_off"} == {"ended", "closed", "full", "left", "failed"}
    assert {exit_ for kind, exit_ in walked if kind == "yes_no"} == {"said_yes", "said_no", "give_up"}
    assert {exit_ for kind, exit_ in walked if kind == "topics"} >= {"offer", "then"}
    assert {exit_ for kind, exit_ in walked if kind == "menu"} >= {"choice", "then"}
    assert {exit_ for kind, exit_ in walked if kind == "transfer"} >= {"answered", "busy", "is_this_line", "closed"}


@pytest.mark.parametrize(
    ("keys", "exits"),
    [
        (["start", "0"], []),
        (["start", "1"], [("main.ask", "choice 1")]),
        (["start", "2"], [("main.ask", "choice 2")]),
    ],
    ids=["an always-key is no exit of the step", "a choice is", "another choice is another exit to the same step"],
)
def test_two_exits_that_lead_to_one_step_are_told_apart(keys: list[str], exits: list[tuple[str, str]]) -> None:
    menu = {
        "type": "menu",
        "prompt": "p.ask",
        "choices": [{"goto": "there", "label": "l.one"}, {"goto": "there", "label": "l.two"}],
    }
    story = Story("two ways", {"steps": {"ask": menu}, "call": [{key: []} for key in keys]})

    assert [(step, exit_) for _, step, exit_ in ways(story)] == exits
