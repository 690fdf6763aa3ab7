"""What every input does at a place, asked of the engine as seldom as may be: counters matter to stumbles only.

A turn in which nobody stumbles leaves the counters as they are or, at a new step, sets them back. A stumble raises one
counter of the step, and the errors of the call, and looks at no other. So both are asked of the engine once for all
values of the counters that they do not look at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from ivr.authoring.proof.abstraction import Abstraction, with_counters
from ivr.authoring.proof.entries import SINGLE_KEYS, entries
from ivr.authoring.proof.places import Awaits, Place, Taken
from ivr.authoring.proof.turning import Turning
from ivr.dialogue.call import Call, Tries
from ivr.dialogue.engine import MAX_HAND_OFFS
from ivr.dialogue.inputs import Digits, Input, LineFault, NoInput, QueueLeft, QueueOutcome, TransferOutcome, Transferred
from ivr.dialogue.steps.collect import CONFIRMING, CollectStep
from ivr.dialogue.steps.listening import ERROR_BUDGET, MAX_MORE_TIME
from ivr.dialogue.steps.topics import AFTER, READING

FAULT = LineFault("a fault of ours")
ZERO = Digits("0")
NONE = Tries()
PROBED, PROBED_ERRORS = Tries(no_input=1), 1
"""Counters by which a turn is known that leaves them as they are, or sets them back, and looks at none."""
MORE_TIME = (0, MAX_MORE_TIME)  # times that were given already: some are left, or none

OUTCOMES: Mapping[Awaits, tuple[Input, ...]] = {
    Awaits.QUEUE: tuple(QueueLeft(each) for each in get_args(QueueOutcome)),
    Awaits.RINGING: tuple(Transferred(each) for each in get_args(TransferOutcome)),
}
_KEYS = tuple(Digits(key) for key in SINGLE_KEYS)
_COUNTERS = ("no_input", "no_match", "wrong")


@dataclass
class Planned:
    """What an input does. `taken` for one that counts nothing; `looks_at` the counters of one that does.

    `known` are the turns that were asked of the engine already, by the values of those counters.
    """

    given: Input
    taken: tuple[Taken, ...] = ()
    looks_at: tuple[str, ...] = ()
    known: dict[tuple[int, ...], tuple[Taken, ...]] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether it is a stumble, or asks for time."""
        return not self.taken

    @property
    def stays(self) -> bool:
        """Whether some way of it stays at the step, so that counters go on."""
        return not all(is_anew(each) for each in self.taken)


@dataclass
class Planner:
    """Plans for the places of one locale; `turns` counts what the engine was asked."""

    turning: Turning
    abstraction: Abstraction
    turns: int = 0
    _plans: dict[Place, tuple[Planned, ...]] = field(default_factory=dict)
    _alike: dict[tuple[object, ...], tuple[Input, ...]] = field(default_factory=dict)

    def plan(self, place: Place) -> tuple[Planned, ...]:
        """What each kind of input does at a place, whatever its counters are."""
        key = Place(with_counters(place.call, NONE, 0, 0), place.awaits)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = tuple(self._planned(key))
        return plan

    def stumbles(self, planned: Planned, call: Call) -> Iterator[Taken]:
        """What an input that counts leads to, with the counters of the call."""
        looked = tuple(getattr(call.tries, name) for name in planned.looks_at)
        tries = Tries(**dict(zip(planned.looks_at, looked, strict=True)))
        asked = _like(call.hand_offs)
        taken = self._known(planned, with_counters(call, tries, 0, asked), looked)
        if not call.hand_offs and any(call.errors + each.errors >= ERROR_BUDGET for each in taken):
            yield from self._known(planned, with_counters(call, tries, call.errors, 0), looked)
            return
        for each in taken:
            yield counted(each, call, asked, planned.looks_at)

    def ask(self, call: Call, given: Input) -> Iterator[Taken]:
        """The turns of the engine, with abstract calls; also as it goes when the words after a topic are known."""
        yield from map(self.made_abstract, self._asked(call, given))

    def made_abstract(self, taken: Taken) -> Taken:
        """A turn with the abstract call, which tells how many errors it has."""
        return taken.with_call(self.abstraction.of(taken.call), taken.call.errors)

    def inputs(self, place: Place) -> tuple[Input, ...]:
        """Every kind of input that the world may give at a place."""
        if place.awaits is not Awaits.KEYS:
            return (*OUTCOMES[place.awaits], FAULT)
        step, spot = self.turning.flows.steps.get(place.call.step), place.call.spot
        several: tuple[str, ...] = ()
        if isinstance(step, CollectStep) and spot.phase != CONFIRMING:
            several = entries(step.digits, spot.entry)
        return (NoInput(), *map(Digits, several), *_KEYS, FAULT)

    def _asked(self, call: Call, given: Input) -> Iterator[Taken]:
        for taken in self.turning.ways(call, given):
            self.turns += 1
            yield taken
            if taken.call.spot.phase == AFTER and call.spot.phase == READING and not call.told:
                knowing = self._asked(replace(call, told=(AFTER,)), given)
                yield from (replace(each, given=replace(each.given, is_told=True)) for each in knowing)

    def _known(self, planned: Planned, call: Call, looked: tuple[int, ...]) -> tuple[Taken, ...]:
        key = (*looked, call.hand_offs, call.errors)
        if key not in planned.known:
            planned.known[key] = tuple(self._with_time(call, planned.given))
        return planned.known[key]

    def _with_time(self, call: Call, given: Input) -> Iterator[Taken]:
        """What an input leads to while the step still gives more time and, where it then gives some, when it does not.

        Nothing but giving more time looks at how often it was given.
        """
        told: set[tuple[object, ...]] = set()
        for more_time in MORE_TIME:
            tries = replace(call.tries, more_time=more_time)
            is_given = False
            for taken in self._asked(with_counters(call, tries, call.errors, call.hand_offs), given):
                is_given |= taken.call.tries.more_time > more_time
                abstract = self.made_abstract(taken)
                same = _as_led(abstract)
                if same not in told:
                    told.add(same)
                    yield abstract
            if not is_given:
                return

    def _planned(self, place: Place) -> Iterator[Planned]:
        spot = place.call.spot
        where = (place.call.step, spot.phase, spot.topic, spot.entry, place.awaits)
        inputs, mistakes = self._alike.get(where) or self.inputs(place), dict[tuple[object, ...], Input]()
        told_apart: list[Input] = []
        for given in inputs:
            planned = self._of_input(place.call, given)
            if planned.counts and isinstance(given, Digits) and given != ZERO:
                (taken,) = planned.known.values()
                same = tuple((*_as_led(each), each.ms, each.wait) for each in taken)
                if mistakes.setdefault(same, given) is not given:
                    continue
            told_apart.append(given)
            yield planned
        self._alike.setdefault(where, tuple(told_apart))

    def _of_input(self, call: Call, given: Input) -> Planned:
        taken = tuple(self.ask(with_counters(call, PROBED, PROBED_ERRORS, 0), given))
        if all(_is_plain(each) for each in taken):
            return Planned(given, taken)
        at_first = tuple(self._with_time(with_counters(call, NONE, 0, 0), given))
        looks_at = tuple(name for name in _COUNTERS if any(getattr(each.call.tries, name) for each in at_first))
        return Planned(given, (), looks_at, {(*(0 for _ in looks_at), 0, 0): at_first})


def _like(hand_offs: int) -> int:
    """The number of hand-offs that this one is like: none, some, or as many as may be."""
    return 1 if 0 < hand_offs < MAX_HAND_OFFS else hand_offs


def is_anew(taken: Taken) -> bool:
    """Whether counters of the step begin anew."""
    return bool(taken.entered or taken.topics) or taken.awaits is not Awaits.KEYS


def counted(taken: Taken, call: Call, asked: int = 0, looks_at: tuple[str, ...] = ()) -> Taken:
    """A turn as it goes from a call with other counters than those, `asked` hand-offs, that it was asked with."""
    hand_offs = min(taken.call.hand_offs + call.hand_offs - asked, MAX_HAND_OFFS)
    errors = 0 if hand_offs else min(call.errors + (taken.errors if looks_at else 0), ERROR_BUDGET)
    tries = NONE if is_anew(taken) else _carried(call.tries, taken.call.tries, looks_at)
    return taken.with_call(with_counters(taken.call, tries, errors, hand_offs), taken.errors)


def _carried(tries: Tries, counted: Tries, looks_at: tuple[str, ...]) -> Tries:
    """The counters that were looked at, as they are now, and the others as they were."""
    if not looks_at:
        return tries
    now = (getattr(counted if name in looks_at else tries, name) for name in _COUNTERS)
    return Tries(*now)


def _as_led(taken: Taken) -> tuple[object, ...]:
    """Where a turn led, and by which steps and exits: two that end alike may have gone different ways."""
    return (taken.call, taken.awaits, taken.marks, taken.walked, taken.entered)


def _is_plain(taken: Taken) -> bool:
    """Whether nothing was counted, and nothing failed."""
    if taken.awaits is Awaits.BACK:
        return True
    same = taken.call.tries == (NONE if is_anew(taken) else PROBED)
    return taken.is_plain and taken.errors == PROBED_ERRORS and same and not taken.failed
