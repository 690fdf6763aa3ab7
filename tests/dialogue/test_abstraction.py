"""What the proof drops of a call changes nothing about where it goes: whatever a real call does, its walk has done."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_calls import Deed, awaited, deeds, real_turns
from random_flows import release_of, small_flows
from stories import CALLER

from ivr.authoring.proof.places import OVER, Awaits, Place
from ivr.authoring.proof.proof import walk_of
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn
from ivr.dialogue.flows import Flows

SHRINKING = 900  # seconds that a failure may take to become a small one; cut short, it would be told as a flaky test


@pytest.mark.timeout(SHRINKING)
@given(small_flows(), st.lists(st.tuples(deeds, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=30)
def test_whatever_a_call_does_the_walk_has_done(flows: Flows, calls: list[tuple[list[Deed], bool]]) -> None:
    walk = walk_of(release_of(flows), "en-US", keep_all=True).run()
    numbers = {place: number for number, place in enumerate(walk.places)}
    ways = set(zip(walk.ways.sources, walk.ways.targets, strict=True))

    for done, is_known in calls:
        for before, after in pairwise(real_turns(flows, done, CALLER if is_known else None)):
            here, there = place_of(walk, before), place_of(walk, after)
            assert here in numbers, f"the walk was never at {here}"
            assert there in numbers, f"the walk was never at {there}, where {here} led"
            assert is_led(walk, ways, numbers[here], numbers[there]), f"the walk never went from {here} to {there}"
            assert set(after.walked) <= walk.exits, f"the walk never took {set(after.walked) - walk.exits}"


def is_led(walk: Walk, ways: set[tuple[int, int]], here: int, there: int) -> bool:
    """Whether the walk has a way, or one by way of the menus that `back` may lead to."""
    if (here, there) in ways:
        return True
    through = (number for number, place in enumerate(walk.places) if place.awaits is Awaits.BACK)
    return any((here, number) in ways and (number, there) in ways for number in through)


def place_of(walk: Walk, turn: Turn) -> Place:
    awaits = awaited(turn)
    assert awaits is not None
    if awaits in OVER:
        return Place(Call("", "", None, "", walk.locale), awaits)
    return Place(walk.planner.abstraction.of(turn.call), awaits)
