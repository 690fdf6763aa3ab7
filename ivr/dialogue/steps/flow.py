"""`flow`: go through another flow and come back by one of its outcomes."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from ivr.dialogue.steps.outcome import CallFlow, Outcome
from ivr.dialogue.steps.step import Exit, Here, Name, Step, Target, exits_of


class FlowStep(Step):
    """Calls another flow, from its first step; each outcome that its `done` steps name is routed here.

    Example:
        ask_order: {type: flow, flow: order, on: {known: agent.queue}}
    """

    type: Literal["flow"]
    flow: Name
    """The flow that is called: the name of a file in flows/. It begins with its first step."""
    on: Annotated[Mapping[Name, Target], Field(min_length=1)]
    """Each outcome that a `done` step of that flow names, and the step it leads to."""

    def exits(self) -> Iterator[Exit]:
        """One way on per outcome of the called flow."""
        yield from exits_of(self.on.items())

    def enter(self, here: Here) -> Outcome:
        """Go into the flow."""
        return CallFlow(call=here.call, flow=self.flow)
