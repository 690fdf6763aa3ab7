"""The words of a `<Say>`, and when a voice speaks each of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ivr.simulator.stretch import Speak, Spoken
from ivr.simulator.twiml import Element

# Amazon Polly's lengths for the named strengths, in seconds.
STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.2, "medium": 0.4, "strong": 0.7, "x-strong": 1.2}
# Of the usual speed. The names have no figures in the carrier's documents: these are estimates by ear.
RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "fast": 1.25, "x-fast": 1.6}
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)\Z")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%\Z")

Fragment = str | float
"""Words, or a silence in seconds."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast voices speak, in words a minute: by voice, else by locale or its language, else `usual`."""

    usual: float = 150.0
    by_locale: Mapping[str, float] = field(default_factory=lambda: {"es": 160.0})
    by_voice: Mapping[str, float] = field(default_factory=dict)

    def seconds_per_word(self, voice: str = "", locale: str = "") -> float:
        """Return the seconds that a word takes on average."""
        language = locale.partition("-")[0]
        by_locale = self.by_locale.get(locale, self.by_locale.get(language, self.usual))
        return 60.0 / self.by_voice.get(voice, by_locale)


@dataclass(frozen=True, slots=True)
class Sound:
    """What is to be heard for some seconds: words (each `at` its second), a file or tones by name, or silence."""

    seconds: float
    text: str = ""
    words: tuple[Spoken, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a caller is saying: each word with its moment; words that are begun while others last follow them."""

    until: float
    seconds_per_word: float
    words: tuple[Spoken, ...] = ()

    def with_more(self, more: Speak) -> "Utterance":
        """Go on speaking."""
        since = max(self.until, more.at)
        words = tuple(Spoken(since + nth * self.seconds_per_word, word) for nth, word in enumerate(more.text.split()))
        until = since + len(words) * self.seconds_per_word
        return Utterance(until, self.seconds_per_word, self.words + words)

    def text_by(self, moment: float) -> str:
        """Return the words that were begun before a moment."""
        return " ".join(word.text for word in self.words if word.at < moment)


def spoken(fragments: Iterable[Fragment], seconds_per_word: float) -> Sound:
    """Return how words with silences between them sound."""
    words: list[Spoken] = []
    clock = 0.0
    for fragment in fragments:
        if not isinstance(fragment, str):
            clock += fragment
            continue
        for word in fragment.split():
            words.append(Spoken(clock, word))
            clock += seconds_per_word
    return Sound(clock, " ".join(word.text for word in words), tuple(words))


def silence(seconds: float) -> Sound:
    """Return a silence."""
    return Sound(seconds)


def sound_of(say: Element, pace: Pace, times: int = 1) -> Sound:
    """Return how a `<Say>` sounds. Its text is written once, however often it is repeated."""
    per_word = pace.seconds_per_word(say.attributes.get("voice", ""), say.attributes.get("language", ""))
    once = spoken(fragments(say), per_word * rate_of(say))
    words = (Spoken(word.at + once.seconds * round_, word.text) for round_ in range(times) for word in once.words)
    return Sound(once.seconds * times, once.text, tuple(words))


def fragments(element: Element) -> Iterator[Fragment]:
    """Yield the words inside an element and all its mark-up, and the silences between them."""
    text = ""
    for part in element.content:
        if isinstance(part, str):
            text += part
            continue
        inner = [break_seconds(part)] if part.name == "break" else list(fragments(part))
        if not any(isinstance(each, float) for each in inner):
            text += "".join(each for each in inner if isinstance(each, str))
            continue
        yield text
        yield from inner
        text = ""
    yield text


def rate_of(say: Element) -> float:
    """Return how much longer the words take: by the mark-up that holds all of them."""
    only = say.children[0] if len(say.children) == 1 and not say.text else None
    if only is None or only.name != "prosody":
        return 1.0
    rate = only.attributes.get("rate", "medium")
    percent = _PERCENT.match(rate)
    speed = float(percent[1]) / 100 if percent else RATES.get(rate, 1.0)
    return 1.0 / max(speed, 0.2)


def break_seconds(mark: Element) -> float:
    """Return the length of one `<break>`, by its time or else its strength."""
    found = _TIME.match(mark.attributes.get("time", ""))
    if found is None:
        return STRENGTHS.get(mark.attributes.get("strength", "medium"), STRENGTHS["medium"])
    return float(found[1]) / (1000 if found[2] == "ms" else 1)
