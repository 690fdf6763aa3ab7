"""Statement 5: every topic is reached by keys from the start; and how soon its answer begins."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from ivr.authoring.proof.findings import Bound, Finding
from ivr.authoring.proof.places import Given
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn
from ivr.dialogue.events import NotMatched, TopicBegun
from ivr.dialogue.inputs import CallStarted, Digits
from ivr.dialogue.verbs import Collect

MS = 1000
KEYS = "12345678"  # those that lead on: not a person, not back, not once more
EXPERT, LISTENER = "who knows the keys", "who listens to everything"
SECONDS: Mapping[str, int] = {EXPERT: 15, LISTENER: 30}  # until an answer begins (caller rule 28)
PRESSED_AFTER: Mapping[str, int] = {EXPERT: 500, LISTENER: 1000}  # ms, as the simulated callers have it


@dataclass(order=True)
class _Reached:
    ms: int
    nth: int
    keys: str = field(compare=False)
    turn: Turn = field(compare=False)


def topics_are_reached(walk: Walk) -> Iterator[Finding | Bound]:
    """Every topic begins in some call; in a call without a mistake too, and when."""
    topics = walk.flows.helpline.topics
    lost = [topic for topic in topics if topic not in walk.topics]
    for topic in lost:
        yield Finding(5, walk.locale, topic, f"no keys lead to the topic '{topic}'")
    if lost or not topics:
        return
    for who, limit in SECONDS.items():
        begun = _begun(walk, who)
        if len(begun) < len(topics):
            yield Bound(
                5, walk.locale, f"for a caller {who}, {len(topics) - len(begun)} topics begin after digits only"
            )
            continue
        last = max(begun, key=lambda topic: begun[topic][0])
        ms, keys = begun[last]
        late = sum(ms > limit * MS for ms, _ in begun.values())
        beyond = f"; {late} of {len(topics)} begin after {limit} s" if late else f", all within {limit} s"
        what = f"for a caller {who} the furthest answer ('{last}', keys {' '.join(keys)}) begins after {ms / MS:.0f} s"
        yield Bound(5, walk.locale, what + beyond)


def _begun(walk: Walk, who: str) -> dict[str, tuple[int, str]]:
    """When each topic begins at the earliest, in milliseconds, and by which keys; nobody rests on the way."""
    turning, nth = walk.planner.turning, count()
    begun: dict[str, tuple[int, str]] = {}
    waiting: list[_Reached] = []
    seen: set[Call] = set()
    for dialled in turning.flows.helpline.numbers:
        call = Call("", "", None, dialled, walk.locale)
        waiting.append(_Reached(0, next(nth), "", turning.turn(call, Given(CallStarted(None, dialled)))))
    while waiting and len(begun) < len(turning.flows.helpline.topics):
        reached = heapq.heappop(waiting)
        for event in reached.turn.events:
            if isinstance(event, TopicBegun):
                begun.setdefault(event.topic, (reached.ms, reached.keys))
        place = walk.planner.abstraction.of(reached.turn.call)
        if place in seen or not isinstance(reached.turn.verbs[-1], Collect) or reached.turn.call.spot.phase:
            continue
        seen.add(place)
        for key in KEYS:
            turn = turning.turn(reached.turn.call, Given(Digits(key)))
            if not any(isinstance(event, NotMatched) for event in turn.events):
                ms = reached.ms + _until_pressed(walk, who, reached.turn, key)
                heapq.heappush(waiting, _Reached(ms, next(nth), reached.keys + key, turn))
    return begun


def _until_pressed(walk: Walk, who: str, turn: Turn, key: str) -> int:
    """Milliseconds of a turn until its caller presses a key."""
    clock, collect = walk.planner.turning.clock, turn.verbs[-1]
    heard = clock.until_key(collect.says, key) if isinstance(collect, Collect) and who == LISTENER else 0
    return clock.spoken(turn.verbs[:-1]) + heard + PRESSED_AFTER[who]
