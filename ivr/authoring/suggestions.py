"""The likely fix of a mistyped name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

ALIKE = 72  # of 100: `refund.menu` and `refunds.menu` are 96 alike, `care.menu` and `gift.menu` 56
MOST_ASKED = 100  # words of one check
MOST_LISTED = 8  # more names than these are no help to read
LIKELY = "did you mean "
"""How the hint begins when one name is likely."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` for the known name most like the word, else nothing."""
    names = sorted(known)
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
    best = found[0] if found else _only_kin(word, names)
    return f"{LIKELY}'{best}'?" if best else ""


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
        return did_you_mean(word, self.names) if self.asked <= MOST_ASKED else ""


def _only_kin(word: str, names: list[str]) -> str | None:
    """The only name that is the word's last part in another flow, or the word with a step after it."""
    step = word.rpartition(".")[2]
    kin = [name for name in names if name.endswith(f".{step}") or name.startswith(f"{word}.")]
    return kin[0] if len(kin) == 1 else None


def fix_for(word: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?`, or the names there are when they are few."""
    names = sorted(known)
    return did_you_mean(word, names) or listed(names)


def listed(known: Iterable[str]) -> str:
    """`known: a, b, c`, or nothing when there are none, or too many to read."""
    names = sorted(known)
    return f"known: {', '.join(names)}" if 0 < len(names) <= MOST_LISTED else ""
