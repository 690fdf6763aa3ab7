"""Digits for the ear: singly, in short groups, never as thousands (caller rules 17 and 26)."""

import re

import phonenumbers

from ivr.language.spoken_words import WORDS, language_of

_ZIP = 5  # five digits are heard as one group, as people say a ZIP code
_RUNS = re.compile(r"[0-9]+|[A-Za-z]+")
_SPELLED = re.compile(r"(?=.*[0-9])[0-9A-Za-z -]+")
_PHONE = re.compile(r"(?=.*[0-9])[0-9 ()+./-]+")


def digits(text: str, locale: str) -> str:
    """`40715520` as "4 0 7 1, 5 5 2 0"; the letters of a reference singly too; the keys `*` and `#` by their names."""
    words = WORDS.get(language_of(locale))
    if words is not None and text in words.keys:
        return words.keys[text]
    if not _SPELLED.fullmatch(text):
        raise ValueError("not digits")
    return ", ".join(grouped(run) for run in _RUNS.findall(text))


def phone(text: str, _locale: str) -> str:
    """`+18559222600` as "1, 8 5 5, 9 2 2, 2 6 0 0": country code first, then as its country writes it."""
    if not _PHONE.fullmatch(text):
        raise ValueError("not a phone number")
    return ", ".join(grouped(run) for run in re.findall("[0-9]+", _as_its_country_writes(text)))


def grouped(run: str) -> str:
    """A run of digits singly, in groups of four where that comes out even, else of three and a last of two to four."""
    if len(run) == _ZIP:
        return " ".join(run)
    size = 3 if len(run) % 4 else 4
    cuts = list(range(0, len(run), size))
    if len(run) % size == 1 and len(cuts) > 1:
        cuts.pop()
    return ", ".join(" ".join(run[start:end]) for start, end in zip(cuts, [*cuts[1:], len(run)], strict=True))


def _as_its_country_writes(text: str) -> str:
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return text
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written if _digits_of(written) == _digits_of(text) else text


def _digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)
