"""Statement 4: no loop without a turn of the caller's, no step that no call reaches, no prompt missing."""

from collections.abc import Iterator

from ivr.authoring.proof.drifting import circle_call, circle_in, drift_of
from ivr.authoring.proof.findings import END, SOUND, Bound, Finding
from ivr.authoring.proof.places import Marks
from ivr.authoring.proof.stuck import givens_by, stuck_call
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.flows import Flows
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.hours import HoursStep
from ivr.dialogue.steps.transfer import TransferStep

TOO_MANY = "too many steps in one turn"  # as the engine tells it
_OF_THE_WORLD = (HandOffStep, TransferStep, HoursStep)


def nothing_is_loose(walk: Walk) -> Iterator[Finding | Bound]:
    """Loops of one turn, loops in which only the world has a say, unreached steps, unknown prompts."""
    found = [*_loops(walk), *_circles_of_the_world(walk), *_unreached(walk), *_missing(walk)]
    yield from found
    if not found:
        steps, every = len(walk.steps), len(walk.flows.steps)
        yield Bound(4, walk.locale, f"{steps} of {every} steps are reached, and every prompt on the way is there")


def _loops(walk: Walk) -> Iterator[Finding]:
    for (reason, step), way in walk.failures.items():
        if reason == TOO_MANY:
            what = f"after '{step}' the call goes round without a turn of the caller's"
            yield Finding(4, walk.locale, step, what, stuck_call(walk, givens_by(walk, way), SOUND))


def _circles_of_the_world(walk: Walk) -> Iterator[Finding]:
    circle = circle_in(walk, drift_of(walk, Marks.WORLD))
    if circle:
        step = walk.places[walk.ways.sources[circle[0]]].call.step
        what = f"'{step}' comes round to itself, without a turn of the caller's, while nobody answers"
        yield Finding(4, walk.locale, step, what, stuck_call(walk, circle_call(walk, circle), END))


def _unreached(walk: Walk) -> Iterator[Finding]:
    may_be = _reached_in_another_world(walk)
    for step in walk.flows.steps:
        if step not in may_be:
            yield Finding(4, walk.locale, step, f"no call reaches '{step}'")


def _reached_in_another_world(walk: Walk) -> frozenset[str]:
    """The steps that are reached, and those that are when people, hours, numbers or the locale are otherwise."""
    ways = {address: tuple(_onward(walk, walk.flows, address)) for address in walk.flows.steps}
    reached: set[str] = set()
    waiting = list(walk.steps)
    while waiting:
        step = waiting.pop()
        if step not in reached:
            reached.add(step)
            waiting += ways.get(step, ())
    return frozenset(reached)


def _onward(walk: Walk, flows: Flows, address: str) -> Iterator[str]:
    step = flows.steps[address]
    hangs_on_the_world = isinstance(step, _OF_THE_WORLD) or (
        isinstance(step, BranchStep) and step.by in ("locale", "caller")
    )
    if hangs_on_the_world or address not in walk.steps:
        yield from (each.target for each in step.exits())


def _missing(walk: Walk) -> Iterator[Finding]:
    for key in sorted(walk.planner.turning.clock.missing):
        yield Finding(4, walk.locale, "", f"the prompt '{key}' is not there")
