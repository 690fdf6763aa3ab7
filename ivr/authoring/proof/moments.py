"""Moments that stand for all others: one for each way in which opening hours are open and closed together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from itertools import product
from zoneinfo import ZoneInfo

from ivr.dialogue.hours import OpeningHours

WEEKS = (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 7, 6, tzinfo=UTC))
"""Mondays in winter and in summer, as zones may be further apart in one of them."""
DAYS = 9  # from the day before to the day after the week: zones begin it up to a day apart


class Moment(datetime):
    """A moment that notices when it is looked at for opening hours."""

    was_looked_at = False

    def astimezone(self, tz: tzinfo | None = None) -> "Moment":
        """The same in another zone, which is how opening hours look at it."""
        self.was_looked_at = True
        return super().astimezone(tz)


def moments_of(hours: Mapping[str, OpeningHours]) -> Sequence[Moment]:
    """The moments; those at which most is open come first."""
    found: dict[tuple[bool, ...], datetime] = {}
    for at in _edges(hours.values()):
        found.setdefault(tuple(each.is_open(at) for each in hours.values()), at)
    ordered = sorted(found.items(), key=lambda each: (-sum(each[0]), each[1]))
    return [Moment.fromtimestamp(at.timestamp(), UTC) for _, at in ordered]


def _edges(hours: Collection[OpeningHours]) -> Iterator[datetime]:
    """Every moment at which some desk opens or closes; the state of all desks changes at no other."""
    for monday, day in product(WEEKS, range(-1, DAYS - 1)):
        local = (monday + timedelta(days=day)).date()
        yield datetime.combine(local, time(), UTC)
        for desk in hours:
            for span in (each for each in desk.spans if each.weekday == local.weekday()):
                for at in (span.opens, span.closes):
                    yield datetime.combine(local, at, ZoneInfo(desk.zone)).astimezone(UTC)
