"""The ends of calls, each told once: for figures that neither a repeated webhook nor a second keeper may spoil."""

import json
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, select, text

from ivr.dialogue.disposition import disposition, end_of
from ivr.dialogue.events import Event
from ivr.records.database import reading
from ivr.records.entry import events_of
from ivr.records.journal import JournalLine
from ivr.records.tables import calls, heard

Ended = Callable[[frozenset[str]], object]
"""Is told which calls are over, once for each call, when that is in the database."""

END_LOCK = 0x697673  # "ivs"; keepers of several machines learn of an end one after the other


def newly_ended(connection: Connection, lines: Sequence[JournalLine]) -> frozenset[str]:
    """The calls that end with these lines and were not over before. Ask before the lines are stored.

    A call may be told to be over several times (words of farewell, then the carrier's report, perhaps twice); only
    the transaction that brings the first of them gets the call's id here.
    """
    ended = {line.entry.call_id for line in lines if end_of(line.entry.events) is not None}
    if not ended:
        return frozenset()
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": END_LOCK})
    known = select(calls.c.call_id).where(calls.c.call_id.in_(ended), calls.c.finished_at.is_not(None))
    return frozenset(ended - set(connection.execute(known).scalars()))


def dispositions(engine: Engine, call_ids: Sequence[str]) -> tuple[str, ...]:
    """How each of these calls ended, by everything that is recorded of it now. Raises DatabaseAwayError."""
    events: dict[str, list[Event]] = {call_id: [] for call_id in call_ids}
    with reading(engine) as connection:
        for row in connection.execute(select(heard.c.call_id, heard.c.events).where(heard.c.call_id.in_(events))):
            events[row.call_id] += events_of(json.loads(row.events))
    return tuple(disposition(happened) for happened in events.values())
