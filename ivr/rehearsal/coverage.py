"""Which steps and exits of a helpline's flows its call scripts have walked."""

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.dialogue.flows import Flows
from ivr.rehearsal.played import Walked
from ivr.rehearsal.playing import Outcome


@dataclass(frozen=True)
class Coverage:
    """All steps and exits of the flows, and those that no call has walked, in the order of the flows."""

    steps: tuple[str, ...]
    exits: tuple[Walked, ...]
    steps_left: tuple[str, ...]
    exits_left: tuple[Walked, ...]

    def __str__(self) -> str:
        """The two figures, for a line of a report."""
        steps = _figure(len(self.steps) - len(self.steps_left), len(self.steps))
        return f"steps {steps}, exits {_figure(len(self.exits) - len(self.exits_left), len(self.exits))}"

    def left(self) -> tuple[str, ...]:
        """What no call walked, one line each."""
        return (*self.steps_left, *(f"{step}: {exit_}" for step, exit_ in self.exits_left))


def coverage_of(flows: Flows, outcomes: Iterable[Outcome]) -> Coverage:
    """What the calls have walked. The engine itself says which exit it took, so two that lead to one step differ."""
    entered: set[str] = set()
    walked: set[Walked] = set()
    for outcome in outcomes:
        entered |= outcome.steps
        walked |= outcome.walked
    steps = tuple(flows.steps)
    exits = tuple((address, way.name) for address, step in flows.steps.items() for way in step.exits())
    return Coverage(
        steps=steps,
        exits=exits,
        steps_left=tuple(step for step in steps if step not in entered),
        exits_left=tuple(way for way in exits if way not in walked),
    )


def _figure(done: int, all_: int) -> str:
    return f"{done} of {all_} ({100 * done // max(all_, 1)} %)"
