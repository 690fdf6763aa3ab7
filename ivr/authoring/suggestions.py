"""The likely fix of a mistyped name."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from rapidfuzz import fuzz, process

ALIKE = 72  # of 100: `refund.menu` and `refunds.menu` are 96 alike, `care.menu` and `gift.menu` 56
MOST_ASKED = 100  # words of one check
MOST_COMPARED = 100_000  # pairs of words in one check, a twentieth of a second
MOST_LISTED = 8  # more names than these are no help to read
LIKELY = "did you mean "
"""How the hint begins when one name is likely."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` for the known name most like the word, else nothing."""
    return Suggestions(known).likely(word)


@dataclass
class Suggestions:
    """The same for many words: where hundreds are mistyped there is another cause, and no time to look for each."""

    known: Iterable[str]
    asked: int = 0

    @cached_property
    def names(self) -> list[str]:
        """The known names, in order."""
        return sorted(self.known)

    def for_(self, word: str) -> str:
        """`did you mean 'x'?`, for the first words that are asked about."""
        self.asked += 1
        is_time = self.asked <= MOST_ASKED and self.asked * len(self.names) <= max(MOST_COMPARED, len(self.names))
        return self.likely(word) if is_time else ""

    def likely(self, word: str) -> str:
        """`did you mean 'x'?`, however many words were asked about."""
        found = process.extractOne(word, self.names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        best = found[0] if found else self._only_kin(word)
        return f"{LIKELY}'{best}'?" if best else ""

    def _only_kin(self, word: str) -> str | None:
        """The only name that is the word's last part in another flow, or the word with a step after it."""
        kin = {*self._by_step.get(word.rpartition(".")[2], ()), *islice(self._below(f"{word}."), 2)}
        return kin.pop() if len(kin) == 1 else None

    @cached_property
    def _by_step(self) -> dict[str, list[str]]:
        """The names with a dot in them, by what stands after the last."""
        steps: dict[str, list[str]] = {}
        for name in self.names:
            if "." in name:
                steps.setdefault(name.rpartition(".")[2], []).append(name)
        return steps

    def _below(self, beginning: str) -> Iterator[str]:
        """The names that begin so: in order, they stand side by side."""
        first = bisect_left(self.names, beginning)
        return takewhile(lambda name: name.startswith(beginning), islice(self.names, first, None))


def fix_for(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or the names there are when they are few."""
    names = sorted(known)
    return did_you_mean(word, names) or listed(names)


def listed(known: Iterable[str]) -> str:
    """`known: a, b, c`, or nothing when there are none, or too many to read."""
    names = sorted(known)
    return f"known: {', '.join(names)}" if 0 < len(names) <= MOST_LISTED else ""
