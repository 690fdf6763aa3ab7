"""Statement 1: pressing 0 reaches a person within two turns, wherever the line listens."""

from collections.abc import Iterator, Mapping

from ivr.authoring.proof.findings import PERSON, Bound, Finding
from ivr.authoring.proof.places import Awaits, Given, Marks
from ivr.authoring.proof.plans import ZERO
from ivr.authoring.proof.stuck import givens_to, stuck_call
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.engine import MAX_TURNS

MOST = 2  # turns in which 0 brings a person


def zero_brings_a_person(walk: Walk) -> Iterator[Finding | Bound]:
    """A person, or the words that nobody is there now: a hand-off is reached, in every state of the opening hours."""
    handed, after = _handed(walk), _after_zero(walk)
    slow, told = 0, set[str]()
    for number, place in enumerate(walk.places):
        if place.awaits is not Awaits.KEYS or place.call.turn >= MAX_TURNS or handed.get(number) is True:
            continue
        if all(handed.get(target) is True for target in after.get(number, (-1,))):
            slow += 1
        elif place.call.step not in told:
            told.add(place.call.step)
            givens = [*givens_to(walk, number), *[Given(ZERO)] * MOST]
            what = f"pressing 0 at '{place.call.step}' reaches no hand-off within {MOST} turns"
            yield Finding(1, walk.locale, place.call.step, what, stuck_call(walk, givens, PERSON))
    if not told:
        turns = "one turn" if not slow else "two turns, as a 0 inside an entry is a digit of it"
        yield Bound(1, walk.locale, f"0 reaches a person within {turns}, from each of {len(handed)} listening places")


def _handed(walk: Walk) -> dict[int, bool]:
    """For each place that hears a 0, whether every turn that it leads to reaches a hand-off."""
    handed: dict[int, bool] = {}
    for source, marks in zip(walk.ways.sources, walk.ways.marks, strict=True):
        if marks & Marks.ZERO and walk.places[source].awaits is Awaits.KEYS:
            handed[source] = handed.get(source, True) and bool(marks & Marks.HANDED)
    return handed


def _after_zero(walk: Walk) -> Mapping[int, list[int]]:
    """For each place, where a 0 leads that reaches no hand-off yet."""
    after: dict[int, list[int]] = {}
    for source, target, marks in zip(walk.ways.sources, walk.ways.targets, walk.ways.marks, strict=True):
        if marks & Marks.ZERO and not marks & Marks.HANDED:
            after.setdefault(source, []).append(target)
    return after
