"""The shipped call scripts: every call of calls/ and of the examples, and how much of the flows they walk."""

from functools import cache
from pathlib import Path

import pytest

from ivr.authoring.sources import HELPLINE, read_sources
from ivr.rehearsal.coverage import coverage_of
from ivr.rehearsal.fixture import name_of, require_good, scripts_of
from ivr.rehearsal.folders import CALLS
from ivr.rehearsal.playing import Outcome, play
from ivr.rehearsal.script import Script
from ivr.rehearsal.stage import AS_WRITTEN, Stage

ROOT = Path(__file__).parent.parent
HELPLINES = [path.parent for path in (ROOT / HELPLINE, *sorted(ROOT.glob(f"examples/*/{HELPLINE}")))]
WITH_CALLS = [folder for folder in HELPLINES if list((folder / CALLS).glob("*.yaml"))]
ALL = [(folder, script) for folder in WITH_CALLS for script in scripts_of(folder / CALLS)]


@cache
def stage(folder: Path) -> Stage:
    return Stage(read_sources(folder))


@cache
def outcome(folder: Path, script: Script) -> Outcome:
    return play(script, stage(folder))


@pytest.mark.parametrize(("folder", "script"), ALL, ids=[name_of(script) for _, script in ALL])
def test_a_shipped_call_goes_as_written(folder: Path, script: Script) -> None:
    require_good(outcome(folder, script))


@pytest.mark.parametrize("folder", WITH_CALLS, ids=lambda folder: folder.name)
def test_the_shipped_calls_walk_every_step_and_exit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flows = stage(folder).release(AS_WRITTEN).flows

    coverage = coverage_of(flows, (outcome(home, script) for home, script in ALL if home == folder))

    with capsys.disabled():
        print(f"\n{(folder / CALLS).relative_to(ROOT)}: {coverage}")  # noqa: T201 -- the printed figures
    if folder == ROOT:
        assert coverage.left() == ()
    assert len(coverage.steps_left) <= len(coverage.steps) // 2  # the examples show what calls look like


def test_the_shipped_line_has_its_calls() -> None:
    assert ROOT in WITH_CALLS
