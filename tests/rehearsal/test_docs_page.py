"""The page from which operations staff write scripts: its examples play, and it names all that can be written."""

import re
from dataclasses import fields

import pytest
from made_up_calls import ROOT, script, told

from ivr.authoring.sources import read_sources
from ivr.dialogue.disposition import DISPOSITIONS
from ivr.rehearsal.folders import read_calls
from ivr.rehearsal.moves import VERBS
from ivr.rehearsal.playing import play
from ivr.rehearsal.reader import KEYS
from ivr.rehearsal.script import HangUp, Press, Speak
from ivr.rehearsal.stage import Stage
from ivr.rehearsal.worlds import AGENTS
from ivr.simulator.caller import MANNERS

pytest_plugins = ["pytester"]

PAGE = (ROOT / "docs" / "rehearsing.md").read_text(encoding="utf-8")
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
FLOW, TOPICS = "flows/about.yaml", "prompts/en-US/topics/about.yaml"
BLOCKS = [re.sub(r"^ {3}", "", block, flags=re.M) if block.startswith("   ") else block for block in
          re.findall(r"```yaml script\n(.*?)\n *```", PAGE, re.DOTALL)]  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition(":")[0])
def test_every_script_of_the_page_is_free_of_mistakes(block: str) -> None:
    assert script(block).moves


def test_the_large_example_goes_as_written_on_the_shipped_line() -> None:
    outcome = play(script(BLOCKS[-1]), Stage(read_sources(ROOT)))

    assert told(outcome) == []


def with_gift_wrapping() -> Stage:
    flow, topic = (
        re.sub(r"^ {3}", "", block, flags=re.M).encode()
        for kind in ("flow", "topic")
        for block in re.findall(rf"```yaml {kind}\n(.*?)\n *```", CONTENT, re.DOTALL)
    )
    sources = read_sources(ROOT)
    return Stage({**sources, FLOW: flow, TOPICS: sources[TOPICS] + b"\n" + topic})


def test_the_new_choice_of_the_pages_is_free_of_mistakes_and_its_script_plays() -> None:
    stage = with_gift_wrapping()

    new = set(map(str, stage.compiled().problems)) - set(map(str, Stage(read_sources(ROOT)).compiled().problems))
    assert new == set()
    assert told(play(script(BLOCKS[0]), stage)) == []


def test_the_new_choice_changes_the_one_script_that_the_pages_name() -> None:
    stage = with_gift_wrapping()

    found = read_calls([ROOT / "calls" / "main_menu.yaml", ROOT / "calls" / "general_questions.yaml"])
    wrong = [outcome for outcome in (play(each, stage) for each in found.scripts) if not outcome.is_good]

    (name,) = (outcome.script.name for outcome in wrong)
    assert f"`{name}`" in PAGE
    assert f"`{name}`" in CONTENT
    assert told(wrong[0])[0].endswith("the line also said “For gift wrapping, press 3.”")


def test_the_tests_of_a_program_pass_as_they_stand_on_the_page(pytester: pytest.Pytester) -> None:
    tests, override = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    welcome = "hear: press 1"
    (pytester.path / "calls").mkdir()
    (pytester.path / "calls" / "a.yaml").write_text(f"a:\n  call: [{welcome}]\n", encoding="utf-8")
    folder = str(ROOT / "examples" / "city")
    changed = tests.replace('hear: "Thank you for calling"', welcome)
    pytester.makepyfile(f"{changed}\n{override.replace('examples/city', folder)}")

    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")

    result.assert_outcomes(passed=2)


@pytest.mark.parametrize("word", [*KEYS, *VERBS])
def test_everything_that_can_be_written_is_told(word: str) -> None:
    assert re.search(rf"`[^`]*\b{word}\b[^`]*:[^`]*`|`{word}:?`", PAGE), word


@pytest.mark.parametrize("word", [*AGENTS, *MANNERS, *DISPOSITIONS[1:]])
def test_every_word_of_a_closed_list_is_told(word: str) -> None:
    assert f"`{word}`" in PAGE or f": {word}`" in PAGE


def test_every_option_of_a_deed_is_told() -> None:
    options = {field.name for kind in (Press, Speak, HangUp) for field in fields(kind)} - {"keys", "words", "mark"}

    assert {option for option in options if option not in PAGE} == set()


@pytest.mark.parametrize(("manner", "after", "every"), [(name, m.after, m.every) for name, m in MANNERS.items()])
def test_the_figures_of_the_fingers_are_those_of_the_callers(manner: str, after: float, every: float) -> None:
    (row,) = re.findall(rf"^\| `{manner}` \|.*$", PAGE, re.MULTILINE)

    assert f"{after:g} s" in row
    assert row.endswith(f" {every:g} s |")
