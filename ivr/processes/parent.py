"""The parent process: starts the others, starts them again when they die, and stops them in order."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

ROLES = ("keeper", "web")  # in the order they start; they stop the other way round, so that spools are drained last
STEADY = 5.0  # seconds after which a process that died counts as having lived
LONGEST_PAUSE = 5.0  # seconds between two starts of a process that dies at once
STOP_WITHIN = 10.0  # seconds for a process to finish its work


@dataclass
class Child:
    """One process that is kept alive."""

    role: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = field(default=0.0)


class Parent:
    """Keeps one child of each role alive until it is told to stop."""

    def __init__(self, command: Sequence[str]) -> None:
        self._ours, self._theirs = os.pipe()
        os.set_inheritable(self._ours, True)
        extra = ("--lifeline", str(self._ours))
        self._children = [Child(role, (*command, "--only", role, *extra)) for role in ROLES]
        self._stop = threading.Event()

    def run(self) -> None:
        """Start everybody and keep them alive; returns after SIGTERM or SIGINT, when all have stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        while not self._stop.wait(0.1):
            for child in self._children:
                self._keep(child)
        for child in reversed(self._children):
            _end(child)

    def _keep(self, child: Child) -> None:
        if child.process is not None and child.process.poll() is None:
            return
        now = time.monotonic()
        if child.process is not None:
            lived = now - child.started_at
            child.pause = 0.0 if lived > STEADY else min(LONGEST_PAUSE, child.pause * 2 or 0.2)
            log.error("process died", extra={"role": child.role, "code": child.process.returncode})
            _clear_away(child.process)
            child.process = None
            if self._stop.wait(child.pause):
                return
        child.started_at = time.monotonic()
        child.process = subprocess.Popen(  # noqa: S603 -- our own command
            [sys.executable, "-m", "ivr", *child.command], pass_fds=(self._ours,), start_new_session=True
        )


def _clear_away(dead: subprocess.Popen[bytes]) -> None:
    """Kill what a dead process left behind in its group: workers without a master would hold its port a while."""
    with suppress(ProcessLookupError):
        os.killpg(dead.pid, signal.SIGKILL)


def _end(child: Child) -> None:
    if child.process is None or child.process.poll() is not None:
        return
    child.process.terminate()
    try:
        child.process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        log.error("process killed", extra={"role": child.role})
        child.process.kill()
        child.process.wait()
