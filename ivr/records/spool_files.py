"""Reading spools: which files there are, whether their writer lives, their complete lines, and what was refused."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ivr.records.spool import SUFFIX

REFUSED = f"refused{SUFFIX}"
MAX_LINE = 1024 * 1024  # bytes without a newline that are taken for damage, not for a line
MAX_REFUSED = 16 * 1024 * 1024  # bytes of refused lines that are kept for people to look at


@dataclass(frozen=True, slots=True)
class Line:
    """One complete line of a spool file; `end` is where the next one begins."""

    content: bytes
    end: int


def spool_files(folder: Path) -> tuple[Path, ...]:
    """The spool files of all processes, living and dead."""
    return tuple(path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.name != REFUSED)


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Whether the file's writer is dead, so that no line will follow; the file stays claimed inside the block."""
    fd = os.open(path, os.O_RDONLY)
    try:
        yield _lock(fd)
    finally:
        os.close(fd)


def batches(path: Path, start: int, size: int) -> Iterator[tuple[Line, ...]]:
    """The complete lines from an offset on, in batches; a last line that is not complete is left out."""
    lines = _lines(path, start)
    while batch := tuple(islice(lines, size)):
        yield batch


def put_aside(folder: Path, lines: list[bytes]) -> None:
    """Keep refused lines for people to look at, up to a bound. Raises OSError when the disk is full."""
    path = folder / REFUSED
    if path.exists() and path.stat().st_size > MAX_REFUSED:
        return
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(fd, b"".join(line + b"\n" for line in lines))
    finally:
        os.close(fd)


def _lock(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lines(path: Path, start: int) -> Iterator[Line]:
    with path.open("rb") as file:
        file.seek(start)
        end = start
        while content := file.readline(MAX_LINE):
            if not content.endswith(b"\n") and len(content) < MAX_LINE:
                return
            end += len(content)
            yield Line(content.removesuffix(b"\n"), end)
