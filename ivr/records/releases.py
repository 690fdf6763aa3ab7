"""Releases on disk: the files of each exactly as they were, in a folder named by their content, and which is current.

A call stays on the release that it began on, so nothing here is ever changed: a folder is written whole or not at
all, and one whose content no longer fits its name counts as gone.
"""

import logging
import os
import re
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from ivr.authoring.compiling import Compiled, compile_release
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources, release_id

CACHED = 8  # releases that calls are likely to be on at once
KEEP_LAST = 10  # releases that stay to go back to, however old
KEEP_FOR = timedelta(days=7)  # after the last call began on it; the carrier ends a call after four hours
PATIENCE = 1.0  # seconds that one caller waits for a release that was published just now
POINTER = "current"

_ID = re.compile(r"[0-9a-f]{16}")

log = logging.getLogger(__name__)

Compile = Callable[[Sources], Compiled]
Stamp = tuple[int, int, int]


class ReleaseStore:
    """The releases in a folder. Safe between threads and between processes; loading the same one twice is cheap."""

    def __init__(self, folder: Path, compile: Compile = compile_release) -> None:
        self._folder = folder
        self._compile = compile
        self._lock = threading.Lock()
        self._loading: dict[str, threading.Lock] = {}
        self._loaded: OrderedDict[str, Release | None] = OrderedDict()
        self._pointer: tuple[Stamp, str | None] | None = None
        self._last: Release | None = None
        self._begun: set[str] = set()

    def keep(self, sources: Sources) -> str:
        """Store the files and return their release's id. A folder that was damaged is made anew."""
        found = release_id(sources)
        folder = self._folder / found
        if _files(folder) == dict(sources):
            return found
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{found}-", dir=self._folder))
        try:
            _write(fresh, sources)
            _put_in_place(fresh, folder, sources)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return found

    def point_to(self, release: str) -> None:
        """Make a stored release the current one, for all processes at once. Raises ValueError for one not stored."""
        if not _ID.fullmatch(release) or not (self._folder / release).is_dir():
            raise ValueError(f'no release "{release}" is stored')
        self._note_last_call_on(self.current_id())
        fd, name = tempfile.mkstemp(prefix=f".{POINTER}-", dir=self._folder)
        with os.fdopen(fd, "w", encoding="ascii") as file:
            file.write(f"{release}\n")
            file.flush()
            os.fsync(fd)
        Path(name).replace(self._folder / POINTER)
        _sync_folder(self._folder)

    def current_id(self) -> str | None:
        """The id of the current release; None when there is none, or the pointer is damaged."""
        path = self._folder / POINTER
        try:
            at = path.stat()
            stamp = (at.st_ino, at.st_mtime_ns, at.st_size)
            known = self._pointer
            if known is not None and known[0] == stamp:
                return known[1]
            text = path.read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        self._pointer = (stamp, text if _ID.fullmatch(text) else None)
        return self._pointer[1]

    def current(self) -> Release | None:
        """The release that a new call begins on; None when there is none that works.

        While the folder is lost or damaged it is the one that was current before: callers need not notice.
        """
        found = self.current_id()
        release = None if found is None else self._soon(found)
        if release is not None:
            self._last = release
        return self._last

    def _soon(self, release: str) -> Release | None:
        """The release; None where it takes longer to load than a caller should wait, who then begins on the one before.

        The very first call waits: without a release there are no words for it.
        """
        if self._last is None or self._is_loaded(release):
            return self.load(release)
        loader = self._loader_of(release)
        if loader is not None:
            loader.join(PATIENCE)
        return self.load(release) if self._is_loaded(release) else None

    def _is_loaded(self, release: str) -> bool:
        with self._lock:
            return release in self._loaded

    def _loader_of(self, release: str) -> threading.Thread | None:
        """Begin to load a release beside the calls; None where that was begun already: one caller's wait is enough."""
        with self._lock:
            if release in self._begun:
                return None
            self._begun.add(release)
        loader = threading.Thread(target=self._load_beside, args=(release,), daemon=True)
        loader.start()
        return loader

    def _load_beside(self, release: str) -> None:
        try:
            self.load(release)
        finally:
            with self._lock:
                self._begun.discard(release)

    def is_whole(self) -> bool:
        """Whether the current release is stored as it should be, looking at the disk and not at what is loaded."""
        current = self.current_id()
        sources = None if current is None else _files(self._folder / current)
        return sources is not None and release_id(sources) == current

    def prune(self, now: datetime) -> int:
        """Delete what nobody needs any more; how many releases. Calls on them would go to a person, with an apology.

        The current one stays, the last KEEP_LAST, and each on which a call began in the last KEEP_FOR.
        """
        before = (now - KEEP_FOR).timestamp()
        aged = sorted(self._aged(), reverse=True)
        current = self.current_id()
        old = [path for at, path in aged[KEEP_LAST:] if at < before and path.name != current]
        for path in old:
            gone = path.with_name(f".{path.name}-old")
            path.rename(gone)  # whole or not at all: half a release would be reported as damaged
            shutil.rmtree(gone, ignore_errors=True)
        for left in self._folder.glob(".*"):  # by processes that were killed
            if left.is_dir() and left.stat().st_mtime < before:
                shutil.rmtree(left, ignore_errors=True)
        return len(old)

    def _aged(self) -> Iterator[tuple[float, Path]]:
        """Each release, with the moment from which on no call began on it (as far as it is not current)."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if _ID.fullmatch(path.name) and path.is_dir():
                yield path.stat().st_mtime, path

    def _note_last_call_on(self, release: str | None) -> None:
        with suppress(OSError):  # it may be lost, which is why another one comes
            if release is not None:
                os.utime(self._folder / release)

    def load(self, release: str) -> Release | None:
        """The release with this id; None when it is not stored, was changed, or this program cannot compile it."""
        if not _ID.fullmatch(release):
            return None
        with self._one_at_a_time(release):
            with self._lock:
                if release in self._loaded:
                    self._loaded.move_to_end(release)
                    return self._loaded[release]
            return self._load(release)

    @contextmanager
    def _one_at_a_time(self, release: str) -> Iterator[None]:
        with self._lock:
            lock = self._loading.setdefault(release, threading.Lock())
        with lock:
            yield

    def _load(self, release: str) -> Release | None:
        sources = _files(self._folder / release)
        if sources is None:
            log.error("release_missing", extra={"release": release})
            return None
        if release_id(sources) != release:
            log.error("release_damaged", extra={"release": release})
            return None
        compiled = self._compile(sources)
        if compiled.release is None:
            problems = [str(problem) for problem in compiled.problems[:5]]
            log.error("release_does_not_compile", extra={"release": release, "problems": problems})
        self._remember(release, compiled.release)
        return compiled.release

    def _remember(self, release: str, compiled: Release | None) -> None:
        with self._lock:
            self._loaded[release] = compiled
            while len(self._loaded) > CACHED:
                gone, _ = self._loaded.popitem(last=False)
                self._loading.pop(gone, None)


def _files(folder: Path) -> dict[str, bytes] | None:
    """Every file in the folder, ours or not, so that an added one is noticed; None when it cannot be read."""
    if not folder.is_dir():
        return None
    try:
        paths = [path for path in folder.rglob("*") if not path.is_dir()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    except OSError:
        return None


def _write(folder: Path, sources: Sources) -> None:
    for name, content in sources.items():
        if not _is_inside(name):
            raise ValueError(f'"{name}" is not a path inside a release')
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for made in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _sync_folder(made)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and path.as_posix() == name


def _put_in_place(fresh: Path, folder: Path, sources: Sources) -> None:
    """Give the folder its name. Another process may do the same at the same moment, with the same content."""
    try:
        fresh.rename(folder)
    except OSError:  # there is one already
        if _files(folder) == dict(sources):
            return
        folder.rename(fresh.with_name(f"{fresh.name}-damaged"))
        fresh.rename(folder)
        shutil.rmtree(fresh.with_name(f"{fresh.name}-damaged"), ignore_errors=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
