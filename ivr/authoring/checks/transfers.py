"""A transfer routes `closed` exactly when it has opening hours."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.transfer import TransferStep


def closed_goes_with_hours(draft: Draft) -> Iterator[Problem]:
    """With `hours`, the caller needs a way on while it is closed; without them that way is never taken."""
    for step, transfer in draft.of_type(TransferStep):
        if transfer.hours is not None and transfer.on.closed is None:
            message = "the outcome 'closed' leads nowhere, and the transfer has opening hours"
            yield step.tell("outcome.missing", ("on",), message, hint="add 'closed:' and a step")
        if transfer.hours is None and transfer.on.closed is not None:
            message = "the transfer has no opening hours, so it is never closed"
            yield step.tell("outcome.never", ("on", "closed"), message, hint="add 'hours:', or delete this")
