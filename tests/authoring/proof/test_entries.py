"""For every kind of entry there is one of each class, and it is what it is said to be."""

import pytest

from ivr.authoring.proof.entries import SINGLE_KEYS, a_card, entries, fitting, malformed
from ivr.dialogue.entry_rules import looks_like_a_card
from ivr.dialogue.steps.collect import Digits

KINDS = {
    "eight digits": Digits(length=8),
    "a day": Digits(length=8, rule="date_mmddyyyy"),
    "with a check digit": Digits(min=4, max=10, rule="check_digit"),
    "as long as cards": Digits(length=16),
    "from short to long": Digits(min=2, max=32),
}
OTHER_RULES = {"a day", "with a check digit"}


@pytest.mark.parametrize("name", KINDS)
def test_the_right_entry_is_right(name: str) -> None:
    digits = KINDS[name]

    assert digits.fit(fitting(digits))
    assert not looks_like_a_card(fitting(digits))


@pytest.mark.parametrize("name", KINDS)
def test_a_wrong_entry_exists_where_a_rule_may_refuse_one(name: str) -> None:
    wrong = malformed(KINDS[name])

    assert (wrong is not None) is (name in OTHER_RULES)
    assert wrong is None or (len(wrong) == KINDS[name].longest and not KINDS[name].fit(wrong))


@pytest.mark.parametrize("name", KINDS)
def test_a_card_is_tried_where_it_fits_in(name: str) -> None:
    card = a_card(KINDS[name])

    assert (card is not None) is (KINDS[name].longest >= 13)
    assert card is None or looks_like_a_card(card)


@pytest.mark.parametrize("kept", ["", "1"])
@pytest.mark.parametrize("name", KINDS)
def test_entries_hold_each_class_and_the_ways_to_be_cut(name: str, kept: str) -> None:
    tried = entries(KINDS[name], kept)

    assert any("*" in each for each in tried)
    short = (each for each in (*tried, *SINGLE_KEYS) if each.isdecimal() and len(kept + each) < KINDS[name].shortest)
    assert kept or any(short)
    assert kept or any(KINDS[name].fit(each) for each in tried)
