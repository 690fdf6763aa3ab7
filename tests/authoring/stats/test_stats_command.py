"""`ivr stats`: what it prints for people and for programs, in how much time, and what it exits with."""

import csv
import io
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.commands import main

ROOT = Path(__file__).parents[3]
CLINIC = str(ROOT / "examples" / "clinic")
SECONDS = 5.0  # for the shipped line


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["stats", *words], env={"COLUMNS": "80", "NO_COLOR": "1"})


def test_the_shipped_line_is_measured_in_time() -> None:
    began = time.process_time()
    told = run("--helpline", str(ROOT))

    assert told.exit_code == 0, told.output
    assert time.process_time() - began < SECONDS


def test_the_tables_fit_on_a_screen_and_say_once_that_speech_is_not_built() -> None:
    told = run("--helpline", str(ROOT)).output

    assert max(map(len, told.splitlines())) <= 80
    assert told.count("not yet") == 1
    order = [told.index(title) for title in ("topics", "questions", "transfers", "persons", "longest way", "menus")]
    assert order == sorted(order)
    assert "prompts, longest first" in told


def test_what_is_beyond_the_caller_rules_is_marked() -> None:
    told = run("--helpline", CLINIC).output

    (prepare,) = (line for line in told.splitlines() if line.startswith("info.prepare   "))
    assert prepare.split() == ["info.prepare", "3", "4", "7.4", "16", "!33.5", "64"]


def test_other_programs_read_the_same_as_json_and_csv() -> None:
    as_json = json.loads(run("--helpline", CLINIC, "--format", "json").stdout)
    as_csv = list(csv.DictReader(io.StringIO(run("--helpline", CLINIC, "--format", "csv").stdout)))

    goals = as_json["locales"]["en-US"]["goals"]
    listed = {
        (row["name"], row["who"]): float(row["seconds"]) for row in as_csv if row["figure"] != "person" and row["who"]
    }
    assert {(goal["name"], "expert"): goal["expert"]["seconds"] for goal in goals}.items() <= listed.items()
    assert sum(row["figure"] == "prompt" for row in as_csv) == len(as_json["locales"]["en-US"]["prompts"])


def test_one_flow_is_measured_alone() -> None:
    told = run("patient", "--helpline", CLINIC, "--locale", "en-US").output

    assert "patient.chart" in told
    assert "info.prepare" not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("patent", "--helpline", CLINIC), "there is no flow 'patent' (did you mean 'patient'?)"),
        (("--locale", "en-UK", "--helpline", CLINIC), "there is no locale 'en-UK'"),
        (("--helpline", "nowhere"), "no helpline.yaml in 'nowhere'"),
    ],
    ids=["a flow that is not there", "a locale that is not there", "no helpline"],
)
def test_what_cannot_be_measured_is_told(words: tuple[str, ...], told: str) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert told in result.output


def test_a_helpline_with_errors_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "helpline.yaml").write_text("numbers: {}\n", encoding="utf-8")

    result = run("--helpline", str(tmp_path))

    assert result.exit_code == 2
    assert "see ivr check" in result.output
