"""What is said, and how long it takes."""

import pytest

from ivr.simulator.speech import Pace, sound_of, spoken
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
    sound = sound_of(say(inside), Pace())

    assert sound.text == words
    assert sound.seconds == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("voice", "locale", "seconds"),
    [
        pytest.param("", "", 0.4, id="as usual"),
        pytest.param("", "es-US", 0.375, id="a language has its pace"),
        pytest.param("", "es-MX", 0.5, id="a locale has its own"),
        pytest.param("Slow", "es-MX", 0.6, id="a voice beats its locale"),
    ],
)
def test_a_word_takes_as_long_as_voice_and_locale_have_it(voice: str, locale: str, seconds: float) -> None:
    pace = Pace(by_locale={"es": 160.0, "es-MX": 120.0}, by_voice={"Slow": 100.0})

    assert pace.seconds_per_word(voice, locale) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("inside", "seconds"),
    [
        pytest.param("<prosody rate='50%'>a b</prosody>", 1.6, id="half the speed"),
        pytest.param("<prosody rate='fast'>a b</prosody>", 0.64, id="a named speed"),
        pytest.param("<prosody rate='odd'>a b</prosody>", 0.8, id="an odd speed is the usual one"),
        pytest.param("<prosody rate='0%'>a b</prosody>", 4.0, id="no speech stands still"),
        pytest.param("<emphasis>a b</emphasis>", 0.8, id="other mark-up"),
    ],
)
def test_mark_up_may_change_the_pace(inside: str, seconds: float) -> None:
    assert sound_of(say(inside), Pace()).seconds == pytest.approx(seconds)


def test_every_word_has_its_moment() -> None:
    sound = spoken(["For refunds", 0.6, "press 2"], 0.5)

    assert [(word.at, word.text) for word in sound.words] == [
        (0.0, "For"), (0.5, "refunds"), (1.6, "press"), (2.1, "2"),
    ]  # fmt: skip
    assert sound.seconds == pytest.approx(2.6)
