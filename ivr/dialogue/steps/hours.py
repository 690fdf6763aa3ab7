"""`hours`: go by whether somebody is there now, before the caller does anything in vain."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ivr.dialogue.steps.outcome import GoTo, Outcome
from ivr.dialogue.steps.step import Exit, Here, Name, Step, Target, exits_of


class HoursExits(BaseModel):
    """Where open and closed lead."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    open: Target
    """Where the call goes while somebody is there."""
    closed: Target
    """Where the call goes at all other times."""


class HoursStep(Step):
    """Goes on by whether opening hours of helpline.yaml are open at this moment. Says nothing.

    Example:
        help_with_order: {type: hours, hours: care, on: {open: order_first, closed: agent.closed}}
    """

    type: Literal["hours"]
    hours: Name
    """The opening hours, by their name in helpline.yaml."""
    on: HoursExits
    """Where open and closed lead."""

    def exits(self) -> Iterator[Exit]:
        """Open and closed."""
        yield from exits_of(self.on)

    def enter(self, here: Here) -> Outcome:
        """Look at the clock and go on."""
        if here.helpline.hours[self.hours].is_open(here.now):
            return GoTo(call=here.call, target=self.on.open, exit="open")
        return GoTo(call=here.call, target=self.on.closed, exit="closed")
