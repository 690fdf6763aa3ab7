"""Values as people say them, in English and in Spanish; what cannot be said by its kind is said as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.dialogue.values import Kind
from ivr.language.playable import Words
from ivr.language.spoken import SPOKEN, kind_of_fact
from ivr.language.spoken_digits import grouped
from ivr.language.spoken_words import WORDS

EN, ES, FR, NOWHERE = "en-US", "es-US", "fr-FR", "xx-YY"

LONGEST_GROUP = 5
DIGITS = st.text(alphabet="0123456789", min_size=1, max_size=24)


def spoken(kind: Kind, text: str, locale: str = EN) -> str:
    return "".join(part.text for part in SPOKEN[kind](text, locale) if isinstance(part, Words))


def test_every_kind_has_a_way_of_being_spoken() -> None:
    assert set(SPOKEN) == set(Kind)


GROUPS = {
    "1": "1",
    "12": "1 2",
    "123": "1 2 3",
    "1234": "1 2 3 4",
    "90210": "9 0 2 1 0",
    "123456": "1 2 3, 4 5 6",
    "5550100": "5 5 5, 0 1 0 0",
    "40715520": "4 0 7 1, 5 5 2 0",
    "123456789": "1 2 3, 4 5 6, 7 8 9",
    "8559222600": "8 5 5, 9 2 2, 2 6 0 0",
    "12345678901": "1 2 3, 4 5 6, 7 8 9, 0 1",
    "123456789012": "1 2 3 4, 5 6 7 8, 9 0 1 2",
    "0001": "0 0 0 1",
    "RA4071": "R A, 4 0 7 1",
    "RA-4071 22": "R A, 4 0 7 1, 2 2",
    "*": "star",
    "#": "pound",
    "": "",
    "not yet": "not yet",
    "3½": "3½",
}


@pytest.mark.parametrize(("text", "words"), GROUPS.items())
def test_digits_are_said_singly_in_groups(text: str, words: str) -> None:
    assert spoken(Kind.DIGITS, text) == words


@pytest.mark.parametrize(("locale", "words"), [(ES, "asterisco"), (FR, "*")])
def test_a_key_is_said_by_its_name_where_the_language_has_one(locale: str, words: str) -> None:
    assert spoken(Kind.DIGITS, "*", locale) == words


@given(DIGITS)
def test_no_digit_is_lost_moved_or_said_with_another(digits: str) -> None:
    words = grouped(digits)

    assert re.sub("[ ,]", "", words) == digits
    assert not re.search("[0-9]{2}", words)


@given(DIGITS)
def test_no_group_is_too_long_to_remember_and_no_digit_stands_alone(digits: str) -> None:
    lengths = [len(group.split()) for group in grouped(digits).split(", ")]

    assert max(lengths) <= LONGEST_GROUP
    assert len(digits) == 1 or min(lengths) > 1


PHONES = {
    "+18559222600": "1, 8 5 5, 9 2 2, 2 6 0 0",
    "+525512345678": "5 2, 5 5, 1 2 3 4, 5 6 7 8",
    "+1800": "1, 8 0 0",
    "1-855-922-2600": "1, 8 5 5, 9 2 2, 2 6 0 0",
    "911": "9 1 1",
    "+4402079460958": "4 4 0, 2 0 7, 9 4 6, 0 9 5 8",
    "anonymous": "anonymous",
    "+1800FLOWERS": "+1800FLOWERS",
}


@pytest.mark.parametrize(("text", "words"), PHONES.items())
def test_a_phone_number_is_said_as_its_country_writes_it(text: str, words: str) -> None:
    assert spoken(Kind.PHONE, text) == words


@given(DIGITS)
def test_no_digit_of_a_phone_number_is_lost(digits: str) -> None:
    assert re.sub("[ ,]", "", spoken(Kind.PHONE, "+" + digits)) == digits


ADDRESSES = [
    (Kind.EMAIL, EN, "care@example.com", "care at example dot com"),
    (Kind.EMAIL, EN, "gift-care_us+1@example.co", "gift dash care underscore us plus 1 at example dot co"),
    (Kind.EMAIL, ES, "care_us@a-b.com", "care guion bajo us arroba a guion b punto com"),
    (Kind.EMAIL, FR, "care@example.com", "care@example.com"),
    (Kind.EMAIL, EN, "write to us", "write to us"),
    (Kind.WEB, EN, "https://www.example.com/cards", "www dot example dot com slash cards"),
    (Kind.WEB, EN, "example.com/", "example dot com"),
    (Kind.WEB, ES, "http://example.com/a-b", "example punto com barra a guion b"),
    (Kind.WEB, FR, "https://example.com", "https://example.com"),
    (Kind.WEB, EN, "our shop", "our shop"),
]


@pytest.mark.parametrize(("kind", "locale", "text", "words"), ADDRESSES)
def test_an_address_is_read_out(kind: Kind, locale: str, text: str, words: str) -> None:
    assert spoken(kind, text, locale) == words


DATES = [
    (EN, "2026-11-03", "November 3, 2026"),
    (ES, "2026-11-03", "3 de noviembre de 2026"),
    (FR, "2026-11-03", "3 novembre 2026"),
    (NOWHERE, "2026-11-03", "2026-11-03"),
    (EN, "2026-02-30", "2026-02-30"),
    (EN, "tomorrow", "tomorrow"),
]


@pytest.mark.parametrize(("locale", "text", "words"), DATES)
def test_a_date_is_said(locale: str, text: str, words: str) -> None:
    assert spoken(Kind.DATE, text, locale) == words


MONEY = [
    (EN, "25.50 USD", "25 dollars and 50 cents"),
    (EN, "25.5 USD", "25 dollars and 50 cents"),
    (EN, "25.00 USD", "25 dollars"),
    (EN, "1.01 USD", "1 dollar and 1 cent"),
    (EN, "0.99 USD", "99 cents"),
    (EN, "0.00 USD", "0 dollars"),
    (EN, "1250.00 USD", "1250 dollars"),
    (ES, "25.50 USD", "25 dólares con 50 centavos"),
    (ES, "1.01 USD", "1 dólar con 1 centavo"),
    (FR, "25.00 USD", "25 dollars des États-Unis"),
    (EN, "0.005 USD", "0.005 US dollars"),
    (EN, "25.50 EUR", "25.50 euros"),
    (EN, "25.00 EUR", "25 euros"),
    (ES, "1250.5 EUR", "1250.50 euros"),
    (EN, "500 JPY", "500 Japanese yen"),
    (EN, "25.5 JPY", "25.5 Japanese yen"),
    (EN, "25 dollars", "25 dollars"),
    (NOWHERE, "25.50 USD", "25.50 USD"),
    (EN, "9" * 40 + " USD", "9" * 40 + " USD"),
]


@pytest.mark.parametrize(("locale", "text", "words"), MONEY)
def test_money_is_said(locale: str, text: str, words: str) -> None:
    assert spoken(Kind.MONEY, text, locale) == words


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.COUNT])
def test_words_and_counts_are_said_as_they_are(kind: Kind) -> None:
    assert spoken(kind, "12") == "12"


@given(st.sampled_from(list(Kind)), st.text(max_size=30), st.sampled_from([EN, ES, FR, NOWHERE, ""]))
def test_nothing_that_is_typed_or_looked_up_can_stop_a_call(kind: Kind, text: str, locale: str) -> None:
    assert isinstance(SPOKEN[kind](text, locale), tuple)


FACTS = {
    "Pandora": Kind.TEXT,
    "": Kind.TEXT,
    "+18559222600": Kind.PHONE,
    "1-855-922-2600": Kind.TEXT,
    "care@example.com": Kind.EMAIL,
    "https://example.com/cards": Kind.WEB,
    "www.example.com": Kind.WEB,
    "example.com": Kind.WEB,
    "St.Louis": Kind.TEXT,
    "Pandora Inc.": Kind.TEXT,
}


@pytest.mark.parametrize(("text", "kind"), FACTS.items())
def test_a_fact_is_known_by_its_shape(text: str, kind: Kind) -> None:
    assert kind_of_fact(text) is kind


@pytest.mark.parametrize("language", WORDS)
def test_the_symbols_and_days_of_every_language_are_complete(language: str) -> None:
    words = WORDS[language]

    assert words.symbols.keys() == WORDS["en"].symbols.keys()
    assert len(words.days) == len(words.single_days) == 7
