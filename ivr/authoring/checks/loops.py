"""No call goes round in circles without the caller having a say."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ivr.authoring.draft import Draft
from ivr.authoring.graph import Ways, ways_unheard
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.set import SetStep


def loops_hear_the_caller(draft: Draft) -> Iterator[Problem]:
    """Every circle of steps has one in it that listens to the caller.

    A `collect` is passed by when its answer is known, unless a `set` of the same circle forgets the answer.
    """
    ways = ways_unheard(draft)
    while circle := _circle(ways, draft):
        asked = _asked_again(draft, circle)
        if not asked:
            message = f"{' > '.join((*circle, circle[0]))} is a circle in which the caller is never heard"
            yield draft.steps[circle[0]].tell("flow.loop", (), message, hint="put a question or a goodbye into it")
        ways = {address: () if address in (asked or circle) else onward for address, onward in ways.items()}


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


def _asked_again(draft: Draft, circle: tuple[str, ...]) -> frozenset[str]:
    """The steps of a circle that ask anew in each round, because the answer is forgotten on it."""
    steps = {address: draft.steps[address].step for address in circle}
    forgotten = {name for step in steps.values() if isinstance(step, SetStep) for name in step.clear}
    asking = ((address, step) for address, step in steps.items() if isinstance(step, CollectStep))
    return frozenset(address for address, step in asking if step.into in forgotten)
