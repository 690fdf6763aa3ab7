"""Mutants by number: each is a good line with one slip in it, always the same one for a seed and a number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from mutants.kinds import KINDS, Files

from ivr.authoring.sources import Sources, read_sources

ROOT = Path(__file__).parents[2]
LINES: Mapping[str, Path] = {"shipped": ROOT, "clinic": ROOT / "examples/clinic", "city": ROOT / "examples/city"}
"""The good lines that are spoilt."""
ATTEMPTS = 100  # until a slip changes something


@dataclass(frozen=True)
class Mutant:
    """A good line with one file changed."""

    number: int
    kind: str
    line: str
    file: str
    text: str

    def sources(self) -> Sources:
        """All its files, as they are read from a disk."""
        return {**_sources(self.line), self.file: self.text.encode()}


def mutant(seed: int, number: int, lines: Sequence[str] = tuple(LINES)) -> Mutant:
    """One mutant; the kinds and the lines take turns."""
    kinds = list(KINDS)
    kind, line = kinds[number % len(kinds)], lines[number // len(kinds) % len(lines)]
    files, dice = _files(line), Random(f"{seed} {number}")
    for _ in range(ATTEMPTS):
        file, text = KINDS[kind](files, dice)
        if text is not None and text != files.texts[file]:
            return Mutant(number, kind, line, file, text)
    raise ValueError(f"nothing in the line '{line}' can be mutated so: {kind}")


def mutants(seed: int, count: int, lines: Sequence[str] = tuple(LINES)) -> Iterator[Mutant]:
    """So many mutants that differ from each other; what was made before is passed over."""
    seen: set[tuple[str, str, str]] = set()
    for number in range(count * ATTEMPTS):
        made = mutant(seed, number, lines)
        if (made.line, made.file, made.text) not in seen:
            seen.add((made.line, made.file, made.text))
            yield made
        if len(seen) == count:
            return


@cache
def _sources(line: str) -> Sources:
    return read_sources(LINES[line])


@cache
def _files(line: str) -> Files:
    return Files({file: content.decode() for file, content in _sources(line).items()})
