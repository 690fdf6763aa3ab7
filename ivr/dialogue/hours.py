"""Opening hours, and whether they are open at a moment."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Span:
    """One opening on one weekday (0 is Monday), from `opens` until just before `closes`; `closes` 00:00 is midnight."""

    weekday: int
    opens: time
    closes: time

    def holds(self, weekday: int, at: time) -> bool:
        """Whether the moment, in local time, lies in this opening."""
        return self.weekday == weekday and self.opens <= at and (at < self.closes or self.closes == time(0))


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a desk answers, in its own time zone; `always` beats the spans."""

    zone: str
    spans: tuple[Span, ...] = ()
    always: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether the desk answers at `now` (which must know its time zone)."""
        if self.always:
            return True
        local = now.astimezone(ZoneInfo(self.zone))
        return any(span.holds(local.weekday(), local.time()) for span in self.spans)
