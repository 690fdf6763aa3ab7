"""A screen on which words appear one after another. It never moves the cursor back, so that any terminal will do."""

from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

import click

from ivr.rehearsal.layout import columns, indent, lines_of, margin
from ivr.rehearsal.rows import Row

CUT = "\N{EM DASH}"
ERASE = "\b \b"


class Screen:
    """Writes whole rows, and one row at a time that grows."""

    def __init__(self, out: TextIO, *, coloured: bool, width: Callable[[], int] = columns) -> None:
        """The width is asked for anew with each row: windows are resized."""
        self._out = out
        self._coloured = coloured
        self._ask_width = width
        self._width = width()
        self._column = 0
        self._at_start = True
        self._style = Row("", "")

    @property
    def is_open(self) -> bool:
        """Whether a row is growing."""
        return self._column > 0

    def row(self, at: float, row: Row) -> None:
        """Write a whole row."""
        self.end()
        for line in lines_of(at, row, self._ask_width()):
            self._style = row
            self._write(line + "\n")

    def begin(self, at: float, who: str, colour: str | None = None) -> None:
        """Begin a row that grows."""
        self.end()
        self._style = Row(who, "", colour)
        self._width = self._ask_width()
        self._start(margin(at, who, self._width))

    def go_on(self) -> None:
        """Go on with words that something else came between."""
        self._style = Row("", "")
        self._width = self._ask_width()
        self._start(indent(self._width))

    def word(self, text: str) -> None:
        """Write a word, on the next line if there is no room for it."""
        self.letters(text if self._at_start else f" {text}")

    def letters(self, text: str) -> None:
        """Write on without a space."""
        if self._column + len(text) > self._width and not self._at_start:
            self._write("\n")
            self._start(indent(self._width))
            text = text.lstrip()
        self._write(text)
        self._column += len(text)
        self._at_start = False

    def erase(self) -> None:
        """Take the last letter back; one on the line above stays to be seen."""
        if self._column > len(indent(self._width)):
            self._write(ERASE)
            self._column -= 1

    def cut(self) -> None:
        """End the row in the middle of what was said."""
        if self.is_open:
            self.word(CUT)
            self.end()

    def end(self) -> None:
        """End the row that grows."""
        if self.is_open:
            self._write("\n")
            self._column = 0

    def _start(self, text: str) -> None:
        self._write(text)
        self._column = len(text)
        self._at_start = True

    def _write(self, text: str) -> None:
        plain = not self._coloured or not text.strip()
        shown = text if plain else click.style(text, fg=self._style.colour, dim=self._style.dim or None)
        with suppress(OSError):  # the window is closed: the call is ended all the same
            self._out.write(shown)
            self._out.flush()
