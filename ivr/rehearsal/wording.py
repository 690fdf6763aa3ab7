"""Words compared as people hear them: without case, punctuation and white space, and `...` for anything."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

ANYTHING = re.compile(r"\.\.\.|…|•{3}")
ALIKE = 60.0  # of 100: below it, the nearest words are no help
_INSIDE = re.compile(r"['’`]")  # "don't" and "dont" are the same word
_BETWEEN = re.compile(r"[\W_]+")

Folded = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand among others: from the first to just before `end`."""

    first: int
    end: int


def folded(text: str) -> Folded:
    """The words of a text, bare."""
    plain = _INSIDE.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(word for word in _BETWEEN.split(plain) if word)


def pattern(text: str) -> tuple[Folded, ...]:
    """The parts of a text between its `...`; the first and last are empty where it begins or ends with one."""
    return tuple(folded(part) for part in ANYTHING.split(text))


def find(text: str, words: Sequence[str], start: int = 0) -> Found | None:
    """The first place at which a text is said among bare words, as early as can be."""
    first, at = None, start
    for part in pattern(text):
        place = _place(part, words, at)
        if place is None:
            return None
        first = place if first is None and part else first
        at = place + len(part)
    return Found(at if first is None else first, at)


def is_all_of(text: str, words: Sequence[str]) -> bool:
    """Whether a text is all that the bare words say."""
    parts = pattern(text)
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return tuple(words) == first
    if len(first) + len(last) > len(words) or tuple(words[: len(first)]) != first:
        return False
    if last and tuple(words[-len(last) :]) != last:
        return False
    inner = words[len(first) : len(words) - len(last)]
    return find("...".join(" ".join(part) for part in parts[1:-1]), inner) is not None


def nearest(text: str, spoken: str) -> str:
    """The part of what was said that is most like a text, in whole words; nothing where none is like it."""
    wanted = " ".join(ANYTHING.sub(" ", text).split())
    near = fuzz.partial_ratio_alignment(wanted.casefold(), spoken.casefold(), score_cutoff=ALIKE)
    if near is None or not wanted or len(spoken.casefold()) != len(spoken):
        return ""
    first = spoken.rfind(" ", 0, near.dest_start + 1) + 1
    end = spoken.find(" ", max(near.dest_end - 1, first))
    return spoken[first:] if end < 0 else spoken[first:end]


def _place(part: Folded, words: Sequence[str], start: int) -> int | None:
    last = len(words) - len(part)
    return next((at for at in range(start, last + 1) if tuple(words[at : at + len(part)]) == part), None)
