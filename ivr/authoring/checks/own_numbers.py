"""The line does not ring itself."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem, problem


def the_line_rings_others(draft: Draft) -> Iterator[Problem]:
    """A caller who is put through to the line itself would begin again, and pay for two calls."""
    for name, number in draft.line.outside.items():
        if number in draft.line.numbers:
            at = draft.at_line("outside", name)
            message = f"'{number}' is a number of this line, which would ring itself"
            yield problem("outside.own-number", at.mark, at.path, message, hint="write the number of somebody else")
