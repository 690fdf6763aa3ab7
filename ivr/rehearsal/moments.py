"""Moments as people write them: a weekday or a date with a time of day, in the zone of a line's first opening hours."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from ivr.dialogue.helpline import Helpline
from ivr.dialogue.hours import WEEKDAYS

_DATE, _CLOCK = "%Y-%m-%d", "%H:%M"


def moment_of(text: str, since: datetime) -> datetime:
    """Read `mon 10:00` or `2026-12-24 14:10`, in the zone of `since`; a weekday is the first from there on.

    `ivr call` gives the present, so that its Monday is the next one; a call script gives the beginning of a fixed week,
    so that it plays alike for ever. Raises ValueError for a text that names no moment.
    """
    day, _, clock = text.strip().lower().partition(" ")
    if day not in WEEKDAYS:
        return datetime.strptime(f"{day} {clock.strip()}", f"{_DATE} {_CLOCK}").replace(tzinfo=since.tzinfo)
    at = datetime.strptime(clock.strip(), _CLOCK).time()  # noqa: DTZ007 - only the time of day is taken
    first = since.date() + timedelta(days=(WEEKDAYS.index(day) - since.weekday()) % 7)
    moment = datetime.combine(first, at, since.tzinfo)
    return moment if moment >= since else moment + timedelta(days=7)


def written_moment(moment: datetime, *, as_weekday: bool = False) -> str:
    """Write a moment as it can be read again, to the minute."""
    return f"{WEEKDAYS[moment.weekday()]} {moment:{_CLOCK}}" if as_weekday else f"{moment:{_DATE} {_CLOCK}}"


def names_a_weekday(text: str) -> bool:
    """Whether a moment is written as a weekday."""
    return text.strip().lower().partition(" ")[0] in WEEKDAYS


def zone_of(line: Helpline | None, otherwise: tzinfo | None = UTC) -> tzinfo | None:
    """The zone in which people speak of a line's time: that of its first opening hours, if it has any."""
    hours = next(iter(line.hours.values()), None) if line else None
    return ZoneInfo(hours.zone) if hours else otherwise
