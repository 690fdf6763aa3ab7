"""What an entry of several digits must satisfy: rules by name, and the look of a payment card."""

from collections.abc import Callable, Mapping
from datetime import date

CARD_LENGTHS = range(13, 20)  # digits on a payment card (ISO/IEC 7812)


def check_digit(entry: str) -> bool:
    """Whether the last digit is the Luhn check digit of the others."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(entry)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def date_mmddyyyy(entry: str) -> bool:
    """Whether the entry is a day of the calendar, month first."""
    return as_date(entry) is not None


def as_date(entry: str) -> date | None:
    """The day that an entry of eight digits, month first, names; None if there is no such day."""
    try:
        return date(int(entry[4:]), int(entry[:2]), int(entry[2:4]))
    except ValueError:
        return None


ENTRY_RULES: Mapping[str, Callable[[str], bool]] = {"check_digit": check_digit, "date_mmddyyyy": date_mmddyyyy}
"""Every rule that a `collect` may name."""


def looks_like_a_card(entry: str) -> bool:
    """Whether an entry may be a payment card, which this line never takes."""
    return len(entry) in CARD_LENGTHS and entry.isdecimal() and check_digit(entry)
