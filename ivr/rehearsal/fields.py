"""The small values of a call script: seconds, numbers, moments, words of a closed list."""

import re
from collections.abc import Collection
from datetime import UTC, datetime

from ivr.authoring.cursor import Cursor
from ivr.authoring.suggestions import did_you_mean
from ivr.rehearsal.moments import moment_of

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
LONGEST = 4 * 60 * 60  # seconds: the carrier ends a call after four hours
_SECONDS = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?) ?(s|m)")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
MOMENT_HINT = 'write "mon 10:00", or "2026-12-24 14:10"'


def listed(word: str, known: Collection[str]) -> str:
    """The known name most like a word, or else all of them: a writer of scripts has no other list at hand."""
    return did_you_mean(word, known) or _all(known)


def _all(known: Collection[str]) -> str:
    return f"known: {', '.join(known)}"


def chosen(cursor: Cursor, known: Collection[str]) -> None:
    """Note every key of the table here that is not known, with those that are."""
    for entry in cursor.entries():
        if entry.key.text not in known:
            word = entry.key.text
            cursor.at_key(entry).tell("field.unknown", f"there is no '{word}' here", hint=listed(word, known))


def closed(cursor: Cursor, known: Collection[str], *, hint: str = "") -> str | None:
    """A word of a closed list."""
    word = cursor.text()
    if word is None or word in known:
        return word
    cursor.tell("field.value", f"'{word}' cannot stand here", hint=did_you_mean(word, known) or hint or _all(known))
    return None


def seconds(cursor: Cursor) -> float | None:
    """A time such as `15s`, `2.9s` or `2m`."""
    text = cursor.text()
    found = _SECONDS.fullmatch(text or "")
    if found is None:
        if text is not None:
            cursor.tell("field.value", f"'{text}' is no time", hint="write 15s, 2.9s or 2m")
        return None
    value = float(found[1]) * (60 if found[2] == "m" else 1)
    if value <= LONGEST:
        return value
    cursor.tell("field.value", f"'{text}' is longer than any call", hint="a call lasts four hours at most")
    return None


def whole_seconds(cursor: Cursor) -> int | None:
    """A time without a fraction."""
    value = seconds(cursor)
    if value is None or value == int(value):
        return None if value is None else int(value)
    cursor.tell("field.value", f"'{cursor.text()}' has a fraction", hint="write whole seconds, such as 20s")
    return None


def is_so(cursor: Cursor) -> bool | None:
    """Yes or no."""
    text = cursor.text()
    if text is not None and text not in _YES_NO:
        cursor.tell("field.value", f"'{text}' is neither yes nor no", hint="write yes or no")
    return _YES_NO.get(text or "")


def number(cursor: Cursor, *, hint: str = 'write "+18005550100": plus, country and number') -> str | None:
    """A telephone number in its international form."""
    text = cursor.text()
    bare = re.sub(r"[ ().-]", "", text or "")
    if text is None or E164.fullmatch(bare):
        return bare or None
    cursor.tell("field.value", f"'{text}' is no telephone number", hint=hint)
    return None


def moment(cursor: Cursor) -> str | None:
    """A weekday or a date, with a time of day."""
    text = cursor.text()
    if text is None or is_moment(text):
        return text
    cursor.tell("field.value", f"'{text}' is no moment", hint=MOMENT_HINT)
    return None


def is_moment(text: str) -> bool:
    """Whether a text names a moment."""
    try:
        moment_of(text, datetime.min.replace(tzinfo=UTC))
    except ValueError:
        return False
    return True


def count(cursor: Cursor, most: int) -> int | None:
    """A whole number from 1."""
    text = cursor.text()
    if text is not None and re.fullmatch("[0-9]{1,3}", text) and 1 <= int(text) <= most:
        return int(text)
    if text is not None:
        cursor.tell("field.value", f"'{text}' cannot stand here", hint=f"write a whole number, 1 to {most}")
    return None
