"""A helpline of one page, with the words of the shipped line, for calls that tests make up."""

from functools import cache
from pathlib import Path

from small_line import sources

from ivr.rehearsal.playing import Outcome, play
from ivr.rehearsal.reader import read_scripts
from ivr.rehearsal.script import Script
from ivr.rehearsal.stage import Stage

ROOT = Path(__file__).parent.parent
LINE = "prompts/en-US/line.yaml"


@cache
def stage() -> Stage:
    """The helpline, compiled once for all tests of a process."""
    return Stage(sources(**{LINE: (ROOT / LINE).read_text(encoding="utf-8")}))


def script(text: str) -> Script:
    """The only script of a text, which must be free of mistakes."""
    scripts, problems = read_scripts("calls/test.yaml", text.encode())
    assert not problems, "\n".join(map(str, problems))
    assert len(scripts) == 1
    return scripts[0]


def call(moves: str, setting: str = "", expect: str = "") -> Script:
    """A script from its moves, each in a line of its own and as it stands behind the dash."""
    lines = [f"  {line}" for line in setting.splitlines()]
    lines += ["  call:", *(f"    - {line.strip()}" for line in moves.strip().splitlines())]
    lines += ["  expect:", *(f"    {line}" for line in expect.splitlines())] if expect else []
    return script("\n".join(["a call:", *lines, ""]))


def played(moves: str, setting: str = "", expect: str = "") -> Outcome:
    """What comes of a script that is made up so."""
    return play(call(moves, setting, expect), stage())


def told(outcome: Outcome) -> list[str]:
    """What was wrong, in words."""
    return [str(each) for each in (*outcome.problems, *outcome.differences)]
