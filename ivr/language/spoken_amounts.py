"""Dates and money as people say them."""

import re
from datetime import date as calendar_date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision

from ivr.language.spoken_words import WORDS, SpokenWords, language_of

_MONEY = re.compile(r"([0-9]+(?:\.[0-9]+)?) ([A-Z]{3})")


def date(text: str, locale: str) -> str:
    """`2026-11-03` as "November 3, 2026"."""
    return format_date(calendar_date.fromisoformat(text), "long", locale=Locale.parse(locale, sep="-"))


def money(text: str, locale: str) -> str:
    """`25.50 USD` as "25 dollars and 50 cents"; other currencies as "25.50 euros"."""
    written = _MONEY.fullmatch(text)
    if written is None:
        raise ValueError("not an amount of money")
    amount, currency = Decimal(written[1]), written[2]
    words = WORDS.get(language_of(locale))
    if words is not None and currency == "USD" and amount == round(amount, 2):
        return _dollars(words, *divmod(int(amount * 100), 100))
    return _by_name(amount, currency, locale)


def _dollars(words: SpokenWords, dollars: int, cents: int) -> str:
    in_dollars, in_cents = _counted(dollars, words.dollars), _counted(cents, words.cents)
    if not cents:
        return in_dollars
    return words.dollars_and_cents.format(in_dollars, in_cents) if dollars else in_cents


def _counted(count: int, names: tuple[str, str]) -> str:
    return f"{count} {names[0] if count == 1 else names[1]}"


def _by_name(amount: Decimal, currency: str, locale: str) -> str:
    """The amount with the currency's name, without digits that are not there, and never rounded."""
    broken = amount != int(amount)
    usual = broken and amount == round(amount, get_currency_precision(currency))
    return format_currency(
        amount if broken else int(amount),
        currency,
        locale=Locale.parse(locale, sep="-"),
        format_type="name",
        currency_digits=usual,
        group_separator=False,  # a voice reads 1250 rightly in every language, but not 1.250
        decimal_quantization=usual,
    )
