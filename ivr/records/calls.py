"""Reading the record: the latest calls in a list, and one call turn by turn."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from ivr.dialogue.disposition import disposition
from ivr.dialogue.events import Event
from ivr.records.database import reading
from ivr.records.entry import Entry, events_of
from ivr.records.journal import SILENT
from ivr.records.reaping import REAPER
from ivr.records.redaction import masked_caller, masked_entry
from ivr.records.tables import calls, heard

SHORT_ID = 12  # characters of an id that tell calls apart, hardly ever more
AT_ONCE = 500  # calls that one query asks for
NAMED = 10  # calls that a beginning is said to be shared by
TURN_ROUTES = frozenset({"voice", "resume"})  # posts that the caller heard an answer to
LAST_ROUTES = frozenset({"status", REAPER})  # these know the call but not the turn, and tell of its end


class AmbiguousCallError(LookupError):
    """The beginning of a call's id that several calls share; the message names some of them."""


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A line of the list of calls. `seconds` is None while the call lasts; `how` as in CallFinished."""

    call_id: str
    began_at: datetime
    caller: str | None
    dialled: str | None
    release: str | None
    seconds: int | None
    turns: int
    how: str | None
    disposition: str


@dataclass(frozen=True, slots=True)
class CallRecord:
    """Everything that is known of one call; `turns` are its heard requests in the order of time."""

    summary: CallSummary
    turns: tuple[Entry, ...]


def recent_calls(engine: Engine, limit: int = 50, before: datetime | None = None) -> tuple[CallSummary, ...]:
    """The calls that began last (before an instant), the latest first. Raises DatabaseAwayError."""
    query = select(calls).order_by(calls.c.began_at.desc(), calls.c.call_id).limit(limit)
    if before is not None:
        query = query.where(calls.c.began_at < before)
    with reading(engine) as connection:
        found = connection.execute(query).all()
        entries = _entries(connection, found)
    return tuple(_summary(call, entries[call.call_id]) for call in found)


def one_call(engine: Engine, call_id: str) -> CallRecord | None:
    """The call with this id, or the only one whose id begins so; None when there is none.

    Raises AmbiguousCallError and DatabaseAwayError.
    """
    with reading(engine) as connection:
        call = _find(connection, call_id)
        if call is None:
            return None
        turns = _entries(connection, [call])[call.call_id]
    return _record(call, turns)


def calls_by_id(engine: Engine, call_ids: Sequence[str]) -> Mapping[str, CallRecord]:
    """Those of these calls that the record knows, by their ids. Raises DatabaseAwayError."""
    known: dict[str, CallRecord] = {}
    with reading(engine) as connection:
        for start in range(0, len(call_ids), AT_ONCE):
            asked = calls.c.call_id.in_(call_ids[start : start + AT_ONCE])
            found = connection.execute(select(calls).where(asked)).all()
            entries = _entries(connection, found)
            known |= {call.call_id: _record(call, entries[call.call_id]) for call in found}
    return known


def masked_summary(summary: CallSummary) -> CallSummary:
    """The line with the caller's number masked; one that was withheld stays None."""
    return replace(summary, caller=masked_caller(summary.caller))


def masked(record: CallRecord) -> CallRecord:
    """The call as people may see it: the caller's number masked, everything heard and said redacted."""
    return CallRecord(masked_summary(record.summary), tuple(masked_entry(turn) for turn in record.turns))


def _find(connection: Connection, call_id: str) -> Row[Any] | None:
    exact = connection.execute(select(calls).where(calls.c.call_id == call_id)).one_or_none()
    if exact is not None or not call_id:
        return exact
    alike = select(calls).where(calls.c.call_id.startswith(call_id, autoescape=True)).order_by(calls.c.call_id)
    found = [call for call in connection.execute(alike.limit(NAMED)) if call.call_id.startswith(call_id)]
    if len(found) > 1:
        known = ", ".join(_shortened(sorted(call.call_id for call in found)))
        raise AmbiguousCallError(f'"{call_id}" is the beginning of several calls (known: {known})')
    return found[0] if found else None


def _shortened(call_ids: Sequence[str]) -> Sequence[str]:
    """The beginnings of the ids, long enough to tell one from the other, and as long as in the list of calls."""
    length = SHORT_ID
    while len({call_id[:length] for call_id in call_ids}) < len(call_ids):
        length += 1
    return [call_id[:length] for call_id in call_ids]


def _entries(connection: Connection, found: Sequence[Row[Any]]) -> Mapping[str, list[Entry]]:
    known = {call.call_id: call for call in found}
    entries: dict[str, list[Entry]] = {call_id: [] for call_id in known}
    for row in connection.execute(select(heard).where(heard.c.call_id.in_(known))):
        entries[row.call_id].append(_entry(row, known[row.call_id]))
    for turns in entries.values():
        turns.sort(key=_place)
    return entries


def _entry(row: Row[Any], call: Row[Any]) -> Entry:
    return Entry(
        call_id=row.call_id,
        digest=row.digest,
        turn=row.turn,
        at=row.at,
        route=row.route,
        caller=call.caller,
        dialled=call.dialled,
        release=call.release or "",
        events=events_of(json.loads(row.events)),
        said=tuple(json.loads(row.said)),
    )


def _place(entry: Entry) -> tuple[datetime, bool, int, str]:
    """By time, as people read: a notice has the turn of the wait that it tells the end of, and comes much later."""
    return entry.at, entry.route in LAST_ROUTES, entry.turn, entry.digest


def _record(call: Row[Any], turns: Sequence[Entry]) -> CallRecord:
    return CallRecord(_summary(call, turns), tuple(turns))


def _summary(call: Row[Any], turns: Sequence[Entry]) -> CallSummary:
    return CallSummary(
        call_id=call.call_id,
        began_at=call.began_at,
        caller=call.caller,
        dialled=call.dialled,
        release=call.release,
        seconds=_seconds(call),
        turns=len({turn.turn for turn in turns if turn.route in TURN_ROUTES}),
        how=call.how,
        disposition=disposition(_events(turns)),
    )


def _seconds(call: Row[Any]) -> int | None:
    """How long the call lasted, by the carrier's account, or else by what was heard of it."""
    if call.seconds is not None:
        return int(call.seconds)
    if call.finished_at is None:
        return None
    began: datetime = call.began_at
    end: datetime = call.last_heard_at if call.how == SILENT else call.finished_at
    return round((end - began).total_seconds())


def _events(turns: Iterable[Entry]) -> tuple[Event, ...]:
    return tuple(event for turn in turns for event in turn.events)
