"""Statement 5: every topic is reached by keys from the start; and how soon its answer begins."""

from collections.abc import Iterator

from ivr.authoring.proof.findings import Bound, Finding
from ivr.authoring.proof.walk import Walk
from ivr.authoring.stats.callers import SECONDS, Ears, Heard
from ivr.authoring.stats.journeys import TOPIC, Roads

MS = 1000


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
                5,
                walk.locale,
                f"for a caller {who}, {len(topics) - len(begun)} topics begin after a mistake or ringing only",
            )
            continue
        last = max(begun, key=lambda topic: begun[topic].ms)
        ms, keys = begun[last].ms, begun[last].keys
        late = sum(heard.ms > limit * MS for heard in begun.values())
        beyond = f"; {late} of {len(topics)} begin after {limit} s" if late else f", all within {limit} s"
        what = f"for a caller {who} the furthest answer ('{last}', keys {' '.join(keys)}) begins after {ms / MS:.0f} s"
        yield Bound(5, walk.locale, what + beyond)


def _begun(walk: Walk, who: str) -> dict[str, Heard]:
    """What a caller goes through until each topic begins, at the earliest; nobody rests on the way."""
    turning = walk.planner.turning
    ears = Ears(turning.clock, turning.clock.book)
    found = Roads(turning, walk.planner.abstraction, ears, walk.locale).shortest(who)
    return {goal.name: heard for goal, heard in found.items() if goal.kind == TOPIC}
