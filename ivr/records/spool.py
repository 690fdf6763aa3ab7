"""The spool: a process's own file of heard requests, appended to before the caller is answered.

Each process holds its file with a lock, which the system drops when the process dies, however it dies: the keeper
sees by it that no line will follow. A full disk costs the record of a turn, never the turn itself.
"""

import errno
import fcntl
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ivr.records.entry import Entry, to_line

MAX_BYTES = 512 * 1024 * 1024  # of all spools together: days of calls, and no disk is filled by us
ROTATE_AT = 4 * 1024 * 1024  # a drained file is deleted only when it is left, so files stay small
MEASURE_EVERY = 1024 * 1024  # bytes written before the folder is measured again
LOG_EVERY = 60.0  # seconds between two reports of dropped entries
OPEN_ATTEMPTS = 5  # the keeper may claim a new file in the instant before its writer does
SUFFIX = ".jsonl"

log = logging.getLogger(__name__)


def spool_bytes(folder: Path) -> int:
    """How many bytes all spools in the folder hold, drained or not."""
    total = 0
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(FileNotFoundError):  # the keeper deleted it meanwhile
            total += path.stat().st_size
    return total


class Spool:
    """The spool of this process. Safe between threads, and across a fork: the child begins its own file.

    `name` is the process's part (web-1), `random` tells apart processes with the same name and id on any machine.
    `dropped` counts the entries that could not be written.
    """

    def __init__(  # noqa: PLR0913 - the last three are limits and the clock
        self,
        folder: Path,
        name: str,
        random: str,
        *,
        max_bytes: int = MAX_BYTES,
        rotate_at: int = ROTATE_AT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.dropped = 0
        self._folder = folder
        self._name = name
        self._random = random
        self._max_bytes = max_bytes
        self._rotate_at = rotate_at
        self._clock = clock
        self._lock = threading.Lock()
        self._fd: int | None = None
        self._pid = 0
        self._number = 0
        self._total = 0
        self._unmeasured = MEASURE_EVERY
        self._reported_at: float | None = None

    def append(self, entry: Entry) -> bool:
        """Write the entry with one call of the system; whether it is kept. Never raises for the disk's sake."""
        line = to_line(entry)
        with self._lock:
            try:
                self._write(line)
            except OSError as error:
                self._drop(error)
                return False
        return True

    def close(self) -> None:
        """Leave the file to the keeper. A later append begins a new one."""
        with self._lock:
            self._leave()

    def _write(self, line: bytes) -> None:
        self._need_room(len(line))
        fd, before = self._open_file()
        written = self._write_whole(fd, line, before)
        self._total += written
        self._unmeasured += written
        if before + written >= self._rotate_at:
            self._leave()

    def _write_whole(self, fd: int, line: bytes, before: int) -> int:
        if os.write(fd, line) == len(line):
            return len(line)
        # The disk filled up in the middle: take the torn line back, else the next one would be glued to it.
        os.ftruncate(fd, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _open_file(self) -> tuple[int, int]:
        """The file of this process, and how long it is."""
        if self._pid != os.getpid():  # after a fork the lock on the file is still the parent's
            self._leave()
            self._pid = os.getpid()
        if self._fd is not None:
            found = os.fstat(self._fd)
            if found.st_nlink > 0:
                return self._fd, found.st_size
            self._leave()  # it was deleted under our hands
        self._fd = self._new_file()
        return self._fd, 0

    def _new_file(self) -> int:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for _ in range(OPEN_ATTEMPTS):
            self._number += 1
            name = f"{self._name}-{self._pid}-{self._random}-{self._number}{SUFFIX}"
            with suppress(FileExistsError):  # not ours: the next number is free
                fd = os.open(self._folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
                if _claim(fd):
                    return fd
                os.close(fd)
        raise OSError(errno.EAGAIN, "every new spool file belongs to another process")

    def _leave(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)

    def _need_room(self, size: int) -> None:
        if self._unmeasured >= MEASURE_EVERY or self._total + size > self._max_bytes:
            self._total = spool_bytes(self._folder)
            self._unmeasured = 0
        if self._total + size > self._max_bytes:
            raise OSError(errno.EDQUOT, "the spool is full; is the database away?")

    def _drop(self, error: OSError) -> None:
        self.dropped += 1
        at = self._clock()
        if self._reported_at is None or at - self._reported_at >= LOG_EVERY:
            self._reported_at = at
            log.error("spool_dropped", extra={"dropped": self.dropped, "reason": error.strerror or str(error)})


def _claim(fd: int) -> bool:
    """Hold the new file, unless the keeper was faster and took it for a dead process's empty one."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(fd).st_nlink > 0
