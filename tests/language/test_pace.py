"""How many words callers hear, and for how long."""

from ivr.language.pace import seconds_of, words_in
from ivr.language.playable import Break, Words

SAID = (Words("For refunds, "), Break(500), Words("press 2."))


def test_the_words_that_are_heard_are_counted() -> None:
    assert words_in(SAID) == 4


def test_words_take_their_time_and_silences_theirs() -> None:
    assert seconds_of(SAID, words_a_minute=120) == 2.5


def test_nothing_takes_no_time() -> None:
    assert (words_in(()), seconds_of((), 150)) == (0, 0)
