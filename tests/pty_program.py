"""The command `ivr` in a real terminal: a pseudo-terminal whose other end the test holds."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

DEADLINE = 30.0  # seconds: long, for a machine that is busy with other things
# A session of its own takes the terminal that it opens first as the one that sends it Ctrl+C.
IN_ITS_TERMINAL = "import os; os.close(os.open(os.ttyname(0), os.O_RDWR)); from ivr.commands import main; main()"


class PtyProgram:
    """A running program: `type` presses keys, `read_until` waits for something on the screen."""

    def __init__(self, words: Sequence[str], *, columns: int, environ: Mapping[str, str]) -> None:
        self._screen, self.terminal = pty.openpty()
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.modes = termios.tcgetattr(self.terminal)
        self.output = ""
        self.process = subprocess.Popen(
            [sys.executable, "-c", IN_ITS_TERMINAL, *words],
            stdin=self.terminal, stdout=self.terminal, stderr=self.terminal,
            start_new_session=True, env={**os.environ, "TERM": "xterm", **environ},
        )  # fmt: skip

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal shows what is typed and waits for whole lines, as it did."""
        return termios.tcgetattr(self.terminal) == self.modes

    @property
    def lines(self) -> list[str]:
        return self.output.replace("\r\n", "\n").splitlines()

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def read_until(self, text: str) -> str:
        """Read on until the screen has the text; returns all of it."""
        until = time.monotonic() + DEADLINE
        while text not in self.output:
            assert time.monotonic() < until, f"no {text!r} in {self.output!r}"
            self._read(0.1)
        return self.output

    def ended(self) -> int:
        """Read to the end and return the exit code."""
        until = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < until, f"still running: {self.output!r}"
            self._read(0.02)
        while self._read(0.0):
            pass
        return self.process.returncode

    def close_window(self) -> None:
        """The terminal is gone."""
        os.close(self._screen)
        self._screen = -1
        self.process.wait(DEADLINE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self._screen, self.terminal):
            with suppress(OSError):
                os.close(end)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._screen], [], [], seconds)[0]:
            return False
        self.output += os.read(self._screen, 65536).decode(errors="replace")
        return True


@contextmanager
def in_a_terminal(*words: str, columns: int = 80, environ: Mapping[str, str] | None = None) -> Iterator[PtyProgram]:
    """Run `ivr` with these words."""
    program = PtyProgram(words, columns=columns, environ=environ or {})
    try:
        yield program
    finally:
        program.close()
