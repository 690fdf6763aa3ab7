"""One heard request as the journal keeps it, and as the one line of JSON it is written as.

A line may come from a newer version than the one that reads it: fields and event types that are not known here are
left out when read, but stay in the database as they were written.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

from ivr.dialogue.events import Event

EVENT_TYPES: Mapping[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}
FIELD_TYPES: Mapping[str, Mapping[str, Any]] = {name: get_type_hints(kind) for name, kind in EVENT_TYPES.items()}
MAX_NAME = 200  # characters of an id or number; anything longer is not from a carrier
MAX_INTEGER = 2**31 - 1  # what the database's integers hold

Record = Mapping[str, Any]


_compact = json.JSONEncoder(separators=(",", ":")).encode


class BadLineError(ValueError):
    """A line of a spool that is not an entry: torn, damaged, or written by something else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One heard request: `digest` tells it from the call's other requests, `at` is UTC.

    `turn` and `at` are for people to read. `said` are the transcript's lines, sensitive values already blanked.
    """

    call_id: str
    digest: str
    turn: int
    at: datetime
    route: str
    caller: str | None
    dialled: str | None
    release: str
    events: tuple[Event, ...]
    said: tuple[str, ...]


def to_line(entry: Entry) -> bytes:
    """The entry as one line of compact JSON, newline included. Always ASCII, so that any text survives any store."""
    record = {
        "call_id": entry.call_id,
        "digest": entry.digest,
        "turn": entry.turn,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "route": entry.route,
        "caller": entry.caller,
        "dialled": entry.dialled,
        "release": entry.release,
        "events": [_event_record(event) for event in entry.events],
        "said": list(entry.said),
    }
    return compact(record).encode("ascii") + b"\n"


def from_line(line: bytes) -> Entry:
    """The entry that a line holds. Raises BadLineError where there is none."""
    return from_record(record_of(line))


def record_of(line: bytes) -> Record:
    """The JSON object that a line holds. Raises BadLineError where there is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLineError(f"not a line of JSON: {error}") from error
    if not isinstance(record, dict):
        raise BadLineError("not a JSON object")
    return record


def from_record(record: Record) -> Entry:
    """The entry that a JSON object describes. Raises BadLineError for a field that is missing or impossible."""
    try:
        return Entry(
            call_id=_name(record["call_id"]),
            digest=_name(record["digest"]),
            turn=_turn(record["turn"]),
            at=_moment(record["at"]),
            route=clean(record["route"]),
            caller=_clean_or_none(record.get("caller")),
            dialled=_clean_or_none(record.get("dialled")),
            release=clean(record.get("release") or ""),
            events=events_of(record["events"]),
            said=_said(record["said"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadLineError(f"not an entry: {error}") from error


def compact(value: object) -> str:
    """The value as JSON without blanks, in ASCII."""
    return _compact(value)


def events_of(records: object) -> tuple[Event, ...]:
    """The events of a list of JSON objects; those of a newer version's types are left out."""
    if not isinstance(records, list):
        raise BadLineError("events is not a list")
    found = (_event(record) for record in records)
    return tuple(event for event in found if event is not None)


def clean(value: object) -> str:
    """Text that every database takes: no control characters, and not endless."""
    if not isinstance(value, str):
        raise BadLineError(f"{type(value).__name__} where text is needed")
    return "".join(char if char.isprintable() else "�" for char in value[:MAX_NAME])


def _event_record(event: Event) -> Record:
    kind = type(event).__name__
    return {"type": kind} | {name: getattr(event, name) for name in FIELD_TYPES[kind]}


def _event(record: Mapping[str, Any]) -> Event | None:
    kind = EVENT_TYPES.get(record["type"])
    if kind is None:
        return None
    hints = FIELD_TYPES[record["type"]]
    known = {name: value for name, value in record.items() if name in hints}
    if not all(isinstance(value, hints[name]) for name, value in known.items()):
        return None
    try:
        return kind(**known)
    except TypeError:  # a newer version's event of this name has not all the fields that we know
        return None


def _name(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME or not value.isprintable():
        raise BadLineError("call_id or digest is not a name")
    return value


def _clean_or_none(value: object) -> str | None:
    return None if value is None else clean(value)


def _turn(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_INTEGER:
        raise BadLineError("turn is not a number of a turn")
    return value


def _moment(value: str) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise BadLineError("at has no time zone")
    return at.astimezone(UTC)


def _said(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise BadLineError("said is not a list of texts")
    return tuple(value)
