"""The keyboard of a terminal as a telephone's keys: each counts at the moment at which it is pressed."""

import os
import select
import signal
import sys
import termios
import time
import tty
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Protocol

ESCAPE, END_OF_INPUT = "\x1b", "\x04"
READ_SIZE = 1024  # bytes: more is pasted, not typed
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class Keyboard(Protocol):
    """Where keys come from, and the time that passes between them."""

    def now(self) -> float:
        """Seconds, from any beginning."""
        ...

    def key(self, seconds: float) -> str:
        """Wait so long at the most, and return the key that was pressed, or nothing."""
        ...


class TerminalKeyboard:
    """Reads a terminal that hands over each key at once. Arrow keys and their like are no keys of a telephone."""

    def __init__(self, terminal: int) -> None:
        """Read from this file descriptor."""
        self._terminal = terminal
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._typed: deque[str] = deque()

    def now(self) -> float:
        """Return the seconds of a clock that nobody sets."""
        return time.monotonic()

    def key(self, seconds: float) -> str:
        """Wait so long at the most; a terminal that is gone ends the input."""
        if not self._typed:
            self._typed.extend(self._read(max(seconds, 0.0)))
        return self._typed.popleft() if self._typed else ""

    def _read(self, seconds: float) -> str:
        try:
            if not select.select([self._terminal], [], [], seconds)[0]:
                return ""
            read = os.read(self._terminal, READ_SIZE)
        except OSError:
            return END_OF_INPUT
        return without_escapes(self._decoder.decode(read)) if read else END_OF_INPUT


def without_escapes(text: str) -> str:
    """Leave out what arrow and function keys send; a lone Escape stays."""
    kept, rest = "", text
    while rest:
        before, escape, rest = rest.partition(ESCAPE)
        kept += before
        if escape and rest[:1] in {"[", "O"} and rest[:1]:
            rest = _after_sequence(rest[1:])
        else:
            kept += escape
    return kept


def _after_sequence(text: str) -> str:
    for place, character in enumerate(text):
        if "@" <= character <= "~":
            return text[place + 1 :]
    return ""


@contextmanager
def keys_at_once(terminal: int) -> Iterator[TerminalKeyboard]:
    """Have the terminal hand over each key when it is pressed; however the block is left, it is as it was before.

    Being told to end, or that the window is closed, interrupts the call as Ctrl+C does and ends the program after it.
    What was typed for the call is thrown away then, lest a shell take it for a command.
    """
    before = termios.tcgetattr(terminal)
    told: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        told.append(number)
        if len(told) == 1:
            raise KeyboardInterrupt

    def go_on(_number: int, _frame: FrameType | None) -> None:
        with suppress(termios.error):  # who is told that the window is closed is told to go on as well
            tty.setcbreak(terminal)

    handlers = {number: signal.signal(number, interrupt) for number in ENDING_SIGNALS}
    handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, go_on)
    try:
        tty.setcbreak(terminal)
        yield TerminalKeyboard(terminal)
    finally:
        with suppress(termios.error):  # of a window that is closed
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if told:
        sys.exit(128 + told[0])
