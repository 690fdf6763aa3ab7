"""Opening hours, from `mon-fri: "9:00-18:00"` to spans of the week."""

import re
from collections.abc import Iterator
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from ivr.authoring.cursor import Cursor
from ivr.authoring.suggestions import fix_for
from ivr.authoring.zones import is_fixed, place_for
from ivr.dialogue.hours import WEEKDAYS, OpeningHours, Span

ALWAYS, ZONE = "always", "zone"
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
_DAYS_FIX = "write a day or days as mon, mon-fri"
_SPAN_FIX = "write times as 9:00-18:00, with a comma between two spans"
_NONE = OpeningHours("UTC")


def read_hours(cursor: Cursor) -> OpeningHours:
    """The opening hours written here; closed at all times when they cannot be understood."""
    always = cursor.get(ALWAYS)
    if always is not None:
        return _always(cursor, always)
    zone = _zone(cursor)
    spans = [span for days in cursor.table() if days.path[-1] != ZONE for span in _spans_of(days)]
    if not spans and zone is not None:
        cursor.tell("hours.value", "no days are written here", hint='write mon-fri: "9:00-18:00", or always: "yes"')
    _refuse_overlaps(cursor, spans)
    return OpeningHours(zone, tuple(spans)) if zone else _NONE


def as_written(hours: OpeningHours, cursor: Cursor) -> str:
    """The hours as one text, from which they are spoken: `America/New_York; mon-fri 9:00-18:00`."""
    if hours.always:
        return ALWAYS
    days = (days for days in cursor.table() if days.path[-1] != ZONE)
    return "; ".join([hours.zone, *(f"{each.path[-1]} {each.text()}" for each in days)])


def _always(cursor: Cursor, always: Cursor) -> OpeningHours:
    cursor.only((ALWAYS, ZONE))
    if always.text() != "yes":
        always.tell("hours.value", f"{always.what()} is no answer to 'always'", hint='write "yes", or list days')
    return OpeningHours("UTC", always=True)


def _zone(cursor: Cursor) -> str | None:
    zone = cursor.get(ZONE)
    if zone is None:
        cursor.missing(ZONE, hint="for instance 'zone: America/New_York'")
        return None
    name = zone.text()
    if name is None or (_exists(name) and not is_fixed(name)):
        return name
    if _exists(name):
        zone.tell("hours.zone-fixed", f"the time zone '{name}' has no summer time", hint=place_for(name))
        return name
    zones = (each for each in available_timezones() if not is_fixed(each))
    fix = place_for(name) if is_fixed(name) else fix_for(name, zones) or "zones are named as America/New_York"
    zone.tell("hours.zone", f"there is no time zone '{name}'", hint=fix)
    return None


def _exists(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ValueError, OSError, KeyError):  # a name that is no path, a folder of zones, none at all
        return False


def _spans_of(days: Cursor) -> Iterator[Span]:
    weekdays, text = _weekdays(days), days.text()
    if weekdays is None or text is None:
        return
    for part in text.split(","):
        times = _times(days, part.strip())
        if times is not None:
            yield from (Span(weekday, *times) for weekday in weekdays)


def _weekdays(days: Cursor) -> range | None:
    first, dash, last = str(days.path[-1]).partition("-")
    last = last if dash else first
    if first not in WEEKDAYS or last not in WEEKDAYS:
        hint = fix_for(str(days.path[-1]), (*WEEKDAYS, "mon-fri", ZONE, ALWAYS)) or _DAYS_FIX
        days.tell("hours.days", f"'{days.path[-1]}' are no days of the week", hint=hint)
        return None
    begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    if begin > end:
        days.tell("hours.days", f"'{days.path[-1]}' runs over the end of the week", hint="write two entries")
        return None
    return range(begin, end + 1)


def _times(days: Cursor, part: str) -> tuple[time, time] | None:
    written = _SPAN.fullmatch(part)
    if written is None:
        days.tell("hours.times", f"'{part}' are no times", hint=_SPAN_FIX)
        return None
    hour, minute, last_hour, last_minute = map(int, written.groups())
    if max(minute, last_minute) > 59 or hour > 23 or (last_hour, last_minute) > (24, 0):
        days.tell("hours.times", f"'{part}' are no times of a day", hint="from 0:00 to 24:00")
        return None
    if (hour, minute) >= (last_hour, last_minute):
        days.tell("hours.times", f"'{part}' ends before it begins", hint="hours past midnight are two entries")
        return None
    return time(hour, minute), time(last_hour % 24, last_minute)


def _refuse_overlaps(cursor: Cursor, spans: list[Span]) -> None:
    ordered = sorted(spans, key=lambda span: (span.weekday, span.opens))
    for early, late in pairwise(ordered):
        if early.weekday == late.weekday and (early.closes > late.opens or early.closes == time(0)):
            day = WEEKDAYS[early.weekday]
            cursor.tell("hours.times", f"two spans of {day} overlap", hint="let the first end before the second begins")
            return
