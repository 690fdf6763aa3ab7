"""`ivr prove`: what holds, what does not, and a call script that shows it when it is played."""

import json
import shutil
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


TWO_LOCALES = (
    "locales: [en-US]",
    "locales: [en-US, en-GB]\nvoices: {en-US: Polly.Joanna-Neural, en-GB: Polly.Amy-Neural}",
)


def british_line(folder: Path) -> Path:
    """The small line with a second locale, whose words are the same."""
    line = small_line(folder, {"helpline.yaml": TWO_LOCALES})
    shutil.copytree(line / "prompts" / "en-US", line / "prompts" / "en-GB")
    return line


def test_one_locale_can_be_proved_alone(tmp_path: Path) -> None:
    line = british_line(tmp_path)

    every = json.loads(run("prove", line, "--format", "json").stdout)
    one = json.loads(run("prove", line, "--format", "json", "--locale", "en-GB").stdout)

    assert {bound["locale"] for bound in every["bounds"]} == {"en-US", "en-GB"}
    assert {bound["locale"] for bound in one["bounds"]} == {"en-GB"}
    assert 2 * one["walked"]["places"] == every["walked"]["places"]


def test_an_unknown_locale_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    proved = run("prove", small_line(tmp_path, {}), "--locale", "fr-FR")

    assert proved.exit_code == 2
    assert "no locale 'fr-FR' (it has: en-US)" in proved.stderr


def test_a_long_walk_is_told_of_unless_that_is_unwanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.authoring.proof.walk.TOLD_EACH", 100)
    line = small_line(tmp_path, {})

    told, quiet = run("prove", line), run("prove", line, "--quiet")

    assert "places so far ..." in told.stderr
    assert quiet.stderr == ""
    assert quiet.stdout == told.stdout


def test_our_own_mistake_is_told_apart_from_a_stuck_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ivr.authoring.proof.proof.prove", broken)

    proved = run("prove", small_line(tmp_path, {}))

    assert proved.exit_code == 3
    assert "a bug in ivr prove" in proved.stderr
