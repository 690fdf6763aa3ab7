"""What a caller does when the line listens: press keys, stay silent, hang up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from ivr.simulator.happenings import Listening

KEYPAD = frozenset("0123456789*#")
SILENCE_WORDS = frozenset({"w", "-"})
HANG_UP_WORD = "h"


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys pressed: the first `after` seconds from the end of the words, then one each `every` seconds."""

    text: str
    after: float = 1.0
    every: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what no keypad has."""
        wrong = "".join(key for key in self.text if key not in KEYPAD)
        if wrong or not self.text:
            raise ValueError(f"a keypad has 0-9, * and #, not {wrong or self.text!r}")


@dataclass(frozen=True, slots=True)
class Silence:
    """The caller says and presses nothing for as long as the line listens."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """The caller ends the call."""


Move = Keys | Silence | HangUp


class Caller(Protocol):
    """Somebody on the telephone."""

    def answer(self, listening: Listening) -> Move:
        """Say what the caller does now that the line listens."""
        ...


def read_move(word: str) -> Move:
    """Read one move as people write it: keys, `w` or `-` for silence, `h` to hang up. Raises ValueError."""
    if word in SILENCE_WORDS:
        return Silence()
    return HangUp() if word == HANG_UP_WORD else Keys(word)


def read_moves(text: str) -> tuple[Move, ...]:
    """Read moves separated by spaces, as in `2 3 #  w 40715520 h`. Raises ValueError."""
    return tuple(read_move(word) for word in text.split())


class Scripted:
    """A caller who makes the given moves, one for each time the line listens, and then the last word for ever."""

    def __init__(self, moves: str | Iterable[Move], then: Move | None = None) -> None:
        """Take moves, or their written form; `then` is what follows them (default: hang up)."""
        self._moves = iter(read_moves(moves) if isinstance(moves, str) else moves)
        self._then = then or HangUp()

    def answer(self, listening: Listening) -> Move:
        """Make the next move, whatever was said."""
        return next(self._moves, self._then)
