"""Words are compared as people hear them."""

import pytest

from ivr.rehearsal.wording import find, folded, is_all_of, nearest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thank you, for calling!", ("thank", "you", "for", "calling")),
        ("  Two\n lines ", ("two", "lines")),
        ("Don't", ("dont",)),
        ("Don’t", ("dont",)),
        ("4 0 7 1, 5 5 2 0.", ("4", "0", "7", "1", "5", "5", "2", "0")),
        ("check-out at 9:30", ("check", "out", "at", "9", "30")),
        ("GRÖSSE", ("grösse",)),
        ("…", ()),
        ("", ()),
    ],
)
def test_case_punctuation_and_white_space_do_not_count(text: str, words: tuple[str, ...]) -> None:
    assert folded(text) == words


SAID = folded("For refunds, press 3. For help with an order, press 4. For a person, press 0.")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("for refunds press 3", (0, 4)),
        ("press", (2, 3)),
        ("For refunds ... press 0", (0, 16)),
        ("for ... press 3 ... an order", (0, 9)),
        ("order … person", (8, 14)),
        ("press 5", None),
        ("press 0 ... press 3", None),
        ("refund", None),
        ("...", (0, 0)),
    ],
)
def test_a_part_is_found_where_it_is_said_first(text: str, place: tuple[int, int] | None) -> None:
    found = find(text, SAID)

    assert (None if found is None else (found.first, found.end)) == place


def test_what_was_found_already_is_passed_by() -> None:
    first = find("press", SAID)
    assert first is not None

    second = find("press", SAID, first.end)

    assert second is not None
    assert second.first > first.first


@pytest.mark.parametrize(
    ("text", "is_all"),
    [
        ("For a person, press 0.", True),
        ("for a person press", False),
        ("a person press 0", False),
        ("For ... 0", True),
        ("For ... press 0", True),
        ("... press 0", True),
        ("For a ...", True),
        ("For ... person ... 0", True),
        ("For ... queue ... 0", False),
        ("For a person press 0 ... press 0", False),
        ("...", True),
        ("", False),
    ],
)
def test_exactly_means_from_the_first_word_to_the_last(text: str, is_all: bool) -> None:
    assert is_all_of(text, folded("For a person, press 0.")) is is_all


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("To start your refund", "Hello. To start a refund,"),
        ("contact the customer service", "contact our customer service"),
        ("entirely different", ""),
        ("", ""),
    ],
)
def test_the_nearest_words_are_whole_ones(text: str, near: str) -> None:
    assert nearest(text, "Hello. To start a refund, contact our customer service team.") == near
