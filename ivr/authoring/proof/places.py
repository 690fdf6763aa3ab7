"""The words of the proof: places where a call can be, and the ways from one to another."""

from dataclasses import dataclass, field
from enum import Enum

from ivr.dialogue.call import Call
from ivr.dialogue.inputs import Input


class Awaits(Enum):
    """What a call waits for between two turns."""

    START = "the call itself"
    KEYS = "the caller"
    QUEUE = "somebody who takes the caller out of a queue"
    RINGING = "a telephone that rings"
    BACK = "the previous menu, whichever it was"
    POLITE_END = "nothing: it is over, in words"
    ABRUPT_END = "nothing: it was cut off without a word"


OVER = (Awaits.POLITE_END, Awaits.ABRUPT_END)
WORLD = (Awaits.QUEUE, Awaits.RINGING)


@dataclass(frozen=True, slots=True)
class Place:
    """An abstract call, and what it waits for."""

    call: Call
    awaits: Awaits
    _hash: int = field(default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Remember the hash: places are looked up by the million."""
        object.__setattr__(self, "_hash", hash((self.call, self.awaits)))

    def __hash__(self) -> int:
        """The remembered one."""
        return self._hash


class Marks:
    """What matters of a turn to the five statements, as bits: plain numbers, as there are millions of them."""

    SILENT = 1  # the caller did and said nothing
    STUMBLED = 2  # the line called it a mistake
    WORLD = 4  # an outcome of ringing or queueing
    ZERO = 8  # a lone 0 was pressed
    HANDED = 16  # a hand-off was reached
    REACHED = 32  # a person of ours has taken the call, and is done
    MUTE = 64  # nothing was said
    FAULT = 128  # something of ours failed


DRIFT = Marks.SILENT | Marks.STUMBLED | Marks.WORLD
"""Turns that no caller wants: the caller is silent or makes a mistake, or people do not answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """An input in its circumstances: the number of the moment, and the number that was dialled, if it matters.

    `is_told` says that the words after a topic are known already, and are passed by.
    """

    input: Input | None
    moment: int = 0
    dialled: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that was taken: where it led (nowhere while waiting), its marks, and its times in milliseconds.

    `ms` is for its words, `wait` for the silence, the ringing or the queue after them (-1: it never ends). `failed`
    says why the engine had to apologise, `errors` how many stumbles the call has now, `is_plain` that none was added.
    """

    given: Given
    call: Call
    awaits: Awaits | None
    marks: int
    ms: int
    wait: int = 0
    walked: tuple[tuple[str, str], ...] = ()
    entered: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    failed: str = ""
    is_plain: bool = False
    errors: int = 0

    def with_call(self, call: Call, errors: int) -> "Taken":
        """The same turn with another call, which has so many errors; quicker than `replace`."""
        return Taken(
            self.given, call, self.awaits, self.marks, self.ms, self.wait, self.walked, self.entered, self.topics,
            self.failed, self.is_plain, errors,
        )  # fmt: skip
