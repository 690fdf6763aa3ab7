"""Call scripts in pytest: a plugin, `pytest_plugins = ["ivr.rehearsal.fixture"]`, for any helpline's own tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ivr.authoring.problem import shown
from ivr.authoring.sources import read_sources
from ivr.rehearsal.folders import read_calls
from ivr.rehearsal.playing import Outcome, play
from ivr.rehearsal.reader import read_scripts
from ivr.rehearsal.reports import details
from ivr.rehearsal.script import Script
from ivr.rehearsal.stage import Stage


class CallScriptError(Exception):
    """A call script has mistakes; the message shows each with its place."""


def scripts_of(*folders: Path) -> Iterator[Script]:
    """The scripts of files and folders, for `pytest.mark.parametrize`. Raises CallScriptError."""
    found = read_calls(folders)
    if found.problems:
        raise CallScriptError("\n".join(map(shown, found.problems)))
    yield from found.scripts


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
def helpline_stage(helpline_folder: Path) -> Stage:
    """The helpline, compiled once for each set of changed facts."""
    return Stage(read_sources(helpline_folder))


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
    if problems:
        raise CallScriptError("\n".join(map(shown, problems)))
    return scripts
