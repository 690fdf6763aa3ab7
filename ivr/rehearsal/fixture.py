"""Call scripts in pytest: a plugin, `pytest_plugins = ["ivr.rehearsal.fixture"]`, for any helpline's own tests."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ivr.authoring.problem import Problem, has_errors, is_error, shown
from ivr.authoring.sources import HELPLINE, read_sources
from ivr.rehearsal.folders import NoScriptsError, read_calls
from ivr.rehearsal.playing import Outcome, play
from ivr.rehearsal.reader import read_scripts
from ivr.rehearsal.reports import details
from ivr.rehearsal.script import Script
from ivr.rehearsal.stage import Stage


class CallScriptError(Exception):
    """A call script has mistakes; the message shows each with its place."""


def scripts_of(*folders: Path | str) -> tuple[Script, ...]:
    """The scripts of files and folders, for `pytest.mark.parametrize`. Raises CallScriptError."""
    try:
        found = read_calls(map(Path, folders))
    except (NoScriptsError, OSError) as error:
        raise CallScriptError(str(error)) from error
    if not found.is_good:
        raise CallScriptError(_shown(found.problems))
    return found.scripts


def name_of(script: Script) -> str:
    """What a test of this script is called."""
    return f"{script.mark.file}: {script.name}"


def require_good(outcome: Outcome) -> None:
    """Fail unless the call went as written: with what was different, and the transcript."""
    if not outcome.is_good:
        problems = [shown(problem) for problem in outcome.problems]
        pytest.fail("\n".join([outcome.script.name, *problems, *details(outcome)]), pytrace=False)


@pytest.fixture(scope="session")
def helpline_folder(pytestconfig: pytest.Config) -> Path:
    """The folder of the helpline that is rung; override it where it is not the folder of the tests' configuration."""
    return pytestconfig.rootpath


@pytest.fixture(scope="session")
def helpline_stage(helpline_folder: Path | str) -> Stage:
    """The helpline, compiled once for each set of changed facts; the tests end in an error where there is none."""
    folder = Path(helpline_folder)
    if not (folder / HELPLINE).is_file():
        pytest.fail(f"no {HELPLINE} in '{folder}': name its folder with a fixture helpline_folder", pytrace=False)
    stage = Stage(read_sources(folder))
    compiled = stage.compiled()
    if compiled.release is None:
        pytest.fail(f"the helpline in '{folder}' has errors:\n{_shown(compiled.problems)}", pytrace=False)
    return stage


@pytest.fixture
def play_call(helpline_stage: Stage) -> Callable[[Script | str], tuple[Outcome, ...]]:
    """Play a script, or the text of a file of scripts, and fail where a call goes differently."""

    def played(call: Script | str) -> tuple[Outcome, ...]:
        scripts = (call,) if isinstance(call, Script) else read_text(call)
        outcomes = tuple(play(script, helpline_stage) for script in scripts)
        for outcome in outcomes:
            require_good(outcome)
        return outcomes

    return played


def read_text(text: str) -> tuple[Script, ...]:
    """The scripts of a text that stands in a test. Raises CallScriptError."""
    scripts, problems = read_scripts("call script", text.encode())
    if has_errors(problems):
        raise CallScriptError(_shown(problems))
    return scripts


def _shown(problems: Iterable[Problem]) -> str:
    return "\n".join(map(shown, filter(is_error, problems)))
