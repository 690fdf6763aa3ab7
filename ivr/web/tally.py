"""The figures of one process, in files that outlive it: whoever is killed, nothing that was counted is lost.

The files are those of prometheus-client's multiprocess mode, and its collector adds them up. Its own counters are not
used: they name the files by process, so that each one that dies leaves some for good, and let them grow, so that a
full disk kills the process (SIGBUS). Here a process goes on with the figures of a dead one, in files whose room is
taken before anybody is answered.
"""

import fcntl
import json
import logging
import mmap
import os
import struct
import sys
import threading
import weakref
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.utils import floatToGoString

MAX_SAMPLES = 1000  # numbers in one file; a label's value that is met later is counted as OTHER
OTHER = "other"
MAX_VALUE = 100  # characters of a label's value
ROOM = 1024 * 1024  # bytes of one file: MAX_SAMPLES of less than 1 kB, so that it never grows
INFINITE = float("inf")
BEGINNING = 8  # bytes of a file before its first number
LENGTH, DOUBLE = struct.Struct("i"), struct.Struct("d")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One figure: a counter (`name` ends in `_total`), or with `buckets`, their upper bounds, a histogram.

    A counter may have one `label`; those of its values that are known are shown as 0 from the start.
    """

    name: str
    help: str
    label: str = ""
    values: tuple[str, ...] = ("",)
    buckets: tuple[float, ...] = ()


class Tally:
    """The figures of this process. Safe between threads, and across a fork: the child begins its own.

    Nothing here raises: a figure is worth no caller.
    """

    def __init__(self, folder: Path, every: Sequence[Series]) -> None:
        """Go on with the figures of a dead process in the folder, or begin new ones if none there lives."""
        self._folder = folder
        self._every = every
        self._lock = threading.Lock()
        self._files: _Files | None = None
        self._pid = 0
        with self._lock:
            self._mine()

    def add(self, series: Series, value: str = "", amount: float = 1.0) -> None:
        """Count once more, or by an amount."""
        with self._lock:
            files = self._mine()
            if files is not None:
                files.counters.add(series, "", value, amount)

    def observe(self, series: Series, amount: float) -> None:
        """Put one observation into a histogram."""
        place = bisect_left(series.buckets, amount)
        bound = series.buckets[place] if place < len(series.buckets) else INFINITE
        with self._lock:
            files = self._mine()
            if files is not None:
                files.histograms.add(series, "_bucket", bound, 1.0)
                files.histograms.add(series, "_sum", "", amount)

    def _mine(self) -> "_Files | None":
        """The files of this process; None when there can be none, which was logged."""
        if self._pid != os.getpid():
            self._pid = os.getpid()
            try:
                self._files = _Files(self._folder, self._every)
            except OSError as error:
                self._files = None
                reason = error.strerror or str(error)
                log.error("figures_not_kept", extra={"folder": str(self._folder), "reason": reason})
        return self._files


class _Files:
    """The two files of one process, held by a lock that the system drops when it dies."""

    def __init__(self, folder: Path, every: Sequence[Series]) -> None:
        lock, number = _claim(folder)
        self.counters = _Numbers(folder / f"counter_{number}.db")
        self.histograms = _Numbers(folder / f"histogram_{number}.db")
        weakref.finalize(self, _close, lock, self.counters, self.histograms)
        for series in every:
            self._begin(series)

    def _begin(self, series: Series) -> None:
        """Show zeros from the start: without them the first time that something happens is no increase."""
        if not series.buckets:
            for value in series.values:
                self.counters.add(series, "", value, 0.0)
            return
        for bound in (*series.buckets, INFINITE):
            self.histograms.add(series, "_bucket", bound, 0.0)
        self.histograms.add(series, "_sum", "", 0.0)


class _Numbers:
    """One file of numbers, whose room on the disk is taken: how much is in use, then each number behind its name."""

    def __init__(self, path: Path) -> None:
        if not _is_sound(path):
            path.unlink(missing_ok=True)
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(fd, 0, ROOM)
            self._map = mmap.mmap(fd, ROOM)
        finally:
            os.close(fd)
        self._used = max(BEGINNING, int.from_bytes(self._map[:4], sys.byteorder))
        self._named = {key: [at, value] for key, value, _, at in _read(path)}
        self._numbers: dict[tuple[str, str, str | float], list[Any]] = {}

    def add(self, series: Series, suffix: str, value: str | float, amount: float) -> None:
        """Add to a number; to the one named OTHER where there is no room for another."""
        number = self._numbers.get((series.name, suffix, value)) or self._find(series, suffix, value)
        number[1] += amount
        self._map[number[0] : number[0] + 8] = DOUBLE.pack(number[1])  # whole: a reader never sees half of it

    def close(self) -> None:
        self._map.close()

    def _find(self, series: Series, suffix: str, value: str | float) -> list[Any]:
        """The place and value of a number that is used for the first time."""
        key = _key(series, suffix, value)
        if key not in self._named:
            if len(self._named) >= MAX_SAMPLES and value != OTHER:
                return self._find(series, suffix, OTHER)
            self._named[key] = [self._append(key), 0.0]
        self._numbers[series.name, suffix, value] = self._named[key]
        return self._named[key]

    def _append(self, key: str) -> int:
        """Write a new number of zero at the end; where it stands."""
        text = key.encode()
        text += b" " * (8 - (len(text) + 4) % 8)
        at = self._used + 4 + len(text)
        self._map[self._used : at + 16] = LENGTH.pack(len(key.encode())) + text + DOUBLE.pack(0.0) * 2
        self._used = at + 16
        self._map[:4] = LENGTH.pack(self._used)  # last: nobody reads what is not whole
        return at


def _read(path: Path) -> Iterator[tuple[str, float, float, int]]:
    found: Iterator[tuple[str, float, float, int]] = MmapedDict.read_all_values_from_file(str(path))  # type: ignore[no-untyped-call]  # it has no annotations
    return found


def _is_sound(path: Path) -> bool:
    """Whether a process can go on with the file: all that it says to be in use can be read."""
    try:
        with path.open("rb") as file:
            used = int.from_bytes(file.read(4), sys.byteorder)
        return used <= ROOM and all(isinstance(json.loads(key), list) for key, *_ in _read(path))
    except (OSError, RuntimeError, ValueError, struct.error):
        return False


def _key(series: Series, suffix: str, value: str | float) -> str:
    label, value = (series.label, value[:MAX_VALUE]) if isinstance(value, str) else ("le", _shown(value))
    labels = ([label], [value]) if label and suffix != "_sum" else ([], [])
    return mmap_key(series.name.removesuffix("_total"), series.name + suffix, *labels, series.help)


def _shown(bound: float) -> str:
    shown: str = floatToGoString(bound)  # type: ignore[no-untyped-call]  # it has no annotations
    return shown


def _close(lock: int, *files: _Numbers) -> None:
    for file in files:
        file.close()
    os.close(lock)


def _claim(folder: Path) -> tuple[int, int]:
    """A number that no living process has, and the lock by which this one holds it. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _gate(folder):
        known = {int(path.stem): path for path in folder.glob("*.lock") if path.stem.isdecimal()}
        dead = sorted(number for number, path in known.items() if _is_free(path))
        if len(dead) == len(known):  # the line starts: its figures begin anew
            for path in folder.glob("*.db"):
                path.unlink()
        number = dead[0] if dead else len(known)
        fd = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(fd, fcntl.LOCK_EX)
        return fd, number


@contextmanager
def _gate(folder: Path) -> Iterator[None]:
    """One process at a time looks for a number."""
    with (folder / "claiming").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


def _is_free(path: Path) -> bool:
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
