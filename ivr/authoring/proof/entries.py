"""Entries by class: for each way a `collect` can take an entry, one entry that stands for all of the same kind."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from ivr.dialogue.entry_rules import CARD_LENGTHS, looks_like_a_card
from ivr.dialogue.steps.collect import Digits

SINGLE_KEYS = (*"123456789*#0", "?")
"""Every key of a telephone, and one that is none; `0` and the rare ones last, so that examples show usual keys."""

_DAY = "01152030"  # 15 January 2030, month first
_TAILS = 3  # digits that are tried out to find an entry that a rule takes, or refuses


@lru_cache(maxsize=1024)
def fitting(digits: Digits) -> str:
    """The shortest entry that is complete and right, and no card."""
    if digits.rule == "date_mmddyyyy":
        return _DAY
    found = (each for each in _entries(digits.shortest) if digits.fit(each) and not looks_like_a_card(each))
    return next(found, "1" * digits.shortest)


@lru_cache(maxsize=1024)
def malformed(digits: Digits) -> str | None:
    """A whole entry that its rule refuses, and no card; None where length is all that is asked."""
    tried = ("9" * digits.longest, *_entries(digits.longest))  # nines are no day, whatever else is
    found = (each for each in tried if not digits.fit(each) and not looks_like_a_card(each))
    return next(found, None)


@lru_cache(maxsize=1024)
def a_card(digits: Digits) -> str | None:
    """An entry that looks like a card; None where entries are shorter than cards, or longer."""
    lengths = range(max(digits.shortest, CARD_LENGTHS.start), min(digits.longest + 1, CARD_LENGTHS.stop))
    return next((each for length in lengths[:1] for each in _entries(length) if looks_like_a_card(each)), None)


def _entries(length: int) -> Iterator[str]:
    """Some entries of a length, among which a check digit is right once in ten."""
    tail = min(length, _TAILS)
    return ("1" * (length - tail) + "".join(each) for each in product("1234567890", repeat=tail))


@lru_cache(maxsize=1024)
def entries(digits: Digits, kept: str) -> tuple[str, ...]:
    """Keys for every class of entries, when `kept` is already there from before a `*`.

    Short ones, whole ones that are right, wrong or a card, and each of them cut by `*`; single keys come with them.
    """
    left = digits.longest - len(kept)
    right, wrong, card = fitting(digits), malformed(digits), a_card(digits)
    whole = [each[len(kept) :] for each in (right, wrong, card) if each and len(each) > len(kept)]
    begun = right[: max(digits.shortest - 1, 1)]
    cut = [f"1*{each}" for each in (right, wrong, card, begun) if each]
    filled = "1" * max(left - 2, 0) + "*1"
    emptied = "1" * max(left - 1, 1) + "*"
    keys = dict.fromkeys((*whole, begun[len(kept) :], *cut, "1*", filled, emptied, "1?"))
    return tuple(each for each in keys if len(each) > 1)
