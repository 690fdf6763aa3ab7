"""The words that values are spoken with, one entry for each language; a new language is one more entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """How people of one language say addresses, keys, money and opening hours.

    `days` begin with Monday. Clock patterns are Unicode's (`h` hour, `a` AM or PM, `B` part of the day); those said
    after one o'clock stand apart, as Spanish has an article there. `zone_names` replaces Unicode's names of zones.
    """

    symbols: Mapping[str, str]
    keys: Mapping[str, str]
    dollars: tuple[str, str]
    cents: tuple[str, str]
    dollars_and_cents: str
    days: tuple[str, ...]
    single_days: tuple[str, ...]
    day_range: str
    every_day: str
    open_always: str
    span: str
    two: str
    several: str
    clock: str
    clock_at_one: str
    hour_pattern: str
    minute_pattern: str
    clock_names: Mapping[time, str]
    zone_names: Mapping[str, str]
    city_time: str


_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

ENGLISH = SpokenWords(
    symbols={"@": "at", ".": "dot", "-": "dash", "_": "underscore", "+": "plus", "/": "slash"},
    keys={"*": "star", "#": "pound"},
    dollars=("dollar", "dollars"),
    cents=("cent", "cents"),
    dollars_and_cents="{} and {}",
    days=_ENGLISH_DAYS,
    single_days=_ENGLISH_DAYS,
    day_range="{} to {}",
    every_day="every day",
    open_always="24 hours a day, every day",
    span="from {} to {}",
    two="{} and {}",
    several="{}, and {}",
    clock="{}",
    clock_at_one="{}",
    hour_pattern="h a",
    minute_pattern="h:mm a",
    clock_names={time(0): "midnight", time(12): "noon"},
    zone_names={},
    city_time="{} time",
)

SPANISH = SpokenWords(
    symbols={"@": "arroba", ".": "punto", "-": "guion", "_": "guion bajo", "+": "más", "/": "barra"},
    keys={"*": "asterisco", "#": "numeral"},
    dollars=("dólar", "dólares"),
    cents=("centavo", "centavos"),
    dollars_and_cents="{} con {}",
    days=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    single_days=(
        "los lunes",
        "los martes",
        "los miércoles",
        "los jueves",
        "los viernes",
        "los sábados",
        "los domingos",
    ),
    day_range="de {} a {}",
    every_day="todos los días",
    open_always="las 24 horas, todos los días",
    span="de {} a {}",
    two="{} y {}",
    several="{}, y {}",
    clock="las {}",
    clock_at_one="la {}",
    hour_pattern="h B",
    minute_pattern="h:mm B",
    clock_names={time(0): "la medianoche"},
    # Unicode's names are Spain's; these are the ones that Spanish speakers in the United States use.
    zone_names={"hora oriental": "hora del este", "hora de las Montañas Rocosas": "hora de la montaña"},
    city_time="hora de {}",
)

WORDS: Mapping[str, SpokenWords] = {"en": ENGLISH, "es": SPANISH}
"""Language -> its words. Values in other languages are spoken as they are written."""


def words_for(locale: str) -> SpokenWords:
    """The words of a locale's language; KeyError when it is not in the table."""
    return WORDS[language_of(locale)]


def language_of(locale: str) -> str:
    """The language of a locale: `es` of `es-US`."""
    return locale.partition("-")[0]
