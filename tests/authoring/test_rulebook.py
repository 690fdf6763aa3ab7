"""Every rule is explained, in the documentation and at the terminal, from the same words."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.authoring.rulebook.pages import CHAPTER, page
from ivr.authoring.rules import CHAPTERS, RULES
from ivr.commands import main

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def generated(written: str) -> str:
    """The page with its chapters as the rules have them now; what stands before them is written by hand."""
    introduction = written.partition(f"{CHAPTER}{next(iter(CHAPTERS))}")[0]
    return introduction + page(CHAPTERS)


def test_the_page_of_the_rules_is_that_of_the_rulebook(request: pytest.FixtureRequest) -> None:
    written = PAGE.read_text(encoding="utf-8")

    if request.config.getoption("--update"):
        PAGE.write_text(generated(written), encoding="utf-8")
        return
    assert generated(written) == written, (
        "the rules have changed: scripts/test tests/authoring/test_rulebook.py --update"
    )


@pytest.mark.parametrize("name", RULES)
def test_each_rule_tells_what_it_asks_and_why_with_an_example(name: str) -> None:
    rule = RULES[name]

    explained = CliRunner().invoke(main, ["explain", name])

    assert explained.exit_code == 0
    assert explained.output.startswith(f"{name} ({rule.severity}): {rule.asks}")
    assert "wrong:\n    " in explained.output
    assert "right:\n    " in explained.output
    assert rule.wrong != rule.right
    assert rule.tells.rstrip().endswith((".", ":", "`", '"'))


def test_rules_are_listed_by_chapters() -> None:
    listed = CliRunner().invoke(main, ["explain"])

    assert listed.exit_code == 0
    assert [line for line in listed.output.splitlines() if line and not line.startswith(" ")] == list(CHAPTERS)
    assert all(f"  {name} " in listed.output for name in RULES)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("menu.lnog", "there is no rule 'menu.lnog' (did you mean 'menu.long'?)"),
        ("waiver", "(known: waiver.rule, waiver.reason, waiver.unused)"),
        ("x", "there is no rule 'x' (`ivr explain` lists them)"),
    ],
)
def test_a_mistyped_rule_is_met_with_the_likely_one(asked: str, told: str) -> None:
    explained = CliRunner().invoke(main, ["explain", asked])

    assert explained.exit_code == 2
    assert told in explained.output


def test_what_would_break_calls_cannot_be_waived() -> None:
    waivable = {name for name, rule in RULES.items() if rule.can_be_waived and rule.severity == "error"}

    assert waivable == {"words.too-late-key"}
