"""The parent process: forks the others, forks them again when they die, and stops them in order.

Forking shares all that the parent has loaded, so that a process that died is back at once. Whatever must not be
shared (database engines, threads) is made in the child.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

log = logging.getLogger(__name__)

STEADY = 5.0  # seconds after which a process that died counts as having lived
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0  # seconds between two starts of a process that dies at once
STOP_WITHIN = 10.0  # seconds for a process to finish its work
LOOK_EVERY = 0.05  # seconds between two looks at the children

Role = Callable[[int], None]
"""What a process does, given the lifeline: the end of a pipe that closes when the parent dies."""


@dataclass
class Child:
    """One process that is kept alive; `pid` is 0 while it does not run."""

    name: str
    role: Role
    pid: int = 0
    started_at: float = 0.0
    pause: float = 0.0
    not_before: float = 0.0


class Parent:
    """Keeps one child of each role alive until it is told to stop."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        """Take the roles in the order they start; they stop the other way round."""
        self._lifeline, self._held = os.pipe()
        self._children = [Child(name, role) for name, role in roles.items()]
        self._stop = threading.Event()

    def run(self) -> None:
        """Start everybody and keep them alive; returns after SIGTERM or SIGINT, when all have stopped."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        while not self._stop.wait(LOOK_EVERY):
            for child in self._children:
                self._keep(child)
        for child in reversed(self._children):
            _end(child)

    def _keep(self, child: Child) -> None:
        if child.pid:
            code = _exit_code(child)
            if code is None:
                return
            _bury(child, code)
        if time.monotonic() >= child.not_before:
            self._start(child)

    def _start(self, child: Child) -> None:
        child.started_at = time.monotonic()
        child.pid = os.fork()
        if child.pid == 0:
            self._live(child)

    def _live(self, child: Child) -> None:
        """The child's whole life, in a process group of its own; it never returns to the parent's code."""
        os.setsid()
        os.close(self._held)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        code = 1
        try:
            child.role(self._lifeline)
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        except BaseException:  # the edge of this process
            log.exception("process failed", extra={"role": child.name})
        finally:
            sys.stderr.flush()
            os._exit(code)


def _bury(child: Child, code: int) -> None:
    """Note the death, and when to start anew: at once, or after a growing pause where it hardly lived."""
    now = time.monotonic()
    child.pause = 0.0 if now - child.started_at > STEADY else min(LONGEST_PAUSE, child.pause * 2 or FIRST_PAUSE)
    child.not_before = now + child.pause
    log.error("process died", extra={"role": child.name, "code": code})


def _exit_code(child: Child) -> int | None:
    """How a child ended, or None while it lives.

    What a dead one left in its group is killed: workers without a master would hold its port for a while.
    """
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    if pid == 0:
        return None
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    child.pid = 0
    return os.waitstatus_to_exitcode(status)


def _end(child: Child) -> None:
    if not child.pid:
        return
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGTERM)
    until = time.monotonic() + STOP_WITHIN
    while time.monotonic() < until:
        if _exit_code(child) is not None:
            return
        time.sleep(LOOK_EVERY)
    log.error("process killed", extra={"role": child.name})
    os.killpg(child.pid, signal.SIGKILL)
    os.waitpid(child.pid, 0)
