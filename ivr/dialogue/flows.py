"""The flows of a release: every step by its address, and the line they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.dialogue.helpline import Helpline
from ivr.dialogue.steps.step import Step


@dataclass(frozen=True)
class Flows:
    """`steps` maps `flow.step` to the step, in the order of the files: a flow begins at its first step."""

    helpline: Helpline
    steps: Mapping[str, Step]

    def first_step_of(self, flow: str) -> str | None:
        """Where a called flow begins, or None if there is no such flow."""
        return next((address for address in self.steps if address.startswith(f"{flow}.")), None)
