"""`transfer`: ring an outside number for the caller."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ivr.dialogue.call import Call
from ivr.dialogue.events import TransferBegun, TransferEnded
from ivr.dialogue.inputs import Input, Transferred
from ivr.dialogue.steps.outcome import GoTo, Outcome, Unexpected, Wait
from ivr.dialogue.steps.step import Exit, Here, Name, Step, Target, exits_of
from ivr.dialogue.verbs import Dial

RING = 30  # seconds


class TransferExits(BaseModel):
    """Where each way a transfer can go leads; `closed` where opening hours are given."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    answered: Target
    """They have spoken, and the other side has hung up."""
    busy: Target
    """The number was busy."""
    no_answer: Target
    """Nobody picked up."""
    failed: Target
    """The number cannot be rung, or is not set yet."""
    is_this_line: Target
    """The number is one of this line's own."""
    closed: Target | None = None
    """It is outside the `hours` of this step."""


class TransferStep(Step):
    """Rings a number that helpline.yaml lists under `outside`, and goes on by how that went.

    `is_this_line` is taken when the number is one of ours, so that the line never rings itself; `failed` also when the
    number is not set yet.

    Example:
        call_balance:
          type: transfer
          to: gift_balance
          on: {answered: bye, busy: no_luck, no_answer: no_luck, failed: no_luck, is_this_line: agent.queue}
    """

    type: Literal["transfer"]
    to: Name
    """The number that is rung, by its name under `outside` in helpline.yaml."""
    hours: Name | None = None
    """Opening hours in which it may be rung, by their name in helpline.yaml."""
    on: TransferExits
    """Where each way that the ringing can go leads; `closed` where `hours` are given."""

    def exits(self) -> Iterator[Exit]:
        """One way on per way it can go."""
        yield from exits_of((outcome, target) for outcome, target in self.on if target is not None)

    def enter(self, here: Here) -> Outcome:
        """Ring, unless it is closed, unset, or ourselves."""
        number, line = here.helpline.outside.get(self.to), here.helpline
        if self.hours is not None and not line.hours[self.hours].is_open(here.now):
            return self._end(here.call, "closed")
        if number is None:
            return self._end(here.call, "failed")
        if line.is_ours(number, here.call.dialled):
            return self._end(here.call, "is_this_line")
        return Wait(call=here.call, verbs=(Dial(number, RING),), events=(TransferBegun(self.to),))

    def receive(self, here: Here, given: Input) -> Outcome:
        """Go on by how the ringing ended."""
        match given:
            case Transferred(outcome):
                return self._end(here.call, outcome)
            case _:
                return Unexpected(call=here.call)

    def _end(self, call: Call, outcome: str) -> Outcome:
        targets = {way: target for way, target in self.on if target is not None}
        way = outcome if outcome in targets else "failed"
        return GoTo(call=call, target=targets[way], exit=way, events=(TransferEnded(self.to, outcome),))
