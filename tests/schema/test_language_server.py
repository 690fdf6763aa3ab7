"""What an editor does with the files, by the language server that editors use; skipped where it is not installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import ROOT, Editor, language_server

from ivr.dialogue.steps import STEP_TYPES
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.transfer import TransferExits

PROGRAM = language_server()

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="npm install --prefix .cache yaml-language-server")


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    with Editor(PROGRAM or "") as opened:
        yield opened


def modeline(file: str) -> str:
    kind = {"flows": "flow", "prompts": "prompts", "calls": "calls"}.get(file.partition("/")[0], "helpline")
    return f"# yaml-language-server: $schema={'../' * file.count('/')}schema/{kind}.json\n"


def typed(file: str, text: str) -> tuple[Path, str, int, int]:
    """A new file with a text in which `|` stands for the cursor: path, text, and the cursor's line and column."""
    whole = modeline(file) + text
    before = whole.partition("|")[0]
    return ROOT / file, whole.replace("|", "", 1), before.count("\n"), len(before.rpartition("\n")[2])


UNDERLINED = {
    "a mistyped key": ("flows/a1.yaml", "a:\n  type: say\n  promt: x\n", 3, "promt is not allowed"),
    "a mistyped type": ("flows/a2.yaml", "a: {type: godbye, prompt: x}\n", 1, "Value must be"),
    "an outcome without a way": ("flows/a3.yaml", "a: {type: yes_no, prompt: x, on: {said_yes: a}}\n", 1, "said_no"),
    "a step that is no name": ("flows/a4.yaml", "a: {type: say, prompt: x, then: My Step}\n", 1, "name a step of this"),
    "a wait that is too long": ("flows/a5.yaml", "a: {type: say, prompt: x, then: a}\nb:\n  type: yes_no\n"
                                "  prompt: x\n  first_key: 90s\n  on: {said_yes: a, said_no: a}\n", 5, "1s to 60s"),
    "a step called as an act": ("flows/a6.yaml", "back: {type: goodbye, prompt: x}\n", 1, "what keys do everywhere"),
    "a key of the line": ("helpline_a7.yaml", "notcies: []\n", 1, "notcies is not allowed"),
    "a kind of wording": ("prompts/en-US/a8.yaml", "a.b:\n  first: x\n  noinput: y\n", 3, "noinput is not allowed"),
    "a move of a call": ("calls/a9.yaml", "a:\n  call:\n    - pres: 3\n", 3, "pres is not allowed"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line", "told"), UNDERLINED.values(), ids=UNDERLINED)
def test_a_fault_is_underlined_where_it_stands(editor: Editor, file: str, text: str, line: int, told: str) -> None:
    found = editor.open(ROOT / file, modeline(file) + text)

    assert [each for each in found if told in each["message"] and each["range"]["start"]["line"] == line], found


OFFERED = {
    "the kinds of steps": ("flows/b1.yaml", "a:\n  type: |\n", set(STEP_TYPES)),
    "the keys of a menu": ("flows/b2.yaml", "a:\n  type: menu\n  |\n", set(MenuStep.model_fields) - {"type"}),
    "its outcomes": ("flows/b3.yaml", "a:\n  type: transfer\n  on:\n    |\n", set(TransferExits.model_fields)),
    "the keys of the line": ("helpline_b4.yaml", "|\n", {"numbers", "locales", "facts", "always", "defaults"}),
    "the kinds of wordings": ("prompts/en-US/b5.yaml", "a.b:\n  first: x\n  |\n", {"no_input", "no_match", "without"}),
    "the moves of a call": ("calls/b6.yaml", "a:\n  call:\n    - |\n", {"hear", "press", "wait", "reach", "hang_up"}),
    "what people do": ("calls/b7.yaml", "a:\n  agent: |\n", {"answers", "busy", "waits"}),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "wanted"), OFFERED.values(), ids=OFFERED)
def test_what_can_be_written_is_offered(editor: Editor, file: str, text: str, wanted: set[str]) -> None:
    path, whole, line, column = typed(file, text)
    editor.open(path, whole)

    assert wanted <= set(editor.offered(path, line, column))


EXPLAINED = {
    "a kind of step, with an example": (
        "flows/c1.yaml",
        "|a: {type: say, prompt: x, then: a}\n",
        "welcome: {type: say",
    ),
    "a key of a step": ("flows/c2.yaml", "a:\n  type: say\n  pro|mpt: x\n  then: a\n", "The words."),
    "a key of the line": ("helpline_c3.yaml", "not|ices: []\n", "which no key cuts"),
    "a kind of wording": ("prompts/en-US/c4.yaml", "a.b:\n  first: x\n  no_in|put: y\n", "After silence"),
    "a move of a call": ("calls/c5.yaml", "a:\n  call:\n    - pre|ss: 3\n", "The caller presses keys"),
}


@pytest.mark.parametrize(("file", "text", "told"), EXPLAINED.values(), ids=EXPLAINED)
def test_what_the_mouse_rests_on_is_explained(editor: Editor, file: str, text: str, told: str) -> None:
    path, whole, line, column = typed(file, text)
    editor.open(path, whole)

    assert told in editor.hover(path, line, column).replace("\\", "")


@pytest.mark.parametrize(
    "file", ["helpline.yaml", "flows/main.yaml", "prompts/en-US/topics/care.yaml", "calls/orders.yaml"]
)
def test_nothing_is_underlined_in_a_shipped_file(editor: Editor, file: str) -> None:
    assert editor.open(ROOT / file, (ROOT / file).read_text(encoding="utf-8")) == []
