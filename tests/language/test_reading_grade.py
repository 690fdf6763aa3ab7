"""How hard a text is to understand."""

import pytest

from ivr.language.reading_grade import grade_of, sentences_of


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The cat sat on the mat. It was a fat cat.", -3, 1),
        ("We check the item first. Then we pay you back. It takes ten days.", -2, 2),
        ("Reimbursement necessitates authorization by the responsible administration.", 20, 40),
        ("We like the people that asked the questions.", 2, 4),
    ],
)
def test_longer_words_and_sentences_are_for_later_school_years(text: str, least: float, most: float) -> None:
    assert least <= grade_of(text) <= most


def test_no_words_have_no_grade() -> None:
    assert grade_of("1 2 3. {brand}"[:6]) == 0.0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ('He said "no." Then he left.', ('He said "no.', "Then he left.")),
        ("", ()),
    ],
)
def test_a_text_is_taken_apart_where_sentences_end(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of(text) == sentences
