"""Moving spools into the database: every complete line once, whoever is killed and however often.

How far a file is drained is written in the transaction that writes its rows, so neither a crash nor a database that
goes away can part the two. One keeper at a time drains a folder; a second one waits.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.exc import DataError

from ivr.records.database import reading, writing
from ivr.records.endings import Ended, newly_ended
from ivr.records.entry import BadLineError
from ivr.records.journal import JournalLine, insert_into, journal_line, store
from ivr.records.spool_files import Line, batches, claimed, put_aside, spool_files
from ivr.records.tables import spool_offsets

BATCH = 500  # rows of one group commit
LOCK_POLL = 0.05  # seconds between two looks whether the other keeper is done

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drained:
    """What one drain did: rows that were new, files deleted, lines that were refused and put aside."""

    rows: int = 0
    files: int = 0
    refused: int = 0

    def __add__(self, other: "Drained") -> "Drained":
        """Both together."""
        return Drained(self.rows + other.rows, self.files + other.files, self.refused + other.refused)


def drain(folder: Path, engine: Engine, stop: threading.Event | None = None, ended: Ended = lambda _: None) -> Drained:
    """Move every complete line of the folder's spools into the database, and delete the files of dead processes.

    Waits while another process drains the folder. Gives up early, between two commits, when `stop` is set. Raises
    DatabaseAwayError; the lines then stay where they are, and the next drain goes on from there.
    """
    stop = stop or threading.Event()
    total = Drained()
    with _only_one(folder.parent / "keeper.lock", stop) as mine:
        paths = spool_files(folder) if mine else ()
        offsets = _offsets(engine) if paths else {}
        for path in paths:
            total += _drain_or_skip(_File(path, engine, stop, ended), offsets.get(path.name, 0))
    return total


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    engine: Engine
    stop: threading.Event
    ended: Ended


def _drain_or_skip(file: _File, start: int) -> Drained:
    """Drain the file; one that cannot be read must not keep the others from the database."""
    try:
        return _drain_file(file, start)
    except OSError as error:
        log.error("spool_unreadable", extra={"file": file.path.name, "reason": error.strerror})
        return Drained()


def _drain_file(file: _File, start: int) -> Drained:
    with claimed(file.path) as writer_is_dead:
        done, end = Drained(), start
        for batch in batches(file.path, start, BATCH):
            if file.stop.is_set():
                return done
            done += _move(file, batch)
            end = batch[-1].end
        if writer_is_dead and not file.stop.is_set():
            done += _finish(file, end)
        return done


def _move(file: _File, batch: Sequence[Line]) -> Drained:
    """Move one batch; where the database refuses a value, line by line, so that one line never blocks the rest."""
    lines, refused = _read(batch)
    try:
        return _commit(file, lines, refused, batch[-1].end)
    except DataError:
        if len(batch) == 1:
            return _commit(file, [], [batch[0].content], batch[0].end)
    return sum((_move(file, (line,)) for line in batch), Drained())


def _read(batch: Sequence[Line]) -> tuple[list[JournalLine], list[bytes]]:
    lines, refused = [], []
    for line in batch:
        try:
            lines.append(journal_line(line.content))
        except BadLineError:
            refused.append(line.content)
    return lines, refused


def _commit(file: _File, lines: list[JournalLine], refused: list[bytes], end: int) -> Drained:
    with writing(file.engine) as connection:
        over = newly_ended(connection, lines)
        rows = store(connection, lines)
        _remember(connection, file.path.name, end)
        _put_aside(file.path, refused)  # last, so that a database that is away does not refuse the same line twice
    file.ended(over)
    return Drained(rows=rows, refused=len(refused))


def _finish(file: _File, end: int) -> Drained:
    """Delete the file of a dead process; what it did not write to the end is put aside."""
    with file.path.open("rb") as content:
        content.seek(end)
        torn = content.read()
    with writing(file.engine) as connection:
        connection.execute(delete(spool_offsets).where(spool_offsets.c.file == file.path.name))
    _put_aside(file.path, [torn] if torn else [])
    file.path.unlink(missing_ok=True)
    return Drained(files=1, refused=1 if torn else 0)


def _put_aside(path: Path, refused: list[bytes]) -> None:
    if not refused:
        return
    log.error("spool_lines_refused", extra={"file": path.name, "lines": len(refused)})
    try:
        put_aside(path.parent, refused)
    except OSError as error:  # a full disk must not keep the good lines from the database
        log.error("refused_lines_lost", extra={"file": path.name, "reason": error.strerror})


def _offsets(engine: Engine) -> Mapping[str, int]:
    with reading(engine) as connection:
        rows = connection.execute(select(spool_offsets.c.file, spool_offsets.c.drained)).all()
    return {row.file: row.drained for row in rows}


def _remember(connection: Connection, name: str, end: int) -> None:
    insert = insert_into(connection, spool_offsets).values(file=name, drained=end)
    connection.execute(
        insert.on_conflict_do_update(index_elements=[spool_offsets.c.file], set_={"drained": insert.excluded.drained})
    )


@contextmanager
def _only_one(lock: Path, stop: threading.Event) -> Iterator[bool]:
    """Hold the lock inside the block; False when told to stop while another process held it."""
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not (mine := _taken(fd)) and not stop.is_set():
            stop.wait(LOCK_POLL)
        yield mine
    finally:
        os.close(fd)


def _taken(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
