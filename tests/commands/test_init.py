"""`ivr init` makes a helpline that works from the first minute, and never writes over anything."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from schemas import faults, kind_of

from ivr.authoring.compiling import compile_release
from ivr.authoring.sources import read_sources
from ivr.carriers.twilio.voices import spoken
from ivr.commands import main
from ivr.commands.init import starter_files
from ivr.commands.schema import SCHEMAS
from ivr.rehearsal.folders import read_calls
from ivr.rehearsal.playing import play
from ivr.rehearsal.stage import Stage

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    made = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])
    assert made.exit_code == 0, made.output
    return tmp_path / "mine"


def test_the_new_helpline_has_no_problem_of_any_kind(mine: Path) -> None:
    compiled = compile_release(read_sources(mine), spoken())

    assert compiled.problems == ()


def test_its_calls_go_as_written(mine: Path) -> None:
    stage = Stage(read_sources(mine))
    found = read_calls([mine / "calls"])

    outcomes = [play(script, stage) for script in found.scripts]

    assert found.problems == ()
    assert [each.script.name for each in outcomes if not each.is_good] == []


def test_the_first_line_of_every_file_leads_to_its_schema(mine: Path) -> None:
    for path in mine.rglob("*.yaml"):
        name = path.relative_to(mine).as_posix()
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()

        assert schema == (mine / "schema" / f"{kind_of(name)}.json").resolve()
        assert schema.is_file()
        assert faults(kind_of(name), path.read_bytes()) == []


def test_the_commands_that_it_names_work_there(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(mine)

    for words in (["check"], ["play"], ["graph", "-o", "line.svg"], ["call", "--keys", "2 123456 1"]):
        ran = CliRunner().invoke(main, words)
        assert ran.exit_code == 0, ran.output


def test_the_words_of_the_line_itself_are_those_of_the_shipped_line() -> None:
    def own(path: Path) -> list[str]:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        return [line.replace("Customer care call", "A call") for line in lines]

    starter = ROOT / "ivr" / "commands" / "starter" / "prompts" / "en-US" / "line.yaml"

    assert own(starter) == own(ROOT / "prompts" / "en-US" / "line.yaml")


@pytest.mark.parametrize("there", [None, ".git"])
def test_an_empty_folder_will_do_and_so_will_a_new_repository(tmp_path: Path, there: str | None) -> None:
    if there:
        (tmp_path / there).mkdir()

    made = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert made.exit_code == 0
    assert (tmp_path / "helpline.yaml").is_file()


def test_a_folder_with_something_in_it_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    made = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert made.exit_code == 2
    assert "is not empty (it has notes.txt)" in made.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_of_that_name_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")

    made = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])

    assert (made.exit_code, (tmp_path / "mine").read_text(encoding="utf-8")) == (2, "mine")


def test_every_file_that_is_copied_is_part_of_the_package() -> None:
    names = {name for name, _ in starter_files()}

    assert {"helpline.yaml", "README.md", "calls/callers.yaml", "prompts/en-US/line.yaml"} <= names
    assert not any(name.startswith("schema/") for name in names), "those are made anew"
    assert len(SCHEMAS) == 4
