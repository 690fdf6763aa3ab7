"""Opening hours as people say them, from the text of helpline.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from itertools import groupby

from babel import Locale
from babel.dates import format_time, get_timezone, get_timezone_location, get_timezone_name

from ivr.dialogue.hours import WEEKDAYS
from ivr.language.spoken_words import SpokenWords, words_for

ALWAYS = "always"

Span = tuple[time, time]
Week = Mapping[int, tuple[Span, ...]]

_LINE = re.compile(r"([a-z ,-]+?):? +([0-9].*)")
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2}) *- *([0-9]{1,2}):([0-9]{2})")
_MIDNIGHT = (24, 0)  # as people write the end of a day
_SHORTEST_RANGE = 3  # "Monday and Tuesday", but "Monday to Wednesday"


@lru_cache(maxsize=64)  # the same few texts are said to every caller
def hours(text: str, locale: str) -> str:
    """`America/New_York; mon-fri 9:00-18:00` as "Monday to Friday from 9 AM to 6 PM, Eastern time".

    Days with the same hours are said together, however they are written; `always`, with a zone or without, is said as
    day and night.
    """
    words = words_for(locale)
    zone, *lines = (part.strip() for part in text.strip("; ").split(";"))
    if ALWAYS in (zone, *lines):
        return words.open_always
    spoken = _Speaker(words, Locale.parse(locale, sep="-"))
    return f"{spoken.week(_week(lines))}, {spoken.zone(zone)}"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The words and the locale that every part of the hours is spoken with."""

    words: SpokenWords
    locale: Locale

    def week(self, week: Week) -> str:
        alike: dict[tuple[Span, ...], list[int]] = {}
        for day in sorted(week):
            alike.setdefault(week[day], []).append(day)
        return _listed([self.opening(days, spans) for spans, days in alike.items()], self.words.several)

    def opening(self, days: list[int], spans: tuple[Span, ...]) -> str:
        said = [self.words.span.format(self.clock(opens), self.clock(closes)) for opens, closes in spans]
        return f"{self.days(days)} {_listed(said, self.words.two)}"

    def days(self, days: list[int]) -> str:
        if len(days) == len(WEEKDAYS):
            return self.words.every_day
        runs = groupby(enumerate(days), key=lambda item: item[1] - item[0])
        said = [name for _, run in runs for name in self.run([day for _, day in run])]
        return _listed(said, self.words.two)

    def run(self, days: list[int]) -> list[str]:
        if len(days) < _SHORTEST_RANGE:
            return [self.words.single_days[day] for day in days]
        return [self.words.day_range.format(self.words.days[days[0]], self.words.days[days[-1]])]

    def clock(self, at: time) -> str:
        if at in self.words.clock_names:
            return self.words.clock_names[at]
        said = format_time(at, self.words.minute_pattern if at.minute else self.words.hour_pattern, locale=self.locale)
        at_one = at.hour % 12 == 1
        return (self.words.clock_at_one if at_one else self.words.clock).format(said)

    def zone(self, name: str) -> str:
        zone = get_timezone(name)
        said = get_timezone_name(zone, zone_variant="generic", locale=self.locale)
        if said == get_timezone_location(zone, locale=self.locale):
            # Babel has no name for this zone; its Spanish stand-in wrongly says summer time.
            city = get_timezone_location(zone, locale=self.locale, return_city=True)
            return self.words.city_time.format(city.rpartition("/")[2])
        return self.words.zone_names.get(said, said.replace(" Time", " time"))


def _listed(parts: list[str], last: str) -> str:
    """The parts with commas, and `last` ("{} and {}") before the last one."""
    *others, final = parts
    return last.format(", ".join(others), final) if others else final


def _week(lines: list[str]) -> Week:
    week: dict[int, tuple[Span, ...]] = {}
    for line in lines:
        written = _LINE.fullmatch(line)
        if written is None:
            raise ValueError("not a line of opening hours")
        spans = tuple(_span(span.strip()) for span in written[2].split(","))
        week |= {day: week.get(day, ()) + spans for part in written[1].split(",") for day in _days(part.strip())}
    return week


def _days(part: str) -> list[int]:
    """`mon` or `mon-fri` as numbers of days; `sat-mon` goes around the week."""
    opening, _, closing = (name.strip() for name in part.partition("-"))
    first, last = WEEKDAYS.index(opening), WEEKDAYS.index(closing or opening)
    return [day % 7 for day in range(first, first + (last - first) % 7 + 1)]


def _span(part: str) -> Span:
    written = _SPAN.fullmatch(part)
    if written is None:
        raise ValueError("not a span of hours")
    opens, closes = ((int(hour), int(minute)) for hour, minute in (written.group(1, 2), written.group(3, 4)))
    return time(*opens), time(0) if closes == _MIDNIGHT else time(*closes)
