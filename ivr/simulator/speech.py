"""The words of a `<Say>`, and how long a voice takes over them."""

import re
from collections.abc import Iterator

from ivr.simulator.twiml import Element

WORDS_PER_SECOND = 150 / 60
# Amazon Polly's lengths for the named strengths, in seconds.
STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.2, "medium": 0.4, "strong": 0.7, "x-strong": 1.2}
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)\Z")


def words_of(say: Element) -> str:
    """Return the spoken words, in one line."""
    return " ".join("".join(fragments(say)).split())


def seconds_of(say: Element) -> float:
    """Return how long it takes to say: 150 words a minute, and the breaks."""
    return len(words_of(say).split()) / WORDS_PER_SECOND + sum(breaks(say))


def fragments(element: Element) -> Iterator[str]:
    """Yield the text of an element and all mark-up inside it; a break parts words."""
    for part in element.content:
        if isinstance(part, str):
            yield part
        elif part.name == "break":
            yield " "
        else:
            yield from fragments(part)


def breaks(element: Element) -> Iterator[float]:
    """Yield the seconds of every break inside."""
    for child in element.children:
        if child.name == "break":
            yield break_seconds(child)
        else:
            yield from breaks(child)


def break_seconds(mark: Element) -> float:
    """Return the length of one `<break>`, by its time or else its strength."""
    found = _TIME.match(mark.attributes.get("time", ""))
    if found is None:
        return STRENGTHS.get(mark.attributes.get("strength", "medium"), STRENGTHS["medium"])
    return float(found[1]) / (1000 if found[2] == "ms" else 1)
