"""Reads what a call's record must say in the end."""

from collections.abc import Mapping
from dataclasses import fields

from ivr.authoring.cursor import Cursor
from ivr.authoring.located import Table
from ivr.dialogue.disposition import DISPOSITIONS
from ivr.records.entry import EVENT_TYPES
from ivr.rehearsal.fields import chosen, closed, listed
from ivr.rehearsal.script import EventMatch, Expectation

FIELDS: Mapping[str, tuple[str, ...]] = {
    name: tuple(field.name for field in fields(kind)) for name, kind in EVENT_TYPES.items()
}
"""Every event of the record, and its fields."""


def read_expectation(expect: Cursor) -> Expectation:
    """What stands under `expect`."""
    chosen(expect, ("disposition", "events", "never"))
    disposition, events, never = expect.get("disposition"), expect.get("events"), expect.get("never")
    return Expectation(
        disposition=(closed(disposition, DISPOSITIONS) if disposition else None) or "",
        events=_events(events) if events else (),
        never=_events(never) if never else (),
        mark=expect.mark,
    )


def _events(cursor: Cursor) -> tuple[EventMatch, ...]:
    return tuple(event for item in cursor.items() if (event := _event(item)) is not None)


def _event(item: Cursor) -> EventMatch | None:
    if not isinstance(item.node, Table):
        name = item.text()
        return EventMatch(name, (), item.mark) if name is not None and _is_known(item, name) else None
    entries = item.entries()
    if len(entries) != 1:
        item.tell("field.shape", "several events stand in one place", hint="begin each with a dash of its own")
        return None
    name, values = entries[0].key.text, Cursor(entries[0].value, (*item.path, entries[0].key.text), item.found)
    if not _is_known(item.at_key(entries[0]), name):
        return None
    chosen(values, FIELDS[name])
    texts = ((str(value.path[-1]), value.text()) for value in values.table())
    return EventMatch(name, tuple((key, text) for key, text in texts if text is not None), item.mark)


def _is_known(cursor: Cursor, name: str) -> bool:
    if name in FIELDS:
        return True
    cursor.tell("field.value", f"there is no event '{name}'", hint=listed(name, tuple(FIELDS)))
    return False
