"""What the proof finds: statements that do not hold, with the call that shows it, and the bounds of those that do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ivr.dialogue.inputs import Input

STATEMENTS: Mapping[int, str] = {
    1: "pressing 0 reaches a person within two turns, wherever the line listens",
    2: "whoever is silent or presses wrong keys comes to a person or a polite end, and is never just cut off",
    3: "every outcome of every hand-off, transfer and called flow is routed, in words as well",
    4: "no loop without a turn of the caller's, no step that no call reaches, no prompt missing",
    5: "every topic is reached by keys from the start",
}
"""The five statements, in the words in which they are printed."""

PERSON, END, WORDS, SOUND = "a person", "an end", "words", "a line that need not apologise"
"""What a call may lack."""


@dataclass(frozen=True, slots=True)
class StuckCall:
    """A call that gets stuck: what is given to it turn by turn, from the first ring on, and where it then is not.

    `is_heard` says that a real call goes that way; one that goes back to a menu which it never met does not, nor one in
    which a desk opens or closes.
    """

    given: tuple[Input, ...]
    dialled: str
    at: datetime
    lacks: str
    is_heard: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A statement that does not hold, in one locale; with the step where it shows, and the shortest such call."""

    statement: int
    locale: str
    step: str
    what: str
    call: StuckCall | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of a statement that holds."""

    statement: int
    locale: str
    what: str


@dataclass(frozen=True)
class Proof:
    """What was found in all locales, and how much was walked for it."""

    findings: tuple[Finding, ...]
    bounds: tuple[Bound, ...]
    places: int
    ways: int
    turns: int

    @property
    def holds(self) -> bool:
        """Whether all five statements hold."""
        return not self.findings
