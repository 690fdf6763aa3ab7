"""What a caller hears, in words and silences, before a carrier makes a document of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

HIDDEN = "•••"
"""What a transcript shows in place of sensitive words."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be spoken; `sensitive` ones are heard by the caller, but kept out of every record and log."""

    text: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A silence in milliseconds."""

    ms: int


Part = Words | Break
Playable = tuple[Part, ...]
"""A prompt rendered for one locale. The texts carry their own spaces, so that they can be put together as they are."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prompt in words: what the caller hears, and the line of it that records and call scripts may show."""

    playable: Playable
    shown: str


def joined(parts: Iterable[Part]) -> Playable:
    """The parts as one playable: words of one sort in one piece, white space single, none at the ends."""
    merged: list[Part] = []
    for part in parts:
        match part, merged[-1:]:
            case Words(text, sensitive), [Words(before, same)] if sensitive is same:
                merged[-1] = Words(before + text, sensitive)
            case _:
                merged.append(part)
    return _trimmed([_single_spaced(part) for part in merged])


def transcript(playable: Playable) -> str:
    """What was said, as one line of text for records and call scripts; sensitive words are hidden."""
    return " ".join("".join(_shown(part) for part in playable).split())


def _shown(part: Part) -> str:
    match part:
        case Break():
            return " "
        case Words(text, sensitive):
            return HIDDEN if sensitive else text
        case never:
            assert_never(never)


def _single_spaced(part: Part) -> Part:
    return Words(_SPACES.sub(" ", part.text), part.sensitive) if isinstance(part, Words) else part


def _trimmed(parts: list[Part]) -> Playable:
    if parts and isinstance(first := parts[0], Words):
        parts[0] = Words(first.text.lstrip(), first.sensitive)
    if parts and isinstance(last := parts[-1], Words):
        parts[-1] = Words(last.text.rstrip(), last.sensitive)
    return tuple(part for part in parts if isinstance(part, Break) or part.text)
