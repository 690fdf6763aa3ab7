"""Where what was said parts from what alone was expected, in a few words."""

import pytest

from ivr.rehearsal.parting import beginning, parting

SAID = "Refunds. For how to start a refund, press 1. For e-mail, press 2."
PARTINGS = {
    "another word": (
        SAID.replace("start", "begin"),
        "after “Refunds. For how to” the line said “start” instead of “begin”",
    ),
    "another beginning": (SAID.replace("Refunds", "Money"), "at first the line said “Refunds.” instead of “Money.”"),
    "words too many at the end": (
        "Refunds. For how to start a refund, press 1.",
        "after “a refund, press 1.” the line also said “For e-mail, press 2.”",
    ),
    "words too many at first": (SAID.removeprefix("Refunds. "), "at first the line also said “Refunds.”"),
    "words that are missing": (
        SAID.replace("start", "start and finish"),
        "after “For how to start” the line did not say “and finish”",
    ),
    "many words": ("Refunds.", "after “Refunds.” the line also said “For how to start a refund, press 1. ...”"),
    "a part that is not said": (
        "Refunds. ... press 3.",
        "after “Refunds.” the line did not say “press 3.”",
    ),
    "something before anything": ("For how ... press 2.", "at first the line also said “Refunds.”"),
    "something after anything": (
        "... press 1.",
        "after “a refund, press 1.” the line also said “For e-mail, press 2.”",
    ),
}


@pytest.mark.parametrize(("expected", "told"), PARTINGS.values(), ids=PARTINGS)
def test_the_first_words_that_part_are_named(expected: str, told: str) -> None:
    assert parting(expected, SAID) == told


def test_the_beginning_of_a_long_text_is_enough() -> None:
    assert beginning("one two") == "“one two”"
    assert beginning("1 2 3 4 5 6 7 8 9") == "“1 2 3 4 5 6 7 8 ...”"
