"""No call goes round in circles without the caller having a say."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from ivr.authoring.draft import Draft
from ivr.authoring.graph import Ways, given_up, ways_unheard
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.set import SetStep


def loops_hear_the_caller(draft: Draft) -> Iterator[Problem]:
    """Every circle of steps has one in it that listens to the caller, and lets one go who says nothing.

    A `collect` is passed by when its answer is known, unless a `set` of the same circle forgets the answer.
    """
    ways = ways_unheard(draft)
    while circle := _circle(ways, draft):
        silent = _left_in_silence(draft, circle)
        asked = _asked_again(draft, circle) - silent
        if not asked:
            yield _told(draft, circle, silent)
        ways = {address: _rest(draft, address, onward, circle, asked) for address, onward in ways.items()}


def _circle(ways: Ways, draft: Draft) -> tuple[str, ...]:
    """Some circle, from the step of it that stands first in the files; nothing when there is none."""
    try:
        TopologicalSorter(ways).prepare()
    except CycleError as found:
        backwards = found.args[1][1:]
        circle = tuple(reversed(backwards))
        start = circle.index(next(address for address in draft.steps if address in circle))
        return circle[start:] + circle[:start]
    return ()


def _left_in_silence(draft: Draft, circle: tuple[str, ...]) -> frozenset[str]:
    """The steps of a circle that go on in it by giving up."""
    return frozenset(step for step, following in pairwise((*circle, circle[0])) if following in given_up(draft, step))


def _asked_again(draft: Draft, circle: tuple[str, ...]) -> frozenset[str]:
    """The steps of a circle that ask anew in each round, because the answer is forgotten on it."""
    steps = {address: draft.steps[address].step for address in circle}
    forgotten = {name for step in steps.values() if isinstance(step, SetStep) for name in step.clear}
    asking = ((address, step) for address, step in steps.items() if isinstance(step, CollectStep))
    return frozenset(address for address, step in asking if step.into in forgotten)


def _told(draft: Draft, circle: tuple[str, ...], silent: frozenset[str]) -> Problem:
    round_ = " > ".join((*circle, circle[0]))
    if silent:
        message = f"{round_} is a circle in which a caller who says nothing goes round for ever"
        step = draft.steps[next(address for address in circle if address in silent)]
        return step.tell("flow.loop", ("give_up",), message, hint="let give_up lead to a goodbye or a person")
    message = f"{round_} is a circle in which the caller is never heard"
    return draft.steps[circle[0]].tell("flow.loop", (), message, hint="put a question or a goodbye into it")


def _rest(
    draft: Draft, address: str, onward: tuple[str, ...], circle: tuple[str, ...], asked: frozenset[str]
) -> tuple[str, ...]:
    """The ways that are left when a circle is done with: of a step that asks anew, only giving up."""
    if asked:
        return given_up(draft, address) if address in asked else onward
    return () if address in circle else onward
