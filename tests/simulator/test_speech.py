"""What is said, and how long it takes."""

import pytest

from ivr.simulator.speech import seconds_of, words_of
from ivr.simulator.twiml import Element, read_document


def say(inside: str) -> Element:
    return read_document(f"<Response><Say>{inside}</Say></Response>".encode()).children[0]


@pytest.mark.parametrize(
    ("inside", "words", "seconds"),
    [
        pytest.param("one two three four five", "one two three four five", 2.0, id="150 words a minute"),
        pytest.param("For refunds<break time='600ms'/>press 2", "For refunds press 2", 2.2, id="a break in ms"),
        pytest.param("a<break time='1.5s'/>b", "a b", 2.3, id="a break in seconds"),
        pytest.param("a<break/>b", "a b", 1.2, id="a break of the usual length"),
        pytest.param("a<break strength='x-strong'/>b", "a b", 2.0, id="a strong break"),
        pytest.param("a<break strength='odd' time='soon'/>b", "a b", 1.2, id="an odd break is a usual one"),
        pytest.param("<s>a <emphasis>b<break time='1s'/></emphasis>\n c</s>", "a b c", 2.2, id="mark-up in mark-up"),
        pytest.param("a &amp; b", "a & b", 1.2, id="entities"),
        pytest.param("a<!-- note --> b", "a b", 0.8, id="comments are not spoken"),
        pytest.param("", "", 0.0, id="nothing"),
    ],
)
def test_words_and_their_length(inside: str, words: str, seconds: float) -> None:
    element = say(inside)

    assert words_of(element) == words
    assert seconds_of(element) == pytest.approx(seconds)
