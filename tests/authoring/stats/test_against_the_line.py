"""The figures are those of the simulated line: there is no second way of timing."""

from datetime import datetime
from pathlib import Path

import pytest

from ivr.authoring.compiling import compile_release
from ivr.authoring.proof.moments import moments_of
from ivr.authoring.release import Release
from ivr.authoring.sources import read_sources
from ivr.authoring.stats.callers import CALLERS, Heard
from ivr.authoring.stats.journeys import TOPIC
from ivr.authoring.stats.stats import Stats, stats_of
from ivr.dialogue.call import Call
from ivr.rehearsal.engine_call import EngineCall
from ivr.rehearsal.engine_line import EngineLine
from ivr.simulator.caller import MANNERS, Attentive, Caller, Keys, Scripted, Silence
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Pressed
from ivr.simulator.stretch import Stretch
from ivr.simulator.world import World

ROOT = Path(__file__).parents[3]
LINES = {"shipped": ROOT, "clinic": ROOT / "examples" / "clinic", "city": ROOT / "examples" / "city"}
A_TURN = 0.5  # seconds that a turn may differ by: the network takes some, and a key is known as its word begins


@pytest.fixture(scope="module", params=LINES)
def release(request: pytest.FixtureRequest) -> Release:
    compiled = compile_release(read_sources(LINES[request.param])).release
    assert compiled is not None
    return compiled


@pytest.fixture(scope="module")
def stats(release: Release) -> Stats:
    return stats_of(release, "en-US")


@pytest.mark.parametrize("who", CALLERS)
def test_the_keys_are_pressed_on_the_simulated_line_when_the_figures_say(
    release: Release, stats: Stats, who: str
) -> None:
    for goal, ways in stats.journeys.items():
        heard = ways[who]
        if goal.kind == TOPIC and heard.keys:
            took = last_key_at(release, who, heard)
            assert abs(took - heard.ms / 1000) <= A_TURN * (len(heard.keys) + 1), goal


def last_key_at(release: Release, who: str, heard: Heard) -> float:
    """When the last key of a way is pressed by a caller at the telephone."""
    caller: Caller = (
        Attentive(" ".join(heard.keys), Silence())
        if who == "listener"
        else Scripted((Keys(keys) for keys in heard.keys), Silence(), MANNERS[who])
    )
    line = release.flows.helpline
    call = Call("CA1", release.id, None, next(iter(line.numbers)), "en-US")
    began = moments_of(line.hours)[0]
    engine = EngineCall(release, call, datetime.fromtimestamp(began.timestamp(), began.tzinfo))
    playing, answer = EngineLine(engine, CallFields("AC", "CA1", "anonymous", call.dialled), World()).play(), None
    pressed: list[float] = []
    while len(pressed) < len(heard.keys):
        step = playing.send(answer)
        answer = caller.next_act(step) if isinstance(step, Stretch) else None
        if isinstance(step, Pressed):
            pressed.append(step.at)
    return pressed[-1]
