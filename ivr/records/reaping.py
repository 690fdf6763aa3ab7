"""The reaper: a call that nobody has heard of for hours is over, whether or not the carrier ever said so."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine, Row, func, select

from ivr.dialogue.events import CallFinished
from ivr.records.database import writing
from ivr.records.endings import Ended, newly_ended
from ivr.records.entry import Entry
from ivr.records.journal import SILENT, journal_line_of, store
from ivr.records.tables import calls, heard

SILENT_AFTER = timedelta(hours=4)  # the carrier ends a call after four hours
REAPER = "reaper"  # the route of the entries that the reaper writes
REAP_BATCH = 500


def reap(engine: Engine, now: datetime, silent_after: timedelta = SILENT_AFTER, ended: Ended = lambda _: None) -> int:
    """Close the calls that are not finished and have been silent for so long; how many. Raises DatabaseAwayError.

    A call is closed at the moment it was last heard, by an entry that depends on the call alone, so that reaping
    twice, or on two machines, is reaping once. The carrier's own account, when it comes after all, is preferred.
    """
    total = 0
    while True:
        with writing(engine) as connection:
            silent = _silent_calls(connection, now - silent_after)
            lines = [journal_line_of(_entry(call)) for call in silent]
            over = newly_ended(connection, lines)
            total += store(connection, lines)
        ended(over)
        if len(silent) < REAP_BATCH:
            return total


def _silent_calls(connection: Connection, before: datetime) -> Sequence[Row[tuple[object, ...]]]:
    turn = select(func.max(heard.c.turn)).where(heard.c.call_id == calls.c.call_id).scalar_subquery()
    query = select(calls, turn.label("turn")).where(calls.c.finished_at.is_(None), calls.c.last_heard_at < before)
    return connection.execute(query.order_by(calls.c.call_id).limit(REAP_BATCH)).all()


def _entry(call: Row[tuple[object, ...]]) -> Entry:
    return Entry(
        call_id=call.call_id,
        digest=sha256(f"{REAPER}\0{call.call_id}".encode()).hexdigest()[:16],
        turn=call.turn or 0,
        at=call.last_heard_at,
        route=REAPER,
        caller=call.caller,
        dialled=call.dialled,
        release=call.release or "",
        events=(CallFinished(SILENT),),
        said=(),
    )
