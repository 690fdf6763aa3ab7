"""A crowd on a running line whose processes are killed: every call ends once, and its record says what happened.

`scripts/campaign` plays this at full size, with the seeds it is given.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from killed_server import KilledServer, Patient, serving, under_fire
from practice_line import ROOT

from ivr.commands.crowd_figures import Judged, figures, judged, table
from ivr.records.calls import calls_by_id
from ivr.records.database import make_engine
from ivr.records.draining import drain
from ivr.records.reaping import SILENT_AFTER, reap
from ivr.simulator.crowd import CrowdLine, Life
from ivr.simulator.crowd_members import Crowd
from ivr.simulator.disorder import ODDS
from ivr.simulator.transport import OverHttp

CALLS = int(os.environ.get("CROWD_CALLS", "150"))
SEEDS = tuple(int(seed) for seed in os.environ.get("CROWD_SEEDS", "1").split())
TOGETHER = 8  # webhooks under way at the same time


def play(server: KilledServer, crowd: Crowd) -> tuple[Life, ...]:
    """The whole crowd, while processes are killed."""
    line = CrowdLine(Patient(OverHttp(server.url, server.account)), server.account, ODDS["some"], together=TOGETHER)
    with under_fire(server, Random(crowd.seed)):
        return tuple(line.play(crowd))


def compared(server: KilledServer, lives: tuple[Life, ...]) -> tuple[Judged, ...]:
    """Each call beside its record, hours later: the reaper has closed what nobody reported the end of.

    What a killed keeper left in the spools when the line was stopped, the next start would drain: so do we.
    """
    engine = make_engine(f"sqlite:///{server.folder}/var/line.db")
    drain(server.folder / "var" / "spool", engine)
    reap(engine, datetime.now(UTC) + 2 * SILENT_AFTER)
    records = calls_by_id(engine, [life.member.dialling.call_id for life in lives])
    engine.dispose()
    return judged(lives, records, server.account)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_call_ends_once_with_the_right_record_whoever_is_killed(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    began = datetime.now(UTC) - timedelta(seconds=1)

    with serving(tmp_path) as server:
        clock = time.perf_counter()
        lives = play(server, Crowd(seed, CALLS, 3600.0, began))
        seconds = time.perf_counter() - clock
    calls = compared(server, lives)

    if "CROWD_CALLS" in os.environ:
        with capsys.disabled():
            print(f"\n\nseed {seed}; killed: {dict(server.killed)}\n{table(figures(calls, seconds))}")  # noqa: T201
    assert len(calls) == CALLS
    assert {call.life.member.index: call.wrong for call in calls if call.wrong} == {}
    assert sum(server.killed.values()) > 0
    assert "Traceback" not in (tmp_path / "serve.log").read_text()


def test_a_crowd_on_a_running_line_is_compared_with_its_record(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        simulated = ivr(server, "simulate", "--url", server.url, "--calls", "12", "--disorder", "much")

    assert simulated.returncode == 0, simulated.stdout + simulated.stderr
    assert "the record is right: 12 of 12 calls" in simulated.stdout


def test_without_the_record_at_hand_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    with serving(tmp_path) as server:
        token = {"TWILIO_ACCOUNT_SID": server.account.sid, "TWILIO_AUTH_TOKEN": server.account.token}
        words = ("simulate", "--url", server.url, "--calls", "2")
        simulated = ivr(server, *words, folder=tmp_path / "elsewhere", environ=token)

    assert simulated.returncode == 0, simulated.stdout + simulated.stderr
    assert "the record of that line is not at hand" in simulated.stderr


def ivr(
    server: KilledServer, *words: str, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ivr", *words],
        cwd=folder or server.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
    )
