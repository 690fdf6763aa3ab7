"""What `ivr check` prints: errors first, with their lines; then warnings, one line each; and what it could not read."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from small_line import FILES

from ivr.authoring.annotations import annotation
from ivr.authoring.located import Mark
from ivr.authoring.problem import problem
from ivr.authoring.sources import FLOWS
from ivr.commands import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_errors_stand_first_with_their_lines_and_warnings_below_in_one_line_each(folder: Path) -> None:
    line, flow = folder / "helpline.yaml", folder / FLOWS / "main.yaml"
    line.write_text(line.read_text().replace("email: care@example.com", "email: ").replace("York", "Yrok"))
    flow.write_text(flow.read_text().replace("goto: care.menu", "goto: car.menu"))

    lines = CliRunner().invoke(main, ["check", str(folder)]).output.splitlines()

    assert [each.partition(": ")[0].rpartition(":")[0] for each in lines if ".yaml:" in each] == [
        "flows/main.yaml:10",
        "helpline.yaml:5",
        "helpline.yaml:3",
    ]
    assert [each.strip() for each in lines].count("^") == 2
    assert lines[-2].endswith(
        "warning: facts.email: the fact is not set; main.bye is said without it (write its value) [fact.unset]"
    )
    assert lines[-1] == f"{folder}: 2 errors, 1 warning"


def test_a_folder_that_cannot_be_read_is_named_with_the_reason(folder: Path) -> None:
    (folder / FLOWS).rename(folder / "elsewhere")
    (folder / FLOWS.rstrip("/")).symlink_to("flows")

    checked = CliRunner().invoke(main, ["check", str(folder)])

    assert checked.exit_code == 2
    assert f"cannot read '{folder}/flows': Too many levels of symbolic links" in checked.output


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_screen_problems_are_wrapped_between_words(
    folder: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    line = Path("helpline.yaml")
    line.write_text(line.read_text().replace("email: care@example.com", "email: "))

    wide = CliRunner().invoke(main, ["check"], env={"COLUMNS": ""}).output
    narrow = CliRunner().invoke(main, ["check"], env={"COLUMNS": str(columns)}).output

    assert max(map(len, narrow.splitlines())) <= columns < max(map(len, wide.splitlines()))
    assert narrow.split() == wide.split()


def test_github_gets_an_annotation_beside_each_line(folder: Path) -> None:
    line, flow = folder / "helpline.yaml", folder / FLOWS / "main.yaml"
    line.write_text(line.read_text().replace("email: care@example.com", "email: "))
    flow.write_text(flow.read_text().replace("goto: care.menu", "goto: car.menu"))

    checked = CliRunner().invoke(main, ["check", str(folder), "--format", "github"])

    assert checked.exit_code == 1
    assert checked.output.splitlines() == [
        f"::error file={folder}/flows/main.yaml,line=10,col=14,title=target.unknown::what_for.choices[2].goto: "
        "no step 'car.menu' (did you mean 'care.menu'?)",
        f"::warning file={folder}/helpline.yaml,line=3,col=32,title=fact.unset::facts.email: the fact is not set; "
        "main.bye is said without it (write its value)",
        f"{folder}: 1 error, 1 warning",
    ]


def test_an_annotation_escapes_what_github_would_take_for_its_own_signs() -> None:
    told = problem("words.link", Mark("prompts/en-US/a,b.yaml", 2, 3), ("main.a",), "100 % wrong")

    assert annotation(told, ".") == (
        "::warning file=prompts/en-US/a%2Cb.yaml,line=2,col=3,title=words.link::main.a: 100 %25 wrong"
    )


def test_what_is_waived_is_counted_in_the_last_line(folder: Path) -> None:
    line = folder / "helpline.yaml"
    waiver = "waivers: [{rule: fact.unset, at: facts.email, reason: not yet}]\n"
    line.write_text(line.read_text().replace("email: care@example.com", "email: ") + waiver)

    checked = CliRunner().invoke(main, ["check", str(folder)])

    assert checked.output == f"{folder}: no problems (1 waived)\n"
