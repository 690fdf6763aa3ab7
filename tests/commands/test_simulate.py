"""`ivr simulate`: a crowd rings, figures are printed, and one caller of it can be played again."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lent_line import PUBLIC, running
from practice_line import copy_of_the_shipped_helpline

from ivr.commands import crowd_figures, crowd_stage, main
from ivr.commands.crowd_stage import Records


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_of_the_shipped_helpline(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def simulate(*options: str, columns: int = 100) -> Result:
    return CliRunner().invoke(main, ["simulate", *options], env={"COLUMNS": str(columns)})


def test_a_crowd_rings_and_the_record_is_right(line: Path) -> None:
    told = simulate("--calls", "12", "--seed", "3", "--over", "10m", "--disorder", "much")

    assert told.exit_code == 0, told.output
    assert re.search(r"^calls +12$", told.stdout, re.MULTILINE)
    assert "the record is right: 12 of 12 calls" in told.stdout
    assert not (line / "var" / "line.db").exists(), "the line's own record is left alone"


def test_one_caller_of_it_is_played_again_with_the_transcript(line: Path) -> None:
    first = simulate("--calls", "12", "--seed", "3", "--only", "4")
    again = simulate("--calls", "12", "--seed", "3", "--only", "4")

    assert first.exit_code == 0, first.output
    assert first.stdout == again.stdout
    assert first.stdout.startswith("caller 4: ")
    assert "0:00  line" in first.stdout
    assert "the record is right: 1 of 1 call\n" in first.stdout


def test_programs_read_the_figures_as_json(line: Path) -> None:
    told = simulate("--calls", "5", "--agent", "busy", "--format", "json", "--progress")

    rows = json.loads(told.stdout)
    assert (rows["calls"], rows["compared"], rows["differences"]) == (5, True, [])
    assert "calls" in told.stderr


def test_a_record_that_is_wrong_is_listed_with_the_command_that_plays_the_call(
    line: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd_figures, "differences", lambda *_, **__: ["the record has lost a request"])

    told = simulate("--calls", "2", "--seed", "7", "--over", "90s", "--agent", "waits")

    assert told.exit_code == 1
    assert "ivr simulate --calls 2 --seed 7 --over 90s --agent waits --only 1" in told.stdout
    assert "  the record has lost a request" in told.stdout
    assert "the record is wrong about 2 of 2 calls" in told.stdout


WRONG = {
    "a span of time": (["--over", "long"], "'long' is no span of time"),
    "a moment": (["--at", "someday"], "'someday' is no moment"),
    "no line": (["--url", "http://127.0.0.1:9"], "ivr: nothing answers at http://127.0.0.1:9: start it with"),
    "two lines": (["--url", "http://127.0.0.1:9", "--helpline", "."], "leave out --helpline"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_meant_is_named(line: Path, what: str) -> None:
    options, named = WRONG[what]

    told = simulate("--calls", "1", *options)

    assert told.exit_code == 2
    assert named in told.output


@pytest.mark.parametrize("columns", [40, 80])
def test_figures_and_transcripts_fit_on_the_screen(line: Path, columns: int) -> None:
    figures = simulate("--calls", "12", "--disorder", "much", columns=columns)
    one = simulate("--calls", "12", "--only", "4", columns=columns)

    assert figures.exit_code == one.exit_code == 0
    assert max(map(len, figures.stdout.splitlines() + one.stdout.splitlines())) <= columns
    assert re.search(r" \d+  caller: hung up$", figures.stdout, re.MULTILINE)


@pytest.mark.parametrize(("records", "code"), [(None, 0), ({}, 1)], ids=["not at hand", "at hand without the calls"])
def test_a_record_without_any_of_the_calls_is_a_failure_where_one_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: Records | None, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLIC_URL", PUBLIC["PUBLIC_URL"])
    monkeypatch.setattr(crowd_stage, "_kept_records", lambda *_: records)

    with running(tmp_path) as url:
        told = simulate("--calls", "2", "--disorder", "none", "--url", url)

    assert told.exit_code == code, told.output
    assert "of that line is not at hand" in told.stderr if records is None else "has none of these" in told.stderr
