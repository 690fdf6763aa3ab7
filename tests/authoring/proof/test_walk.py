"""The walk holds every real call, also long ones of the example lines; and it grows with the helpline, not faster."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from growth import PROPORTIONAL, growth

from bench.large_helpline import large_helpline
from ivr.authoring.compiling import compile_release
from ivr.authoring.proof.entries import SINGLE_KEYS
from ivr.authoring.proof.places import OVER, Awaits, Place
from ivr.authoring.proof.plans import FAULT, OUTCOMES
from ivr.authoring.proof.proof import prove, walk_of
from ivr.authoring.proof.turning import awaited
from ivr.authoring.proof.walk import Walk
from ivr.authoring.release import Release
from ivr.authoring.sources import read_sources
from ivr.dialogue.call import Call
from ivr.dialogue.engine import MAX_TURNS, Turn, advance
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput
from ivr.dialogue.verbs import Collect

EXAMPLES = Path(__file__).parents[3] / "examples"
CALLS, TURNS = 150, 60
HABITS = ("#", "*", "?", "8", "", "", "")  # what somebody does again and again; nothing is silence


def release_of(folder: Path) -> Release:
    release = compile_release(read_sources(folder)).release
    assert release is not None
    return release


@pytest.mark.parametrize("name", ["clinic", "city"])
def test_a_long_call_never_leaves_the_walk(name: str) -> None:
    release = release_of(EXAMPLES / name)
    walk = walk_of(release, "en-US", keep_all=True).run()
    ways = _with_back(walk)
    numbers = {place: number for number, place in enumerate(walk.places)}

    for seed in range(CALLS):
        for before, after in pairwise(_call(release, walk, Random(seed))):
            here, there = _place(walk, before), _place(walk, after)
            assert (numbers[here], numbers[there]) in ways, f"call {seed}: never from {here} to {there}"


def test_work_grows_with_the_steps() -> None:
    def work(steps: int) -> None:
        release = releases[steps]
        assert prove(release).holds

    releases = {}
    for steps in (8, 32):
        compiled = compile_release(large_helpline(steps)).release
        assert compiled is not None
        releases[steps] = compiled

    assert growth(work, 8) < PROPORTIONAL


def _with_back(walk: Walk) -> set[tuple[int, int]]:
    """The ways of the walk; those by which one goes back lead straight to the menus."""
    ways = set(zip(walk.ways.sources, walk.ways.targets, strict=True))
    is_back = [place.awaits is Awaits.BACK for place in walk.places]
    menus: dict[int, list[int]] = {}
    for source, target in ways:
        if is_back[source]:
            menus.setdefault(source, []).append(target)
    return ways | {(source, menu) for source, target in ways for menu in menus.get(target, ())}


def _call(release: Release, walk: Walk, chance: Random) -> list[Turn]:
    """A call of somebody who is often silent, often wrong, and long on the line; desks open and close meanwhile."""
    dialled = chance.choice(list(release.flows.helpline.numbers))
    call, given = Call("CA", "", None, dialled, walk.locale), CallStarted(None, dialled)
    turns, habit = [advance(release.flows, call, given, _now(walk, chance))], chance.choice(HABITS)
    while len(turns) < min(TURNS, MAX_TURNS) and awaited(turns[-1], has_words=True) not in OVER:
        turns.append(advance(release.flows, turns[-1].call, _input(turns[-1], habit, chance), _now(walk, chance)))
    return turns


def _now(walk: Walk, chance: Random) -> datetime:
    return chance.choice(walk.planner.turning.moments)


def _input(turn: Turn, habit: str, chance: Random) -> Input:
    awaits, last = awaited(turn, has_words=True), turn.verbs[-1]
    if chance.random() < 0.02:
        return FAULT
    if awaits is not None and awaits in OUTCOMES:
        return chance.choice(OUTCOMES[awaits])
    assert isinstance(last, Collect)
    if chance.random() < 0.6:
        return Digits(habit) if habit else NoInput()
    signs = "0123456789*" if last.max_keys > 1 else "".join(SINGLE_KEYS)
    return Digits("".join(chance.choices(signs, k=chance.randint(1, last.max_keys))))


def _place(walk: Walk, turn: Turn) -> Place:
    awaits = awaited(turn, has_words=True)
    assert awaits is not None
    over = Call("", "", None, "", walk.locale)
    return Place(over if awaits in OVER else walk.planner.abstraction.of(turn.call), awaits)
