"""E-mail and web addresses as people read them out."""

import re

from ivr.language.spoken_words import words_for

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
WEB = re.compile(r"(?:https?://)?((?:[A-Za-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?)")


def email(text: str, locale: str) -> str:
    """`care@example.com` as "care at example dot com"."""
    if not EMAIL.fullmatch(text):
        raise ValueError("not an e-mail address")
    return _in_words(text, locale)


def web(text: str, locale: str) -> str:
    """`https://example.com/cards` as "example dot com slash cards": nobody types the scheme."""
    address = WEB.fullmatch(text)
    if address is None:
        raise ValueError("not a web address")
    return _in_words(address[1].rstrip("/"), locale)


def _in_words(address: str, locale: str) -> str:
    symbols = words_for(locale).symbols
    spoken = "".join(f" {symbols[sign]} " if sign in symbols else sign for sign in address)
    return " ".join(spoken.split())
