"""Values as people say them: one way of speaking for each kind of value, in one table."""

import re
from collections.abc import Callable, Mapping

from babel import UnknownLocaleError

from ivr.dialogue.values import Kind
from ivr.language.playable import Playable, Words, joined
from ivr.language.spoken_addresses import EMAIL, WEB, email, web
from ivr.language.spoken_amounts import date, money
from ivr.language.spoken_digits import digits, phone
from ivr.language.spoken_hours import hours

NOT_SPEAKABLE = (ValueError, ArithmeticError, LookupError, UnknownLocaleError)
"""What a way of speaking raises when a text is not of its kind, or its language has no words for it."""

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def _speaking(say: Callable[[str, str], str]) -> Callable[[str, str], Playable]:
    """A way of speaking that never fails: what cannot be said by its kind is said as it is written."""

    def speak(text: str, locale: str) -> Playable:
        try:
            return joined([Words(say(text, locale))])
        except NOT_SPEAKABLE:
            return _as_written(text, locale)

    return speak


def _as_written(text: str, _locale: str) -> Playable:
    return joined([Words(text)])


SPOKEN: Mapping[Kind, Callable[[str, str], Playable]] = {
    Kind.TEXT: _as_written,
    Kind.DIGITS: _speaking(digits),
    Kind.COUNT: _as_written,
    Kind.PHONE: _speaking(phone),
    Kind.EMAIL: _speaking(email),
    Kind.WEB: _speaking(web),
    Kind.DATE: _speaking(date),
    Kind.MONEY: _speaking(money),
    Kind.HOURS: _speaking(hours),
}
"""Kind -> how (text, locale) is spoken; an empty text is spoken as nothing. None of them ever raises."""


def kind_of_fact(text: str) -> Kind:
    """The kind of a fact of helpline.yaml, by its shape: a phone number in E.164, an address, or else plain words."""
    shapes = ((Kind.PHONE, _E164), (Kind.EMAIL, EMAIL), (Kind.WEB, WEB))
    return next((kind for kind, shape in shapes if shape.fullmatch(text)), Kind.TEXT)
