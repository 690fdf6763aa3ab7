"""Statement 2: whoever is silent or presses wrong keys comes to a person or to a polite end.

In the graph of turns that no caller wants there must be no circle; then its longest way is the bound.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.authoring.proof.findings import END, WORDS, Bound, Finding
from ivr.authoring.proof.first_calls import silent_and_wrong
from ivr.authoring.proof.places import DRIFT, Awaits, Given, Marks
from ivr.authoring.proof.stuck import givens_by, givens_to, stuck_call
from ivr.authoring.proof.walk import Walk

OWN_TURN = Marks.SILENT | Marks.STUMBLED
MS = 1000


@dataclass(frozen=True)
class Drift:
    """The ways that nobody wants, by the place they start from; and for each place its longest way to an end.

    `turns` and `ms` are -1 where there is none, since the ways go round in circles.
    """

    ways: dict[int, list[int]]
    turns: list[int]
    ms: list[int]


def nobody_is_left(walk: Walk) -> Iterator[Finding | Bound]:
    """No circle, no end without words, no queue that lets nobody go; and how long it takes at the most."""
    drift = drift_of(walk, DRIFT)
    found = [*_circles(walk, drift), *_cut_off(walk), *_kept_waiting(walk)]
    yield from found
    if not found:
        yield from silent_and_wrong(walk)
        turns, ms = max(drift.turns), max(drift.ms)
        what = f"from anywhere, mixing silence and mistakes as badly as can be: at most {turns} turns and {ms // MS} s"
        yield Bound(2, walk.locale, what)


def drift_of(walk: Walk, wanted: int) -> Drift:
    """The graph of some turns, and the longest ways in it; a person who is reached ends a way."""
    size, ways = len(walk.places), walk.ways
    onward: dict[int, list[int]] = {}
    before: dict[int, list[int]] = {}
    open_ways = [0] * size
    for way, marks in enumerate(ways.marks):
        if marks & wanted and not marks & Marks.REACHED:
            onward.setdefault(ways.sources[way], []).append(way)
            before.setdefault(ways.targets[way], []).append(way)
            open_ways[ways.sources[way]] += 1
    turns, spent = [-1] * size, [-1] * size
    ready = deque(number for number in range(size) if not open_ways[number])
    while ready:
        number = ready.popleft()
        turns[number] = max(
            (_one(ways.marks[way]) + turns[ways.targets[way]] for way in onward.get(number, ())), default=0
        )
        spent[number] = max((ways.ms[way] + spent[ways.targets[way]] for way in onward.get(number, ())), default=0)
        for way in before.get(number, ()):
            open_ways[ways.sources[way]] -= 1
            if not open_ways[ways.sources[way]]:
                ready.append(ways.sources[way])
    return Drift(onward, turns, spent)


def circle_in(walk: Walk, drift: Drift) -> list[int]:
    """The ways of the circle that the shortest call comes to; none when there is no circle."""
    start = next((number for number, turns in enumerate(drift.turns) if turns < 0), None)
    seen: dict[int, int] = {}
    ways: list[int] = []
    while start is not None and start not in seen:
        seen[start] = len(ways)
        ways.append(next(way for way in drift.ways[start] if drift.turns[walk.ways.targets[way]] < 0))
        start = walk.ways.targets[ways[-1]]
    return ways[seen[start] :] if start is not None else []


def circle_call(walk: Walk, circle: list[int]) -> list[Given]:
    """What is given on the shortest call into a circle and once around it."""
    round_ = [walk.givens[walk.ways.givens[way]] for way in circle]
    return givens_to(walk, walk.ways.sources[circle[0]]) + [given for given in round_ if given.input is not None]


def _one(marks: int) -> int:
    return 1 if marks & OWN_TURN else 0


def _circles(walk: Walk, drift: Drift) -> Iterator[Finding]:
    circle = circle_in(walk, drift)
    if not circle or not any(walk.ways.marks[way] & OWN_TURN for way in circle):
        return
    steps = dict.fromkeys(walk.places[walk.ways.sources[way]].call.step for way in circle)
    kinds = {walk.ways.marks[way] & OWN_TURN for way in circle}
    who = "a caller who says nothing" if kinds <= {0, Marks.SILENT} else "a caller who makes mistakes"
    what = f"{who} goes round for ever: {' > '.join((*steps, next(iter(steps))))}"
    yield Finding(2, walk.locale, next(iter(steps)), what, stuck_call(walk, circle_call(walk, circle), END))


def _cut_off(walk: Walk) -> Iterator[Finding]:
    for number, place in enumerate(walk.places):
        if place.awaits is Awaits.ABRUPT_END:
            step = walk.places[walk.ways.sources[walk.found_by[number]]].call.step
            givens = givens_to(walk, number)
            what = f"after '{step}' the line hangs up without a word"
            yield Finding(2, walk.locale, step, what, stuck_call(walk, givens, WORDS))


def _kept_waiting(walk: Walk) -> Iterator[Finding]:
    told = set[str]()
    for way, ms in enumerate(walk.ways.ms):
        place = walk.places[walk.ways.targets[way]]
        if ms < 0 and place.call.step not in told:
            told.add(place.call.step)
            what = f"nobody is ever taken out of the queue of '{place.call.step}'"
            yield Finding(2, walk.locale, place.call.step, what, stuck_call(walk, givens_by(walk, way), END))
