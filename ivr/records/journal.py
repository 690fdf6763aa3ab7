"""How heard requests come into the tables: the same rows in whatever order, and however often, they arrive.

A call's row is the merge of its entries. Each column's rule is commutative (the earliest, the latest, the first that
is known), and the database applies it, so keepers of several machines never undo one another's work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, case, or_
from sqlalchemy.dialects import postgresql, sqlite

from ivr.dialogue.disposition import end_of
from ivr.dialogue.events import CallFinished
from ivr.records.entry import MAX_INTEGER, Entry, Record, clean, compact, from_record, record_of, to_line
from ivr.records.tables import calls, heard

T = TypeVar("T")

SILENT = "silent"  # how a call ended that the reaper closed; any other account of its end is better


@dataclass(frozen=True, slots=True)
class JournalLine:
    """An entry, with its events as they were written: a newer version's event types stay in the record."""

    entry: Entry
    events: str


def journal_line(line: bytes) -> JournalLine:
    """Read a spool's line. Raises BadLineError."""
    return _journal_line(record_of(line))


def journal_line_of(entry: Entry) -> JournalLine:
    """The entry as though it had been read from a spool."""
    return journal_line(to_line(entry))


def store(connection: Connection, lines: Sequence[JournalLine]) -> int:
    """Write the lines into the journal and the list of calls; how many of them were new."""
    if not lines:
        return 0
    # Sorted, so that keepers of two machines take the rows' locks in one order and never block each other for good.
    ordered = sorted(lines, key=lambda line: (line.entry.call_id, line.entry.digest))
    new = _store_heard(connection, ordered)
    _merge_calls(connection, [line.entry for line in ordered])
    return new


def insert_into(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what happens to a row that is there already; each database has its own."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _journal_line(record: Record) -> JournalLine:
    return JournalLine(from_record(record), compact(record["events"]))


def _store_heard(connection: Connection, lines: Sequence[JournalLine]) -> int:
    insert = insert_into(connection, heard).on_conflict_do_nothing()
    counted = {"preserve_rowcount": True}  # else not every driver says how many of many rows were new
    return connection.execute(insert, [_heard_row(line) for line in lines], execution_options=counted).rowcount


def _heard_row(line: JournalLine) -> dict[str, object]:
    entry = line.entry
    return {
        "call_id": entry.call_id,
        "digest": entry.digest,
        "turn": entry.turn,
        "at": entry.at,
        "route": entry.route,
        "events": line.events,
        "said": compact(entry.said),
    }


def _merge_calls(connection: Connection, entries: Sequence[Entry]) -> None:
    insert = insert_into(connection, calls)
    new = insert.excluded
    wins = _ends_better(new.finished_at, new.how)
    merged = {
        "began_at": _smaller(calls.c.began_at, new.began_at),
        "caller": _smaller(calls.c.caller, new.caller),
        "dialled": _smaller(calls.c.dialled, new.dialled),
        "release": _smaller(calls.c.release, new.release),
        "last_heard_at": _larger(calls.c.last_heard_at, new.last_heard_at),
        "finished_at": case((wins, new.finished_at), else_=calls.c.finished_at),
        "how": case((wins, new.how), else_=calls.c.how),
        "seconds": _larger(calls.c.seconds, new.seconds),
    }
    upsert = insert.on_conflict_do_update(index_elements=[calls.c.call_id], set_=merged)
    connection.execute(upsert, [_call_row(entry) for entry in entries])


def _call_row(entry: Entry) -> dict[str, object]:
    finish = end_of(entry.events)
    return {
        "call_id": entry.call_id,
        "began_at": entry.at,
        "caller": entry.caller or None,
        "dialled": entry.dialled or None,
        "release": entry.release or None,
        "last_heard_at": entry.at,
        "finished_at": entry.at if finish else None,
        "how": clean(finish.how) if finish else None,
        "seconds": _seconds(finish),
    }


def _seconds(finish: CallFinished | None) -> int | None:
    known = finish is not None and finish.seconds is not None and 0 <= finish.seconds <= MAX_INTEGER
    return finish.seconds if finish and known else None


def _smaller(known: ColumnElement[T], new: ColumnElement[T]) -> ColumnElement[T]:
    return case((known.is_(None), new), (new < known, new), else_=known)


def _larger(known: ColumnElement[T], new: ColumnElement[T]) -> ColumnElement[T]:
    return case((known.is_(None), new), (new > known, new), else_=known)


def _ends_better(at: ColumnElement[datetime], how: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the new account of the call's end is the better one: not the reaper's, then the earlier."""
    known_at, known_how = calls.c.finished_at, calls.c.how
    earlier = or_(at < known_at, and_(at == known_at, how < known_how))
    same_kind = or_(and_(how == SILENT, known_how == SILENT), and_(how != SILENT, known_how != SILENT))
    known_is_silent = and_(how != SILENT, known_how == SILENT)
    return and_(how.is_not(None), or_(known_how.is_(None), known_is_silent, and_(same_kind, earlier)))
