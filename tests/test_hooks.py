"""The hook for pre-commit and the action for GitHub run what they say, on the files that they say."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from ivr.commands import main

ROOT = Path(__file__).parent.parent
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
RUNS = [step["run"] for step in ACTION["runs"]["steps"] if "ivr" in step.get("run", "")]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "mine")]).exit_code == 0
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def run(command: str) -> int:
    """A command as the hook or the action has it."""
    program, *words = shlex.split(command)
    assert program == "ivr"
    return CliRunner().invoke(main, words).exit_code


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_passes_a_good_helpline_and_refuses_a_broken_one(hook: dict[str, Any], mine: Path) -> None:
    good = run(hook["entry"])
    flow = mine / "flows" / "main.yaml"
    flow.write_text(flow.read_text(encoding="utf-8").replace("type: goodbye", "type: godbye"), encoding="utf-8")

    assert good == 0
    assert run(hook["entry"]) != 0


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_a_hook_is_woken_by_the_files_that_it_reads_and_no_others(hook: dict[str, Any]) -> None:
    woken = [name for name in FILES if re.search(hook["files"], name)]

    assert woken == [
        name for name in FILES if name not in ASLEEP and (hook["id"] == "ivr-play" or "calls/" not in name)
    ]


FILES = (
    "helpline.yaml",
    "flows/main.yaml",
    "lines/a/prompts/en-US/topics/x.yml",
    "calls/a.yaml",
    "docs/flows.md",
    "x.yaml",
)
ASLEEP = ("docs/flows.md", "x.yaml")


@pytest.mark.parametrize("command", RUNS)
def test_what_the_action_runs_works(command: str, mine: Path) -> None:
    assert run(command.replace('"$FOLDER"', f"'{mine}'")) == 0


def test_the_action_hands_over_what_it_was_given_by_the_environment_only() -> None:
    assert len(RUNS) == 3
    assert not any("${{" in step.get("run", "") for step in ACTION["runs"]["steps"])
