"""Finds and reads the call scripts of files and folders."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ivr.authoring.problem import Problem, has_errors
from ivr.rehearsal.reader import read_scripts
from ivr.rehearsal.script import Script

CALLS = "calls"
"""The folder of a helpline in which its call scripts stand."""

ENDINGS = (".yaml", ".yml")


class NoScriptsError(Exception):
    """There is nothing to play; the message says where, and what to do."""


@dataclass(frozen=True)
class Found:
    """The scripts of all files in order, and everything that is wrong with them."""

    scripts: tuple[Script, ...]
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether every call can be played: warnings forbid nothing."""
        return not has_errors(self.problems)

    def only(self, word: str) -> "Found":
        """Those whose file or name holds a text, in whatever case."""
        wanted = re.sub(r"\s+", " ", word).casefold()
        held = (script for script in self.scripts if wanted in f"{script.mark.file} {script.name}".casefold())
        return Found(tuple(held), self.problems)


def read_calls(paths: Iterable[Path]) -> Found:
    """Read the scripts of files and folders. Raises NoScriptsError, and OSError for what cannot be read."""
    scripts: list[Script] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(file for each in paths for file in files_of(each)):
        read, wrong = read_scripts(shown_name(path), path.read_bytes())
        scripts += read
        problems += wrong
    return Found(tuple(scripts), tuple(problems))


def files_of(path: Path) -> Iterator[Path]:
    """The file itself, or every YAML file of a folder; files whose names begin with a dot are an editor's."""
    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise NoScriptsError(f"there is no file or folder '{path}'")
    files = sorted(file for file in path.rglob("*") if file.suffix in ENDINGS and not file.name.startswith("."))
    if not files:
        raise NoScriptsError(f"no call scripts in '{path}': write one, such as {path}/welcome.yaml")
    yield from files


def shown_name(path: Path) -> str:
    """The path as a person at this folder would write it."""
    here = Path.cwd()
    whole = path.resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else path).as_posix()
