"""How a transcript is laid out on a screen: time and speaker in the margin, wide or narrow, with or without colour."""

import os
import shutil
import textwrap

from ivr.rehearsal.rows import Row

WIDEST = 100  # columns: longer lines are hard to read
NARROW = 60  # columns: with fewer a margin would take too much of them
NARROWEST = 24  # columns: with fewer hardly a word stands beside another
INDENT = 17  # columns for the time and who it is
NARROW_INDENT = 2


def columns() -> int:
    """How wide a line may be: as the terminal, or COLUMNS, but no wider than is easy to read."""
    return max(NARROWEST, min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST))


def is_colourless() -> bool:
    """Whether the person or the terminal wants no colours."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def clock(seconds: float) -> str:
    """Write seconds as a clock does."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def margin(at: float, who: str, width: int) -> str:
    """Return what stands before the first words of a row."""
    if width < NARROW:
        return f"{clock(at)} {who}: " if who else f"{clock(at)} "
    return f"{clock(at):>6}  {who:<9}"


def indent(width: int) -> str:
    """Return what stands before the further lines of a row."""
    return " " * (NARROW_INDENT if width < NARROW else INDENT)


def lines_of(at: float, row: Row, width: int) -> list[str]:
    """Lay a row out: virtual time and speaker in the margin, the words wrapped beside them."""
    return textwrap.wrap(
        row.text,
        width,
        initial_indent=margin(at, row.who, width),
        subsequent_indent=indent(width),
        break_on_hyphens=False,  # `e-mail` is one word
    )
