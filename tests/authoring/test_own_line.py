"""The smallest line of the documentation works as it is printed, and what beginners forget is told in one sentence."""

import re
from pathlib import Path

import pytest
from small_line import FILES, sources

from ivr.authoring.compiling import compile_release
from ivr.dialogue.line_words import LINE_PROMPTS

ROOT = Path(__file__).parents[2]
OWN = "prompts/en-US/line.yaml"
BLOCK = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WHISPER = re.compile(r"^line\.whisper:\n(?: .*\n)+", re.MULTILINE)


def printed() -> dict[str, str]:
    """The files of the section, by path."""
    text = (ROOT / "docs/flows.md").read_text(encoding="utf-8")
    return dict(BLOCK.findall(text.split("## Your own line in ten minutes")[1].split("\n## ")[0]))


def test_the_line_of_ten_minutes_has_no_problem() -> None:
    files = printed()
    copied, changed = WHISPER.subn(files[OWN], (ROOT / "examples/city" / OWN).read_text(encoding="utf-8"))

    compiled = compile_release({name: text.encode() for name, text in {**files, OWN: copied}.items()})

    assert changed == 1
    assert set(files) == {"helpline.yaml", "flows/main.yaml", "prompts/en-US/main.yaml", OWN}
    assert list(map(str, compiled.problems)) == []
    assert compiled.release is not None


def told_without(*keys: str) -> list[str]:
    lines = FILES[OWN].splitlines(keepends=True)
    left = "".join(line for line in lines if not line.startswith(tuple(f"{key}:" for key in keys)))
    return list(map(str, compile_release(sources(**{OWN: left or "main.old: words\n"})).problems))


def test_a_line_without_its_own_words_is_told_once_with_where_to_get_them() -> None:
    told = [each for each in told_without(*LINE_PROMPTS) if "warning" not in each]

    assert told == [
        "helpline.yaml:2:11: locales[0]: the line's own words are missing in prompts/en-US/: line.choice, line.yes_no,"
        f" line.which_topic, and {len(LINE_PROMPTS) - 3} more (copy prompts/en-US/line.yaml from the shipped line or an"
        " example, with your own line.whisper)"
    ]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("line.apology", "line.farewell"), "helpline.yaml:2:11: locales[0]: the line's own words are missing in"),
        (("line.farewell",), "prompts/en-US/line.yaml:1:1: line.farewell: no prompt 'line.farewell' in prompts/en-US/"),
    ],
)
def test_few_words_of_the_line_that_are_missing_are_all_named(keys: tuple[str, ...], told: str) -> None:
    problems = told_without(*keys)

    assert len(problems) == 1
    assert problems[0].startswith(told)
    assert all(key in problems[0] for key in keys)
