"""How many years of school it takes to understand an English text: the grade level of Flesch and Kincaid."""

import re
from collections.abc import Sequence
from functools import lru_cache

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+")
_WORD = re.compile(r"[A-Za-z']+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$")  # likes, asked, like; not: apples, needed, be


def sentences_of(text: str) -> Sequence[str]:
    """The sentences of a text, in any language that ends them by a full stop."""
    return tuple(filter(None, (each.strip() for each in _SENTENCE_END.split(text))))


def grade_of(text: str) -> float:
    """The grade of an English text; 0 where there are no words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(sentences_of(text)))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=4096)  # the words of a line are few, and come again
def _syllables(word: str) -> int:
    small = word.lower().removesuffix("'s")
    groups = len(_VOWELS.findall(small))
    return max(1, groups - 1 if groups > 1 and _SILENT_END.search(small) else groups)
