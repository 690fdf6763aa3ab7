"""Opening hours: open to the second, in the desk's own zone, whatever clocks do."""

from datetime import UTC, datetime, time

import pytest

from ivr.dialogue.hours import WEEKDAYS, OpeningHours, Span

NEW_YORK = OpeningHours(
    "America/New_York",
    (*(Span(day, time(9), time(18)) for day in range(5)), Span(5, time(10), time(14)), Span(5, time(20), time(0))),
)
EARLY = OpeningHours("America/New_York", (Span(6, time(1, 30), time(4)),))

MOMENTS = {
    "a Wednesday morning": (NEW_YORK, datetime(2026, 3, 4, 15, 0, tzinfo=UTC), True),
    "the second before it opens": (NEW_YORK, datetime(2026, 3, 4, 13, 59, 59, tzinfo=UTC), False),
    "the moment it opens": (NEW_YORK, datetime(2026, 3, 4, 14, 0, tzinfo=UTC), True),
    "the second before it closes": (NEW_YORK, datetime(2026, 3, 4, 22, 59, 59, tzinfo=UTC), True),
    "the moment it closes": (NEW_YORK, datetime(2026, 3, 4, 23, 0, tzinfo=UTC), False),
    "the same time in summer is another hour": (NEW_YORK, datetime(2026, 7, 1, 22, 30, tzinfo=UTC), False),
    "a Sunday": (NEW_YORK, datetime(2026, 3, 8, 15, 0, tzinfo=UTC), False),
    "between the two openings of a Saturday": (NEW_YORK, datetime(2026, 3, 7, 20, 0, tzinfo=UTC), False),
    "the second opening of a Saturday": (NEW_YORK, datetime(2026, 3, 8, 1, 0, tzinfo=UTC), True),
    "the last second before midnight": (NEW_YORK, datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC), True),
    "midnight": (NEW_YORK, datetime(2026, 3, 8, 5, 0, tzinfo=UTC), False),
    "Friday evening there, already Saturday in Greenwich": (NEW_YORK, datetime(2026, 3, 7, 0, 30, tzinfo=UTC), False),
    "before the hour that the clocks leave out": (EARLY, datetime(2026, 3, 8, 6, 45, tzinfo=UTC), True),
    "after the hour that the clocks leave out": (EARLY, datetime(2026, 3, 8, 7, 0, tzinfo=UTC), True),
    "closing time after the hour that was left out": (EARLY, datetime(2026, 3, 8, 8, 0, tzinfo=UTC), False),
    "the first 1:45 of the night with two of them": (EARLY, datetime(2026, 11, 1, 5, 45, tzinfo=UTC), True),
    "the second 1:15 of the night with two of them": (EARLY, datetime(2026, 11, 1, 6, 15, tzinfo=UTC), False),
    "hours without any opening": (OpeningHours("UTC"), datetime(2026, 3, 4, 15, 0, tzinfo=UTC), False),
    "a desk that always answers": (OpeningHours("UTC", always=True), datetime(2026, 12, 25, 3, 0, tzinfo=UTC), True),
}


@pytest.mark.parametrize(("hours", "now", "is_open"), MOMENTS.values(), ids=MOMENTS)
def test_a_desk_answers_in_its_opening_hours(hours: OpeningHours, now: datetime, *, is_open: bool) -> None:
    assert hours.is_open(now) is is_open


def test_weekdays_are_counted_as_the_calendar_counts_them() -> None:
    assert WEEKDAYS[datetime(2026, 3, 4, tzinfo=UTC).weekday()] == "wed"
