"""The shortest keys to each topic: a search through the flows, key by key, on the engine alone."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ivr.dialogue.call import Call, Tries
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.events import Event, TopicBegun
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import CallStarted, Digits
from ivr.dialogue.verbs import Collect

KEYS = "1234567890*#"


@dataclass(frozen=True)
class Way:
    """Keys that lead somewhere, one entry for each time the line listened, and the call as it then is."""

    keys: tuple[str, ...]
    turn: Turn


def shortest_ways(flows: Flows, call: Call, now: datetime) -> Mapping[str, Way]:
    """For each topic that keys lead to from a call's beginning, the fewest keys; steps that take entries end a way."""
    first = Way((), advance(flows, call, CallStarted(call.caller, call.dialled), now))
    found: dict[str, Way] = {}
    seen = {_place(first.turn.call)}
    ways = deque([first])
    while ways:
        way = ways.popleft()
        for topic in _begun(way.turn.events):
            found.setdefault(topic, way)
        for onward in _onward(flows, way, now):
            place = _place(onward.turn.call)
            if place not in seen:
                seen.add(place)
                ways.append(onward)
    return found


def _onward(flows: Flows, way: Way, now: datetime) -> Iterator[Way]:
    """What each key leads to, where the line listens for one."""
    listening = way.turn.verbs[-1]
    if not isinstance(listening, Collect) or listening.max_keys != 1:
        return
    for key in KEYS:
        turn = advance(flows, way.turn.call, Digits(key), now)
        if turn.call.errors == 0:  # stumbling is no way to anywhere
            yield Way((*way.keys, key), turn)


def _begun(events: tuple[Event, ...]) -> Iterator[str]:
    return (event.topic for event in events if isinstance(event, TopicBegun))


def _place(call: Call) -> Call:
    """The call without what leads nowhere else: how it came here, how often it stumbled, what it was told."""
    return replace(call, turn=0, tries=Tries(), backs=(), told=(), answers=(), patience=0)
