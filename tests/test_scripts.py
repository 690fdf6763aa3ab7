"""The scripts at the top: `scripts/test` fails with each of its stages, `scripts/setup` does nothing twice."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("ruff", "mypy", "ivr", "pytest", "coverage")


def folder_with_tools(folder: Path, failing: str) -> Path:
    """A project whose tools do nothing but succeed, save the one call that fails."""
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "test", folder / "scripts")
    script(folder / "scripts" / "setup", "exit 0")
    for line in ("a", "b"):
        (folder / "examples" / line).mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    for tool in TOOLS:
        script(folder / ".venv" / "bin" / tool, f'[[ "{tool} $*" != "{failing}"* ]]')
    return folder


def script(path: Path, command: str) -> None:
    path.write_text(f"#!/usr/bin/env bash\n{command}\n", encoding="utf-8")
    path.chmod(0o755)


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([folder / "scripts" / "test"], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("failing", "stage"),
    [
        ("ruff check", "lint"),
        ("ruff format", "lint"),
        ("mypy", "types"),
        ("ivr check .", "flows"),
        ("ivr check examples/a/", "flows"),
        ("pytest", "tests"),
        ("coverage report", "coverage of the pure floors"),
    ],
)
def test_each_stage_that_fails_ends_the_check_and_is_named(tmp_path: Path, failing: str, stage: str) -> None:
    checked = run(folder_with_tools(tmp_path, failing))

    assert checked.returncode != 0
    assert checked.stdout.splitlines()[-1].startswith((f"== {stage} (after ", ".", "examples/a/"))
    assert f"== FAILED: {stage} (after " in checked.stderr


def test_when_nothing_fails_the_check_says_so(tmp_path: Path) -> None:
    checked = run(folder_with_tools(tmp_path, "nothing"))

    assert checked.returncode == 0, checked.stderr
    assert "== all passed (after " in checked.stdout
    assert checked.stderr == ""
