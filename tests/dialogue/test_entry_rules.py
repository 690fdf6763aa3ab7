"""Rules for entries of several digits, and what is taken for a payment card."""

from datetime import date
from typing import get_args

import pytest

from ivr.dialogue.entry_rules import ENTRY_RULES, as_date, looks_like_a_card
from ivr.dialogue.steps.collect import Digits

ENTRIES = {
    "a check digit that is right": ("check_digit", "79927398713", True),
    "a check digit that is wrong": ("check_digit", "79927398710", False),
    "two digits that were swapped": ("check_digit", "97927398713", False),
    "an even number of digits": ("check_digit", "1230", True),
    "a day": ("date_mmddyyyy", "12312026", True),
    "a leap day": ("date_mmddyyyy", "02292028", True),
    "a leap day of another year": ("date_mmddyyyy", "02292026", False),
    "the day first": ("date_mmddyyyy", "31122026", False),
    "no month": ("date_mmddyyyy", "00012026", False),
    "no year": ("date_mmddyyyy", "01010000", False),
    "too short for a day": ("date_mmddyyyy", "0101", False),
}

CARDS = {
    "sixteen digits of a card": ("4111111111111111", True),
    "thirteen digits of a card": ("4222222222222", True),
    "nineteen digits of a card": ("6304000000000000000", True),
    "sixteen digits of no card": ("4111111111111112", False),
    "twelve digits, whatever they add up to": ("000000000000", False),
    "twenty digits, whatever they add up to": ("00000000000000000000", False),
    "keys that are no digits": ("41111111111111*1", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("rule", "entry", "fits"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_satisfies_its_rule(rule: str, entry: str, *, fits: bool) -> None:
    assert ENTRY_RULES[rule](entry) is fits


@pytest.mark.parametrize(("entry", "is_card"), CARDS.values(), ids=CARDS)
def test_a_payment_card_is_known_by_its_look(entry: str, *, is_card: bool) -> None:
    assert looks_like_a_card(entry) is is_card


def test_a_day_is_read_month_first() -> None:
    assert as_date("02032026") == date(2026, 2, 3)


def test_every_rule_can_be_named_in_yaml_and_no_other() -> None:
    named = get_args(get_args(Digits.model_fields["rule"].annotation)[0])

    assert set(named) == set(ENTRY_RULES)
