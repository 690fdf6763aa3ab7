"""A moment is written the same way everywhere; only from when on a weekday is looked for differs."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from made_up_calls import stage

from ivr.rehearsal.fields import is_moment
from ivr.rehearsal.moments import moment_of, names_a_weekday, written_moment, zone_of
from ivr.rehearsal.script import Changes
from ivr.rehearsal.worlds import time_of

NEW_YORK = ZoneInfo("America/New_York")
A_WEDNESDAY = datetime(2026, 11, 18, 12, 0, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23 10:00", "2026-11-23T10:00:00-05:00"),
        (" 2026-7-1 9:05 ", "2026-07-01T09:05:00-04:00"),
        ("mon 10:00", "2026-11-23T10:00:00-05:00"),
        ("Wed 13:00", "2026-11-18T13:00:00-05:00"),
        ("wed 12:00", "2026-11-18T12:00:00-05:00"),
        ("wed 11:59", "2026-11-25T11:59:00-05:00"),
    ],
)
def test_a_moment_is_a_date_or_the_next_such_weekday(text: str, moment: str) -> None:
    assert moment_of(text, A_WEDNESDAY).isoformat() == moment
    assert is_moment(text)


@pytest.mark.parametrize("text", ["", "mon", "monday 10:00", "10:00", "2026-13-01 10:00", "mon 25:00", "mon 10:00 h"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"time data|unconverted"):
        moment_of(text, A_WEDNESDAY)
    assert not is_moment(text)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("mon 00:00", "2026-01-05T00:00:00-05:00"),
        (" Mon 10:00 ", "2026-01-05T10:00:00-05:00"),
        ("sun 23:59", "2026-01-11T23:59:00-05:00"),
        ("2026-7-1 9:05", "2026-07-01T09:05:00-04:00"),
        ("", "2026-01-05T10:00:00-05:00"),
    ],
)
def test_a_call_script_is_played_in_one_fixed_week(at: str, moment: str) -> None:
    assert time_of(at, stage().release(Changes()).flows.helpline).isoformat() == moment


@pytest.mark.parametrize("text", ["wed 13:00", "2026-11-18 13:00"])
def test_a_moment_is_written_as_it_was_read(text: str) -> None:
    moment = moment_of(text, A_WEDNESDAY)

    assert written_moment(moment, as_weekday=names_a_weekday(text)) == text


def test_without_a_line_there_is_no_zone_but_the_one_that_is_known() -> None:
    assert zone_of(None, NEW_YORK) is NEW_YORK
    assert str(zone_of(stage().release(Changes()).flows.helpline)) == "America/New_York"
