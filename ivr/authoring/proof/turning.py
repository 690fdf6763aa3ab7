"""One turn of an abstract call by the real engine, in every circumstance that makes a difference to it."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ivr.authoring.proof.moments import Moment
from ivr.authoring.proof.places import Awaits, Given, Marks, Taken
from ivr.authoring.proof.seconds import MS_A_SECOND, Clock
from ivr.dialogue.call import Back, Call
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.events import (
    CallFinished,
    CardRefused,
    EntryDenied,
    Event,
    GaveUp,
    MoreTimeGiven,
    NothingHeard,
    NotMatched,
    StepEntered,
    TopicBegun,
    TurnFailed,
)
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import CallStarted, Digits, Input, LineFault, NoInput, QueueLeft, Transferred, Waiting
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say

NOWHERE = Back("proof.nowhere", 0)  # a menu that does not exist: who goes back finds out that they do
WENT_BACK = f"step '{NOWHERE.step}' is gone"
_MISTAKES = (NotMatched, EntryDenied, CardRefused)
_COUNTING = (*_MISTAKES, NothingHeard, MoreTimeGiven, GaveUp)
_LONGEST_WAIT = 3600  # seconds after which a queue that lets nobody go is none of ours


@dataclass(frozen=True)
class Turning:
    """Takes turns of the calls of one helpline, in the words of one locale."""

    flows: Flows
    clock: Clock
    moments: Sequence[Moment]

    def ways(self, call: Call, given: Input) -> Iterator[Taken]:
        """What an input leads to, in every state of the opening hours if they are looked at.

        If a telephone is rung, also for callers who dialled that very number.
        A turn that leads back is told with `awaits` as BACK, and again as it is where there is no menu to go back to.
        """
        for number, moment in enumerate(self.moments):
            moment.was_looked_at = False
            rang = yield from self._at(call, Given(given, number))
            if rang:
                yield from self._at(call, Given(given, number, rang))
            if not moment.was_looked_at:
                return

    def _at(self, call: Call, given: Given) -> Generator[Taken, None, str]:
        """The turn as it goes at one moment; returns the number that was rung."""
        turn = self.turn(_with_backs(call, (NOWHERE,)), given)
        if _failure(turn.events) == WENT_BACK:
            yield Taken(given, call, Awaits.BACK, _marks(call, given.input, turn), 0, is_plain=True)
            turn = self.turn(call, given)
        yield self.taken(call, given, turn)
        return next((verb.number for verb in turn.verbs if isinstance(verb, Dial)), "")

    def back(self, call: Call, given: Given, menu: Back) -> Taken:
        """The turn of a call that goes back to a menu."""
        return self.taken(call, given, self.turn(_with_backs(call, (menu,)), given))

    def turn(self, call: Call, given: Given) -> Turn:
        """The engine's turn."""
        assert given.input is not None  # noqa: S101 - only the way from a menu's choice to the menu has none
        if given.dialled:
            call = replace(call, dialled=given.dialled)
        return advance(self.flows, call, given.input, self.moments[given.moment])

    def taken(self, call: Call, given: Given, turn: Turn) -> Taken:
        """What matters of a turn."""
        marks = _marks(call, given.input, turn)
        has_words = self.clock.has_words(turn.verbs)
        entered = tuple(event.step for event in turn.events if isinstance(event, StepEntered))
        if any(isinstance(self.flows.steps.get(step), HandOffStep) for step in entered):
            marks |= Marks.HANDED
        if self._is_reached(call, given.input):
            marks |= Marks.REACHED
        if not has_words:
            marks |= Marks.MUTE
        return Taken(
            given,
            turn.call,
            awaited(turn, has_words=has_words),
            marks,
            self.clock.spoken(turn.verbs),
            self._wait(turn),
            turn.walked,
            entered,
            tuple(event.topic for event in turn.events if isinstance(event, TopicBegun)),
            _failure(turn.events),
            not any(isinstance(event, _COUNTING) for event in turn.events),
        )

    def _is_reached(self, call: Call, given: Input | None) -> bool:
        is_ours = isinstance(self.flows.steps.get(call.step), HandOffStep)
        return is_ours and given in (QueueLeft("ended"), Transferred("answered"))

    def _wait(self, turn: Turn) -> int:
        last = turn.verbs[-1]
        return self.longest_wait(turn.call) if isinstance(last, Enqueue) else self.clock.waited(last)

    def longest_wait(self, call: Call) -> int:
        """Milliseconds until the line itself takes a caller out of the queue, to whom nobody came; -1 if it never does.

        The wait's words hang on the step and the locale alone.
        """
        key = (call.step, call.locale)
        if key not in self._waits:
            self._waits[key] = self._waited(call)
        return self._waits[key]

    def _waited(self, call: Call) -> int:
        spent = 0
        while spent < _LONGEST_WAIT * MS_A_SECOND:
            turn = self.turn(call, Given(Waiting(spent // MS_A_SECOND)))
            last = turn.verbs[-1]
            spent += self.clock.spoken(turn.verbs)
            if isinstance(last, Leave):
                return spent
            if not isinstance(last, Pause):
                break
        return -1

    @cached_property
    def _waits(self) -> dict[tuple[str, str], int]:
        return {}


def awaited(turn: Turn, *, has_words: bool) -> Awaits | None:
    """What the call waits for after a turn; None while it waits on in a queue."""
    match turn.verbs[-1]:
        case Collect():
            return Awaits.KEYS
        case Enqueue():
            return Awaits.QUEUE
        case Dial():
            return Awaits.RINGING
        case Hangup():
            is_told = any(isinstance(event, CallFinished) for event in turn.events)
            return Awaits.POLITE_END if has_words and is_told else Awaits.ABRUPT_END
        case Leave() | Pause() | Say():
            return None


def _with_backs(call: Call, backs: tuple[Back, ...]) -> Call:
    """The call with menus behind it; quicker than `replace`, as it is done for each turn."""
    return Call(
        call.id, call.release, call.caller, call.dialled, call.locale, call.step, call.turn, call.spot, call.tries,
        call.errors, call.patience, call.hand_offs, call.home, backs, call.returns, call.told, call.answers,
    )  # fmt: skip


def _marks(call: Call, given: Input | None, turn: Turn) -> int:
    marks = 0
    match given:
        case NoInput():
            marks |= Marks.SILENT
        case Digits("0"):
            marks |= Marks.ZERO
        case QueueLeft() | Transferred():
            marks |= Marks.WORLD
        case LineFault():
            marks |= Marks.FAULT
        case Digits() | CallStarted() | Waiting() | None:
            pass
    if any(isinstance(event, _MISTAKES) for event in turn.events):
        marks |= Marks.STUMBLED
    return marks


def _failure(events: Sequence[Event]) -> str:
    return next((event.reason for event in events if isinstance(event, TurnFailed)), "")
