"""The caller of a call script: makes its moves one after another, and remembers what was heard when."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from ivr.rehearsal.script import (
    GOODBYE,
    QUEUE,
    Deed,
    HangUp,
    Hear,
    Move,
    NotHear,
    Press,
    Reach,
    Script,
    Silence,
    Speak,
    Wait,
    Whisper,
)
from ivr.simulator import stretch as line
from ivr.simulator.caller import MANNERS
from ivr.simulator.stretch import Act, PutDown, Scene, Spoken, Stretch


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that was begun, from its first key to its last."""

    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word that reached the caller after so many deeds."""

    section: int
    word: Spoken


class Actor:
    """Does what a script says, whatever is heard, and hangs up when the script is over.

    A deed is done when the line listens next; after a `wait` of some seconds, at that moment whatever goes on. Where a
    `reach` stands right before a wait or the hanging up, those count from the moment at which it is reached.
    """

    def __init__(self, script: Script) -> None:
        """Nothing is done and heard yet."""
        self.done: list[Done] = []
        self.heard: list[HeardWord] = []
        self._manner = MANNERS[script.setting.fingers]
        self._moves = deque(_moves(script))
        self._silences = 0
        self._acts: deque[Act] = deque()
        self._is_begun = False  # the deed whose other keys are still to come
        self._is_scripted = True  # not so the hanging up at the end of the script
        self._gather = 0  # the last listening that was answered
        self._since = 0.0  # the moment of the last deed
        self._due: float | None = None  # the moment for the next one, where it is not for the line to say

    def next_act(self, stretch: Stretch) -> Act | None:
        """Do the first thing that is planned, if its time has come; listen until then."""
        if not self._acts:
            self._plan(stretch)
        act = self._acts[0] if self._acts and self._acts[0].at <= stretch.until else None
        if act is not None:
            act = replace(act, at=max(act.at, stretch.since))
        section = len(self.done)
        heard = (word for word in stretch.words if act is None or word.at < act.at)
        self.heard.extend(HeardWord(section, word) for word in heard)
        if act is not None:
            self._acts.popleft()
            self._note(act, stretch)
        return act

    def _note(self, act: Act, stretch: Stretch) -> None:
        if self._is_begun:
            self.done[-1] = replace(self.done[-1], ended=act.at)
        elif self._is_scripted:
            self.done.append(Done(act.at, act.at))
        self._is_begun = bool(self._acts)
        self._since = act.at
        self._gather = stretch.gather or self._gather

    def _plan(self, stretch: Stretch) -> None:
        """Plan the next deed, if this is where it is done."""
        while self._moves and isinstance(move := self._moves[0], Wait | Reach):
            if isinstance(move, Reach) and not _is_reached(move.whom, stretch):
                return
            self._due = stretch.since if isinstance(move, Reach) else self._start() + move.seconds
            self._moves.popleft()
        deed, due = self._next(), self._start()
        is_timed = self._due is not None
        if is_timed and due > stretch.until:
            return
        self._due = None
        if is_timed and not isinstance(deed, Silence):
            self._do(deed, max(due, stretch.since), at_a_moment=True)
        elif stretch.gather and stretch.gather != self._gather:
            self._answer(deed, stretch)

    def _start(self) -> float:
        return self._since if self._due is None else self._due

    def _answer(self, deed: Deed, stretch: Stretch) -> None:
        """Do a deed now that the line listens, or will when it has spoken."""
        is_over = stretch.is_callers_turn
        if not isinstance(deed, Silence):
            if is_over or self._is_at_once(deed):
                self._do(deed, stretch.since)
        elif is_over:
            self._let_pass(deed, stretch)

    def _do(self, deed: Press | Speak | HangUp, since: float, *, at_a_moment: bool = False) -> None:
        self._acts.extend(self._planned(deed, since, at_a_moment=at_a_moment))
        self._is_scripted = bool(self._moves)
        if self._moves:
            self._moves.popleft()

    def _next(self) -> Deed:
        return next((move for move in self._moves if isinstance(move, Deed)), HangUp())

    def _let_pass(self, silence: Silence, stretch: Stretch) -> None:
        if self._silences == 0:
            self.done.append(Done(stretch.since, stretch.until))
        self._silences += 1
        self._gather, self._since = stretch.gather, stretch.until
        if self._silences == silence.times:
            self._silences = 0
            self._moves.popleft()

    def _is_at_once(self, deed: Press | Speak | HangUp) -> bool:
        if isinstance(deed, HangUp):
            return bool(deed.at_once)
        return self._manner.at_once if deed.at_once is None else deed.at_once

    def _planned(self, deed: Press | Speak | HangUp, since: float, *, at_a_moment: bool) -> Iterator[Act]:
        """The acts of a deed; one that follows a wait comes at that very moment, unless it says otherwise itself."""
        usual = 0.0 if at_a_moment or isinstance(deed, HangUp) else self._manner.after
        first = since + (usual if deed.after is None else deed.after)
        match deed:
            case Press(keys, _, every):
                pace = self._manner.every if every is None else every
                yield from (line.Press(first + nth * pace, key) for nth, key in enumerate(keys))
            case Speak(words):
                yield line.Speak(first, words)
            case HangUp():
                yield PutDown(first)
            case _:
                assert_never(deed)


def _moves(script: Script) -> Iterator[Deed | Wait | Reach]:
    """The deeds and waits of a script, and each `reach` that a wait or the hanging up counts from."""
    for place, move in enumerate(script.moves):
        match move:
            case Hear() | NotHear() | Whisper():
                continue
            case Reach(whom):
                if whom != GOODBYE and _counts(script.moves[place + 1 :]):
                    yield move
            case _:
                yield move


def _counts(following: Sequence[Move]) -> bool:
    """Whether what follows a `reach` counts from it: a wait, also after words that are heard there; or hanging up."""
    unheard = (move for move in following if not isinstance(move, Hear | NotHear | Whisper))
    return isinstance(next(unheard, None), Wait) or isinstance(next(iter(following), None), HangUp)


def _is_reached(whom: str, stretch: Stretch) -> bool:
    return stretch.queued if whom == QUEUE else stretch.scene is Scene.TALKING
