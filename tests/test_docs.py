"""The documentation keeps its word: everything that exists has its heading, and what is shown works."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml
from click.testing import CliRunner
from practice_line import copy_of_the_shipped_helpline
from pydantic import TypeAdapter

from ivr.authoring.located import plain
from ivr.authoring.rules import RULES
from ivr.authoring.yaml_reader import read_yaml
from ivr.commands import COMMANDS, main
from ivr.dialogue.events import Event
from ivr.dialogue.line_words import LINE_PROMPTS
from ivr.dialogue.steps import STEP_TYPES, AnyStep
from ivr.dialogue.steps.step import Step
from ivr.settings import SETTINGS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])

FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OPENING_HOURS = re.compile(r"^hours: .*$", re.MULTILINE)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[str]:
    """The fenced blocks of a kind (`yaml step`), without their fences."""
    return [content for _, info, content in FENCE.findall(text) if info.strip() == kind]


def headings(text: str) -> set[str]:
    return set(HEADING.findall(FENCE.sub("", text)))


def anchors(path: Path) -> set[str]:
    """The names by which a page's headings are linked to, as the usual renderers make them."""
    found = headings(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


DEMANDED = [
    *(("docs/flows.md", name) for name in STEP_TYPES),
    *(("docs/operations.md", name) for name in SETTINGS),
    *(("docs/operations.md", name) for name in COMMANDS),
    *(("docs/operations.md", kind.__name__) for kind in get_args(Event)),
    *(("docs/checks.md", name) for name in RULES),
]


@pytest.mark.parametrize(("name", "thing"), DEMANDED, ids=[thing for _, thing in DEMANDED])
def test_everything_that_can_be_used_or_met_has_a_heading(name: str, thing: str) -> None:
    assert f"`{thing}`" in headings(page(name)), f"{name} has no heading for {thing}"


@pytest.mark.parametrize("name", ["docs/flows.md", "docs/operations.md", "docs/checks.md"])
def test_no_heading_tells_of_a_thing_that_is_gone(name: str) -> None:
    told = {heading.strip("`") for heading in headings(page(name)) if heading.startswith("`")}

    assert told <= {thing for home, thing in DEMANDED if home == name}


def test_the_severity_of_every_rule_is_told() -> None:
    text = page("docs/checks.md")

    warnings = set(re.findall(r"^### `(.+)`\n\*Warning\.\*", text, re.MULTILINE))

    assert warnings == {name for name, rule in RULES.items() if rule.severity == "warning"}


def test_every_prompt_of_the_line_itself_is_told() -> None:
    assert {key for key in LINE_PROMPTS if f"`{key}`" not in page("docs/prompts.md")} == set()


def step_examples() -> Iterator[tuple[str, object]]:
    for block in blocks(page("docs/flows.md"), "yaml step"):
        node, problems = read_yaml("flows/example.yaml", block.encode())
        assert not problems, block
        assert node is not None, block
        table = plain(node)
        assert isinstance(table, dict)
        yield from table.items()


def test_every_step_example_loads_and_every_type_has_one() -> None:
    adapter: TypeAdapter[Step] = TypeAdapter(AnyStep)

    steps = [adapter.validate_python(step, context={"flow": "main"}) for _, step in step_examples()]

    assert {step.type for step in steps} == set(STEP_TYPES)


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_every_field_of_a_step_type_is_told_under_its_heading(kind: str) -> None:
    text = page("docs/flows.md")
    shared = text.split("## What every listening step does")[1].split("\n## ")[0]
    section = text.split(f"### `{kind}`\n")[1].split("\n### ")[0]

    fields = set(STEP_TYPES[kind].model_fields) - {"type"}

    assert {field for field in fields if f"`{field}`" not in section + shared} == set()


@pytest.mark.parametrize("block", blocks(page("README.md"), "yaml"))
def test_the_yaml_in_the_readme_is_that_of_the_shipped_line(block: str) -> None:
    shipped = [
        path.read_text(encoding="utf-8") for part in ("flows", "prompts") for path in (ROOT / part).rglob("*.yaml")
    ]

    assert any(block in text for text in shipped) or any(_begins_in(block, text) for text in shipped), block


def _begins_in(block: str, text: str) -> bool:
    """Whether a block shows the beginning of each of its keys as the file has it."""
    shown, whole = yaml.safe_load(block), yaml.safe_load(text)
    return all(key in whole and value.items() <= whole[key].items() for key, value in shown.items())


def readme_call() -> tuple[str, str]:
    """The keys and the transcript of the call that the README shows."""
    block = next(block for block in blocks(page("README.md"), "") if block.startswith("$ scripts/call"))
    command, _, transcript = block.partition("\n")
    return command.split('"')[1], transcript.rstrip()


def test_the_call_in_the_readme_is_what_callers_hear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path)
    text = (helpline / "helpline.yaml").read_text(encoding="utf-8")
    always_open, changed = OPENING_HOURS.subn('hours: {care: {always: "yes"}}', text)
    (helpline / "helpline.yaml").write_text(always_open, encoding="utf-8")
    keys, shown = readme_call()
    monkeypatch.chdir(tmp_path)

    called = CliRunner().invoke(main, ["call", "--helpline", ".", "--keys", keys], env={"COLUMNS": "100"})

    assert changed == 1
    assert called.exit_code == 0, called.output
    heard = called.output.partition("\n\n")[0].rstrip()
    if request.config.getoption("--update"):
        (ROOT / "README.md").write_text(page("README.md").replace(shown, heard), encoding="utf-8")
        return
    assert heard == shown, "the words have changed: scripts/test tests/test_docs.py --update"


@pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_every_link_leads_somewhere(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    broken = [link for link in LINK.findall(text) if not link.startswith("http") and not leads_somewhere(path, link)]

    assert broken == []


def leads_somewhere(path: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    return target.exists() and (not anchor or anchor in anchors(target))


def commands_shown(start: str) -> list[str]:
    """Commands in the README that begin so, by their first word after it."""
    return sorted({found for block in FENCE.findall(page("README.md")) for found in re.findall(start, block[2])})


@pytest.mark.parametrize("script", commands_shown(r"scripts/\w+"))
def test_every_script_in_the_readme_is_there(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


@pytest.mark.parametrize("command", commands_shown(r"scripts/ivr ([a-z]+(?: show)?)"))
def test_every_command_in_the_readme_explains_itself(command: str) -> None:
    helped = CliRunner().invoke(main, [*command.split(), "--help"])

    assert helped.exit_code == 0, helped.output


@pytest.mark.parametrize("path", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_pages_name_no_place_of_one_machine(path: Path) -> None:
    assert not re.search(r"/(home|root|work|Users)/", path.read_text(encoding="utf-8"))
