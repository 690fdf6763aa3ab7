"""Where two texts part: the first words that differ, are extra, or are missing. For people, in a few words."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ivr.rehearsal.telling import quoted
from ivr.rehearsal.wording import ANYTHING, Found, find, folded

MOST = 8  # words of a difference that are shown
BEFORE = 4  # words before it, to find the place by


@dataclass(frozen=True)
class _Text:
    """Words as they are written, each with its number, beside the bare words that are compared: `e-mail` is two."""

    written: tuple[tuple[int, str], ...]
    bare: tuple[str, ...]

    def shown(self, first: int, end: int) -> str:
        """Some of the words, a few at most."""
        few = self._written(first, min(end, first + MOST))
        return quoted(f"{few} ..." if end > first + MOST else few)

    def place(self, first: int) -> str:
        """Where a word stands, for the beginning of a sentence."""
        before = self._written(max(0, first - BEFORE), first)
        return f"after {quoted(before)}" if before else "at first"

    def _written(self, first: int, end: int) -> str:
        return " ".join(word for _, word in dict.fromkeys(self.written[first:end]))


def parting(expected: str, spoken: str) -> str:
    """How what was said differs from what alone was expected, `...` being anything; both hold words, and differ."""
    wanted, said = _text(expected), _text(spoken)
    if ANYTHING.search(expected):
        return _around_anything(expected, said)
    ways = SequenceMatcher(None, wanted.bare, said.bare, autojunk=False).get_opcodes()
    way, at, until, first, end = next(way for way in ways if way[0] != "equal")
    match way:
        case "insert":
            return f"{said.place(first)} the line also said {said.shown(first, end)}"
        case "delete":
            return f"{said.place(first)} the line did not say {wanted.shown(at, until)}"
        case _:
            return f"{said.place(first)} the line said {said.shown(first, end)} instead of {wanted.shown(at, until)}"


def beginning(text: str) -> str:
    """The first words of a text, in quotes."""
    words = text.split()
    return quoted(" ".join([*words[:MOST], *(["..."] if len(words) > MOST else [])]))


def _around_anything(expected: str, said: _Text) -> str:
    found = Found(0, 0)
    for nth, part in enumerate(ANYTHING.split(expected)):
        here = find(part, said.bare, found.end)
        if here is None:
            return f"{said.place(found.end)} the line did not say {quoted(' '.join(part.split()))}"
        if nth == 0 and folded(part) and here.first > 0:
            return f"at first the line also said {said.shown(0, here.first)}"
        found = here
    return f"{said.place(found.end)} the line also said {said.shown(found.end, len(said.bare))}"


def _text(text: str) -> _Text:
    pairs = tuple(_words(text))
    return _Text(tuple(written for written, _ in pairs), tuple(bare for _, bare in pairs))


def _words(text: str) -> Iterator[tuple[tuple[int, str], str]]:
    for nth, written in enumerate(text.split()):
        for bare in folded(written):
            yield (nth, written), bare
