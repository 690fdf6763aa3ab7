"""A problem is told in one line, with its source and a caret, in order, and as JSON."""

import json
import re
from pathlib import Path

import pytest

import ivr.authoring
from ivr.authoring.located import Mark
from ivr.authoring.problem import Problem, as_json, exit_code, gravest_first, in_order, problem, shown, with_source
from ivr.authoring.rules import RULES
from ivr.authoring.suggestions import did_you_mean, fix_for, listed

LOST = problem(
    "target.unknown",
    Mark("flows/main.yaml", 27, 13),
    ("what_for", "choices", 2, "goto"),
    "no step 'refund.menu'",
    hint="did you mean 'refunds.menu'?",
)
LONG = problem("menu.long", Mark("flows/main.yaml", 3), (), "6 choices")


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    assert str(LOST) == (
        "flows/main.yaml:27:13: what_for.choices[2].goto: no step 'refund.menu' (did you mean 'refunds.menu'?)"
    )
    assert str(LONG) == "flows/main.yaml:3:1: warning: 6 choices"


@pytest.mark.parametrize(
    ("column", "source", "shown_below"),
    [
        (7, "goto: refund.menu", "\n    goto: refund.menu\n          ^"),
        (2, "\tgoto", "\n    \tgoto\n    \t^"),
        (1, "", ""),
        (1000, "x" * 999 + "Y" + "x" * 999, "\n    " + "x" * 79 + "Y" + "x" * 80 + "\n    " + " " * 79 + "^"),
        (3, "a \x1b[2J", "\n    a ?[2J\n      ^"),
    ],
)
def test_a_problem_is_shown_with_its_source_and_a_caret(column: int, source: str, shown_below: str) -> None:
    told = with_source(problem("yaml.syntax", Mark("f.yaml", 1, column), (), "what"), (source,))

    assert shown(told) == f"{told} [yaml.syntax]{shown_below}"


def test_a_line_that_does_not_exist_has_no_source() -> None:
    assert with_source(LOST, ("only one",)) == LOST


def test_what_the_author_wrote_cannot_break_a_message_apart() -> None:
    told = problem("yaml.syntax", Mark("f.yaml"), ("a\nb",), "x\n\x1b\u202e" + "y" * 1000)

    assert str(told).startswith("f.yaml:1:1: a b: x ??yyy")
    assert len(str(told)) < 500
    assert str(told).isprintable()


def test_problems_are_sorted_by_place_and_told_once() -> None:
    first = problem("yaml.tab", Mark("a.yaml", 2), (), "a tab")

    assert in_order([LOST, LONG, first, LOST]) == (first, LONG, LOST)


def test_errors_come_before_warnings_and_hints_each_in_their_order() -> None:
    hint = problem("menu.speech", Mark("a.yaml"), (), "speech")
    other = problem("yaml.tab", Mark("a.yaml", 2), (), "a tab")

    assert gravest_first([hint, LONG, other, LOST]) == (other, LOST, LONG, hint)


def test_only_errors_make_a_command_fail() -> None:
    assert exit_code([]) == 0
    assert exit_code([LONG]) == 0
    assert exit_code([LONG, LOST]) == 1


def test_a_problem_is_json() -> None:
    assert json.loads(json.dumps(as_json(LOST))) == {
        "rule": "target.unknown",
        "severity": "error",
        "file": "flows/main.yaml",
        "line": 27,
        "column": 13,
        "path": "what_for.choices[2].goto",
        "message": "no step 'refund.menu'",
        "hint": "did you mean 'refunds.menu'?",
        "source": "",
    }


def test_every_rule_is_told_somewhere_and_every_rule_told_is_known() -> None:
    folder = Path(ivr.authoring.__file__).parent
    code = "".join(path.read_text() for path in folder.rglob("*.py") if path.name != "rules.py")

    assert [rule for rule in RULES if f'"{rule}"' not in code and rule.partition(".")[2] != "unknown"] == []
    assert set(re.findall(r'tell\(\s*"([a-z-]+\.[a-z-]+)"', code)) <= set(RULES)


@pytest.mark.parametrize(
    ("word", "known", "fix"),
    [
        ("refund.menu", ["refunds.menu", "care.menu"], "did you mean 'refunds.menu'?"),
        ("agent", ["agent.queue", "main.bye"], "did you mean 'agent.queue'?"),
        ("queue", ["agent.queue", "main.bye"], "did you mean 'agent.queue'?"),
        ("menu", ["care.menu", "gift.menu"], "known: care.menu, gift.menu"),
        ("zzz", [], ""),
        ("zzz", [f"name{number}" for number in range(9)], ""),
    ],
)
def test_the_likely_fix_is_named(word: str, known: list[str], fix: str) -> None:
    assert fix_for(word, known) == fix


def test_nothing_is_guessed_for_a_word_like_no_other() -> None:
    assert did_you_mean("zzz", ["care.menu"]) == ""
    assert listed(["b", "a"]) == "known: a, b"


def test_problems_are_values() -> None:
    assert Problem("r", "error", "f", 1, 1, "", "m") == Problem("r", "error", "f", 1, 1, "", "m")
