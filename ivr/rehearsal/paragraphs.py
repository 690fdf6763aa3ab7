"""Sentences wrapped for a screen: whole words, the terminal's width; in a pipe each stays one line."""

import os
import sys
import textwrap
from collections.abc import Callable, Iterator

from ivr.authoring.problem import Problem, source_lines
from ivr.rehearsal.layout import columns

DEEPER = "    "
SOURCE_INDENT = 4  # columns before a line of the source


def screen() -> int | None:
    """How wide a line may be, or None where no screen limits it: in a pipe, unless COLUMNS says how wide."""
    return columns() if sys.stdout.isatty() or os.environ.get("COLUMNS") else None


def paragraph(text: str, width: int | None, *, first: str = "", further: str = "") -> Iterator[str]:
    """The lines of a text. Words are never broken: a path that is longer than a line stays whole, to be followed."""
    if width is None:
        yield f"{first}{text}"
        return
    yield from textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def problem_lines(problem: Problem, width: int | None, tell: Callable[[Problem], str] = str) -> Iterator[str]:
    """A mistake in a file, as `tell` has it, then its line of the source with a caret below the place."""
    yield from paragraph(tell(problem), width, further=DEEPER)
    yield from source_lines(problem) if width is None else source_lines(problem, width - SOURCE_INDENT)
