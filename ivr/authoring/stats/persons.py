"""The longest way to a person: from wherever the line listens, for somebody who presses 0 until one comes."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ivr.authoring.proof.entries import entries
from ivr.authoring.proof.places import Given, Marks
from ivr.authoring.proof.plans import OUTCOMES
from ivr.authoring.proof.seconds import MS_A_SECOND
from ivr.authoring.proof.turning import awaited
from ivr.authoring.stats.callers import KEYS, LISTENER, PRESSED_AFTER, Heard
from ivr.authoring.stats.journeys import Roads
from ivr.dialogue.call import Call, Tries
from ivr.dialogue.engine import Turn
from ivr.dialogue.inputs import Digits, Input, NoInput
from ivr.dialogue.steps.collect import CONFIRMING, CollectStep
from ivr.dialogue.steps.yes_no import NO, YES
from ivr.dialogue.verbs import Collect

ZERO, WRONG = Digits("0"), Digits("?")
MOST = 2  # times that 0 is pressed (the first statement of the proof)
NONE = Tries()


@dataclass(frozen=True, slots=True)
class ToPerson:
    """What lies between a place and a person: where it is, and what the caller goes through from there."""

    step: str
    phase: str
    heard: Heard


def longest_to_a_person(roads: Roads, places: tuple[Turn, ...], who: str) -> ToPerson | None:
    """The place from which it takes longest; None where nothing listens, or 0 brings nobody (see `ivr prove`)."""
    ways = (
        ToPerson(turn.call.step, turn.call.spot.phase, heard) for turn in places for heard in _ways(roads, turn, who)
    )
    return max(ways, key=lambda way: (way.heard.ms, way.step), default=None)


def _ways(roads: Roads, turn: Turn, who: str) -> Iterator[Heard]:
    heard = Heard()
    for _ in range(MOST):
        last = turn.verbs[-1]
        if not isinstance(last, Collect):
            return
        said = turn.verbs if who == LISTENER else turn.verbs[:-1]
        cut = last.between_keys * MS_A_SECOND if last.max_keys > 1 else 0  # a lone 0 of an entry: silence ends it
        heard = roads.ears.after(heard, said, ZERO.keys, PRESSED_AFTER[who] + cut)
        call, turn = turn.call, roads.turning.turn(turn.call, Given(ZERO))
        if roads.turning.taken(call, Given(ZERO), turn).marks & Marks.HANDED:
            yield roads.ears.after(heard, turn.verbs[:-1])
            return


def listening_places(roads: Roads) -> tuple[Turn, ...]:
    """The turns after which the line listens, wherever calls can be, silent and mistaken ones too, while it is open."""
    found: list[Turn] = []
    seen: set[tuple[Call, str]] = (
        set()
    )  # with the entry that is kept: a short one of any length goes the same ways, later
    waiting = deque(roads.first_turns())
    while waiting:
        turn = waiting.popleft()
        place = replace(roads.abstraction.of(turn.call), errors=0, hand_offs=0), turn.call.spot.entry
        if place in seen:
            continue
        seen.add(place)
        if isinstance(turn.verbs[-1], Collect):
            found.append(turn)
        call = replace(turn.call, errors=0, hand_offs=0)
        waiting += (roads.turning.turn(call, Given(each)) for each in _inputs(roads, turn))
    return tuple(found)


def _inputs(roads: Roads, turn: Turn) -> Iterator[Input]:
    """What is tried; after a stumble only more of the same kind, as all else goes as it did before."""
    awaits = awaited(turn, has_words=True)
    if awaits is not None and awaits in OUTCOMES:
        yield from OUTCOMES[awaits]
    elif isinstance(turn.verbs[-1], Collect):
        tries = turn.call.tries
        if not tries.no_match and not tries.wrong:
            yield NoInput()
        if not tries.no_input and not tries.wrong:
            yield WRONG
        if tries == NONE:
            yield from _answers(roads, turn)


def _answers(roads: Roads, turn: Turn) -> Iterator[Input]:
    """Every choice, or every way that an entry can go, those that are begun anew in their middle too."""
    step, spot = roads.turning.flows.steps.get(turn.call.step), turn.call.spot
    if not isinstance(step, CollectStep):
        yield from map(Digits, KEYS)
    elif spot.phase == CONFIRMING:
        yield from (Digits(YES), Digits(NO))
    else:
        yield from map(Digits, (*entries(step.digits, spot.entry), ZERO.keys))
