"""Every step is reached by some call."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.graph import reached_from
from ivr.authoring.problem import Problem


def every_step_is_reached(draft: Draft) -> Iterator[Problem]:
    """A step that nothing leads to was forgotten, or something leads elsewhere."""
    if not draft.whole:
        return
    line = draft.line
    reached = reached_from(draft, (*line.numbers.values(), *line.always.values(), line.defaults.give_up))
    for step in draft.all_steps():
        if step.address not in reached:
            yield step.tell("step.unreached", (), "nothing leads to this step", hint="lead to it, or delete it")
