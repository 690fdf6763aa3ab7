"""Each row of what the proof drops of a call: random calls go the same ways when only that is otherwise."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dropped_fields import DROPPED, Dropped
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from random_calls import Deed, Taking, awaited, deeds, real_takings
from random_flows import release_of, small_flows
from stories import CALLER

from ivr.authoring.proof.places import OVER
from ivr.authoring.proof.proof import walk_of
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import Call, Tries
from ivr.dialogue.engine import MAX_HAND_OFFS, MAX_TURNS, Turn, advance
from ivr.dialogue.events import StepEntered
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import LineFault

DOCS = Path(__file__).parents[3] / "docs" / "proof.md"
ENOUGH = 60
Engine = Callable[[Flows, Taking], Turn]


def test_every_row_of_the_table_is_here() -> None:
    table = DOCS.read_text(encoding="utf-8").partition("| of a call | kept |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", table, re.MULTILINE)

    assert {name for name, kept in rows if kept != "all"} == set(DROPPED)
    assert {name for name, kept in rows if kept == "all"} == {"tries of the step"}


@pytest.mark.parametrize("name", DROPPED)
def test_what_is_dropped_changes_no_way(name: str) -> None:
    property_of(DROPPED[name], _engine, tuple(Phase))()


@pytest.mark.parametrize("name", DROPPED)
def test_an_engine_that_went_by_it_would_be_found_out(name: str) -> None:
    dropped = DROPPED[name]

    def broken(flows: Flows, taking: Taking) -> Turn:
        return _engine(flows, replace(taking, given=LineFault("broken")) if dropped.is_told(taking) else taking)

    with pytest.raises(AssertionError, match="goes another way"):
        property_of(dropped, broken, (Phase.generate,))()


def property_of(dropped: Dropped, engine: Engine, phases: tuple[Phase, ...]) -> Callable[[], None]:
    """That whatever differs only in what is dropped goes as one of those turns that the walk tries."""

    @settings(max_examples=ENOUGH, phases=phases, report_multiple_bugs=False)
    @given(small_flows(), deeds, st.booleans(), st.data())
    def holds(flows: Flows, done: list[Deed], known: bool, data: st.DataObject) -> None:
        walk = walk_of(release_of(flows), "en-US")
        for real in real_takings(flows, done, CALLER if known else None):
            taking = _anywhere(data, real)
            other = dropped.vary(data, walk, taking)
            seen = _seen(walk, other, engine(flows, other))
            tried = [_seen(walk, each, engine(flows, each)) for each in dropped.tried(walk, taking, other)]
            assert seen in tried, f"{other} goes another way than {taking}: {seen}"

    return holds


def _engine(flows: Flows, taking: Taking) -> Turn:
    return advance(flows, taking.call, taking.given, taking.now)


def _anywhere(data: st.DataObject, taking: Taking) -> Taking:
    """The turn in a call that has other counters, since a short call never comes to the highest."""
    if not taking.call.step:
        return taking
    tries = Tries(*(data.draw(st.integers(0, 2)) for _ in range(3)))
    late = data.draw(st.sampled_from((taking.call.turn, taking.call.turn, MAX_TURNS)))
    errors, hand_offs = data.draw(st.integers(0, 7)), data.draw(st.integers(0, MAX_HAND_OFFS + 2))
    return replace(taking, call=replace(taking.call, turn=late, tries=tries, errors=errors, hand_offs=hand_offs))


def _seen(walk: Walk, taking: Taking, turn: Turn) -> tuple[object, ...]:
    """The exits, the steps and the kinds of verbs of a turn, and the abstract call after it."""
    awaits = awaited(turn)
    spent = MAX_TURNS if taking.call.turn >= MAX_TURNS else 0
    over = Call("", "", None, "", walk.locale)
    after = over if awaits in OVER else walk.planner.abstraction.of(replace(turn.call, turn=spent))
    steps = tuple(event.step for event in turn.events if isinstance(event, StepEntered))
    return (turn.walked, steps, tuple(type(verb).__name__ for verb in turn.verbs), awaits, after)
