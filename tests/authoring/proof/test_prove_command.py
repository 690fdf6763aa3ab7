"""`ivr prove`: what holds, what does not, and a call script that shows it when it is played."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_line import FILES

from ivr.commands import main

ROOT = Path(__file__).parents[3]
ASKED_FIRST = {
    "helpline.yaml": ('"0": agent.queue', '"0": agent.sure'),
    "flows/agent.yaml": (
        "sorry:",
        """sure: {type: yes_no, prompt: agent.sorry, on: {said_yes: really, said_no: main.more}}
really: {type: yes_no, prompt: agent.sorry, on: {said_yes: queue, said_no: main.more}}
sorry:""",
    ),
}
"""Two questions stand between the key 0 and a person."""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words)])


def small_line(folder: Path, changes: Mapping[str, tuple[str, str]]) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        old, new = changes.get(name, ("", ""))
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "folder", [ROOT, ROOT / "examples" / "clinic", ROOT / "examples" / "city"], ids=lambda it: it.name
)
def test_the_shipped_lines_are_proved(folder: Path) -> None:
    proved = run("prove", folder)

    assert proved.exit_code == 0, proved.output
    assert proved.stdout.count(" holds: ") == 5


def test_the_proof_as_json_has_its_figures() -> None:
    proof = json.loads(run("prove", ROOT / "examples" / "city", "--format", "json").stdout)

    assert proof["holds"] is True
    assert proof["findings"] == []
    assert {bound["statement"] for bound in proof["bounds"]} == {1, 2, 3, 4, 5}
    assert proof["walked"]["places"] > 100


def test_a_call_that_gets_stuck_is_written_as_a_script_that_shows_it(tmp_path: Path) -> None:
    line = small_line(tmp_path, ASKED_FIRST)

    proved = run("prove", line, "--format", "json")
    finding = json.loads(proved.stdout)["findings"][0]
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "stuck.yaml").write_text(finding["script"], encoding="utf-8")
    played = run("play", "--helpline", line, tmp_path / "calls")

    assert (proved.exit_code, finding["statement"]) == (1, 1)
    assert played.exit_code == 1
    assert "expected to reach the queue after pressing 0" in " ".join(played.output.split())


def test_mended_the_same_script_goes_as_written(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    script = json.loads(run("prove", small_line(tmp_path / "broken", ASKED_FIRST), "--format", "json").stdout)
    (tmp_path / "stuck.yaml").write_text(script["findings"][0]["script"].replace('    - press: "0"\n', "", 1))

    played = run("play", "--helpline", small_line(tmp_path, {}), tmp_path / "stuck.yaml")

    assert played.exit_code == 0, played.output


def test_a_finding_is_printed_with_its_script(tmp_path: Path) -> None:
    proved = run("prove", small_line(tmp_path, ASKED_FIRST))

    assert proved.exit_code == 1
    assert "1. DOES NOT HOLD: pressing 0" in proved.stdout
    assert "    - reach: queue\n" in proved.stdout


def test_a_line_with_errors_is_not_proved(tmp_path: Path) -> None:
    line = small_line(tmp_path, {"flows/main.yaml": ("then: what_for", "then: what_fro")})

    proved = run("prove", line)

    assert proved.exit_code == 2
    assert "did you mean 'main.what_for'?" in proved.output


def test_without_a_helpline_there_is_nothing_to_prove(tmp_path: Path) -> None:
    assert run("prove", tmp_path).exit_code == 2
