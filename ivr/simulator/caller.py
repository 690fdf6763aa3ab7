"""Who calls, and what they do when the line listens: press keys, speak, stay silent, hang up."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, assert_never

from ivr.simulator.stretch import KEYPAD, Act, Press, PutDown, Speak, Spoken, Stretch

SILENCE_WORDS = frozenset({"w", "-"})
HANG_UP_WORD = "h"


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody uses a telephone, in seconds.

    The first key comes `after` the words are over (with `at_once`: after they begin, which cuts them), the others one
    each `every` seconds.
    """

    after: float = 1.0
    every: float = 0.5
    at_once: bool = False


LISTENER = Manner()
MANNERS: Mapping[str, Manner] = {
    "listener": LISTENER,
    "expert": Manner(after=0.5, every=0.2, at_once=True),
    "quick": Manner(after=0.3, every=0.1),
    "slow": Manner(after=2.9, every=2.9),
    "relay": Manner(after=6.0, every=1.0),
}
"""Only the expert, who knows the keys, does not hear it all; a relay operator types first what was said."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys pressed; what is None is as the caller's manner has it."""

    text: str
    after: float | None = None
    every: float | None = None
    at_once: bool | None = None

    def __post_init__(self) -> None:
        """Refuse what no keypad has."""
        wrong = "".join(key for key in self.text if key not in KEYPAD)
        if wrong or not self.text:
            raise ValueError(f"a keypad has 0-9, * and #, not {wrong or self.text!r}")


@dataclass(frozen=True, slots=True)
class Words:
    """Something said aloud; what is None is as the caller's manner has it."""

    text: str
    after: float | None = None
    at_once: bool | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The caller says and presses nothing for as long as the line listens."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """The caller ends the call, so many seconds after the words are over (with `at_once`: after they begin)."""

    after: float = 0.0
    at_once: bool = False


Move = Keys | Words | Silence | HangUp


class Caller(Protocol):
    """Somebody on the telephone."""

    def next_act(self, stretch: Stretch) -> Act | None:
        """Do something between the stretch's two moments, or let it pass. A stretch is asked for once."""
        ...


class Mover(ABC):
    """A caller who makes one move for each time the line listens or records.

    Keys that are still to be pressed when the line goes on are pressed all the same: some are lost, as on a real line.
    """

    def __init__(self, manner: Manner = LISTENER) -> None:
        """Nothing is planned yet."""
        self._manner = manner
        self._gather = 0
        self._move: Move | None = None
        self._acts: deque[Act] = deque()

    @abstractmethod
    def move(self, stretch: Stretch) -> Move | None:
        """Choose a move for this time that the line listens; None to decide when the words are over."""

    def next_act(self, stretch: Stretch) -> Act | None:
        """Do the first thing that was planned, if its time has come."""
        if stretch.gather and not self._acts:
            self._consider(stretch)
        if not self._acts or self._acts[0].at > stretch.until:
            return None
        act = self._acts.popleft()
        self._gather = stretch.gather or self._gather  # what was left over answers this listening
        return act if act.at >= stretch.since else _at(act, stretch.since)

    def put_off(self, act: Act) -> None:
        """Plan an act again that was not done after all."""
        self._acts.appendleft(act)

    def _consider(self, stretch: Stretch) -> None:
        if stretch.gather != self._gather:
            self._gather, self._move = stretch.gather, self.move(stretch)
            if self._move is None and not stretch.is_callers_turn:
                self._gather = 0  # asked again when the words are over
                return
        if self._move is not None and (stretch.is_callers_turn or self._is_at_once(self._move)):
            self._acts.extend(self._planned(self._move, stretch.since))
            self._move = None

    def _is_at_once(self, move: Move) -> bool:
        match move:
            case Keys(at_once=at_once) | Words(at_once=at_once):
                return self._manner.at_once if at_once is None else at_once
            case HangUp(at_once=at_once):
                return at_once
            case Silence():
                return False
            case _:
                assert_never(move)

    def _planned(self, move: Move, since: float) -> Iterable[Act]:
        match move:
            case Keys(text, after, every):
                first = since + (self._manner.after if after is None else after)
                pace = self._manner.every if every is None else every
                return [Press(first + place * pace, key) for place, key in enumerate(text)]
            case Words(text, after):
                return [Speak(since + (self._manner.after if after is None else after), text)]
            case HangUp(after):
                return [PutDown(since + after)]
            case Silence():
                return []
            case _:
                assert_never(move)


class Scripted(Mover):
    """A caller who makes the given moves, and then the last word for ever."""

    def __init__(self, moves: str | Iterable[Move], then: Move | None = None, manner: Manner = LISTENER) -> None:
        """Take moves, or their written form; `then` is what follows them (default: hang up)."""
        super().__init__(manner)
        self._moves = iter(read_moves(moves) if isinstance(moves, str) else moves)
        self._then = then or HangUp()

    def move(self, stretch: Stretch) -> Move:
        """Make the next move, whatever was said."""
        return next(self._moves, self._then)


class Attentive(Scripted):
    """A caller who presses a key as soon as the line has named it, and what was not named when the words are over."""

    def move(self, stretch: Stretch) -> Move:
        """Make the next move: a key a second after it was named, all else when the words are over."""
        move = super().move(stretch)
        if not isinstance(move, Keys):
            return move
        named = named_at(move.text, stretch.words)
        return move if named is None else replace(move, after=named - stretch.since + LISTENER.after, at_once=True)


def named_at(key: str, words: Sequence[Spoken]) -> float | None:
    """Return the moment at which words name a key, as in "For refunds, press 3."; None where they do not."""
    spoken = (
        word.at for before, word in pairwise(words) if before.text.lower() == "press" and word.text.strip(".,?") == key
    )
    return next(spoken, None)


def read_move(word: str) -> Move:
    """Read one move as people write it: keys, `w` or `-` for silence, `h` to hang up. Raises ValueError."""
    if word in SILENCE_WORDS:
        return Silence()
    return HangUp() if word == HANG_UP_WORD else Keys(word)


def read_moves(text: str) -> tuple[Move, ...]:
    """Read moves separated by spaces, as in `2 3 #  w 40715520 h`. Raises ValueError."""
    return tuple(read_move(word) for word in text.split())


def _at(act: Act, moment: float) -> Act:
    match act:
        case Press(_, key):
            return Press(moment, key)
        case Speak(_, text):
            return Speak(moment, text)
        case PutDown():
            return PutDown(moment)
        case _:
            assert_never(act)
