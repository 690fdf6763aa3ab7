"""Opening hours as people say them, however they are written."""

import pytest

from ivr.dialogue.values import Kind
from ivr.language.playable import Words
from ivr.language.spoken import SPOKEN

SAID = {
    "days in a row and a day": (
        "America/New_York; mon-fri 9:00-18:00; sat 10:00-14:00",
        "Monday to Friday from 9 AM to 6 PM, and Saturday from 10 AM to 2 PM, Eastern time",
        "de lunes a viernes de las 9 de la mañana a las 6 de la tarde, "
        "y los sábados de las 10 de la mañana a las 2 de la tarde, hora del este",
    ),
    "a break at noon": (
        "America/Chicago; mon-fri: 8:00-12:00, 13:00-17:30",
        "Monday to Friday from 8 AM to noon and from 1 PM to 5:30 PM, Central time",
        "de lunes a viernes de las 8 de la mañana a las 12 del mediodía y de la 1 de la tarde a las 5:30 de la tarde, "
        "hora central",
    ),
    "every day, over night": (
        "America/Denver; mon-sun 20:00-24:00",
        "every day from 8 PM to midnight, Mountain time",
        "todos los días de las 8 de la noche a la medianoche, hora de la montaña",
    ),
    "days written one by one": (
        "America/Los_Angeles; mon 9:00-17:00; tue 9:00-17:00; wed 9:00-17:00",
        "Monday to Wednesday from 9 AM to 5 PM, Pacific time",
        "de lunes a miércoles de las 9 de la mañana a las 5 de la tarde, hora del Pacífico",
    ),
    "days that do not follow each other": (
        "America/New_York; mon, wed,fri 9:00-17:00; sun 0:00-1:00",
        "Monday, Wednesday and Friday from 9 AM to 5 PM, and Sunday from midnight to 1 AM, Eastern time",
        "los lunes, los miércoles y los viernes de las 9 de la mañana a las 5 de la tarde, "
        "y los domingos de la medianoche a la 1 de la madrugada, hora del este",
    ),
    "days around the end of the week, and one line for each span": (
        "America/New_York; sat-mon 9:00-12:00; sat-mon 13:00-17:00",
        "Monday, Saturday and Sunday from 9 AM to noon and from 1 PM to 5 PM, Eastern time",
        None,
    ),
    "three kinds of days": (
        "America/New_York; mon-fri 9:00-18:00; sat 10:00-14:00; sun 11:00-13:00",
        "Monday to Friday from 9 AM to 6 PM, Saturday from 10 AM to 2 PM, and Sunday from 11 AM to 1 PM, Eastern time",
        None,
    ),
    "a zone without a name of its own": (
        "Europe/London; mon-fri 9:00-17:00",
        "Monday to Friday from 9 AM to 5 PM, London time",
        "de lunes a viernes de las 9 de la mañana a las 5 de la tarde, hora de Londres",
    ),
    "day and night": ("always", "24 hours a day, every day", "las 24 horas, todos los días"),
    "day and night in a zone": (
        "America/New_York; always",
        "24 hours a day, every day",
        "las 24 horas, todos los días",
    ),
}


def spoken(text: str, locale: str) -> str:
    return "".join(part.text for part in SPOKEN[Kind.HOURS](text, locale) if isinstance(part, Words))


@pytest.mark.parametrize(("text", "english", "spanish"), SAID.values(), ids=SAID.keys())
def test_hours_are_said(text: str, english: str, spanish: str | None) -> None:
    assert spoken(text, "en-US") == english
    assert spanish is None or spoken(text, "es-US") == spanish


NOT_HOURS = [
    "nine to five",
    "America/New_York",
    "America/New_York; weekdays 9:00-18:00",
    "America/New_York; mon-fri",
    "America/New_York; mon-fri 9 to 5",
    "America/New_York; mon-fri 9:00-25:00",
    "America/New_York; mon-fri 9:00-18:00, later",
    "Mars/Olympus; mon-fri 9:00-18:00",
    "../zone; mon-fri 9:00-18:00",
]


@pytest.mark.parametrize("text", NOT_HOURS)
def test_what_is_not_hours_is_said_as_it_is(text: str) -> None:
    assert spoken(text, "en-US") == text


def test_a_language_without_words_for_hours_says_them_as_they_are_written() -> None:
    assert spoken("Europe/Paris; mon-fri 9:00-18:00", "fr-FR") == "Europe/Paris; mon-fri 9:00-18:00"
