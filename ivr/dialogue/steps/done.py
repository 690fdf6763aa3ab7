"""`done`: leave a called flow."""

from collections.abc import Iterator
from typing import Literal

from ivr.dialogue.steps.outcome import Outcome, Return
from ivr.dialogue.steps.step import Exit, Here, Name, Step


class DoneStep(Step):
    """Ends a called flow with a named outcome, which the calling step routes.

    Example:
        known: {type: done, outcome: known}
    """

    type: Literal["done"]
    outcome: Name
    """The outcome, which the step that called this flow routes under `on`."""

    def exits(self) -> Iterator[Exit]:
        """None of its own: the caller of the flow goes on."""
        yield from ()

    def enter(self, here: Here) -> Outcome:
        """Return to the step that called the flow."""
        return Return(call=here.call, outcome=self.outcome)
