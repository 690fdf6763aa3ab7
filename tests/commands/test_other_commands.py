"""The commands beside `ivr call`: what they print, for people and for programs, and what they exit with."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from practice_line import CALL_ID, PracticeLine, copy_of_the_shipped_helpline

from ivr.commands import COMMANDS, main


def ivr(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped helpline, in which the commands run."""
    copy_of_the_shipped_helpline(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def called(here: Path) -> Path:
    """The same, after one call about gift cards and an order."""
    line = PracticeLine(here, here)
    line.call("2 3 w w w w 1 4 40715520")
    assert line.record() is not None
    return here


def test_help_lists_every_command() -> None:
    shown = ivr("--help").output

    assert all(name in shown and told in shown for name, told in COMMANDS.items())


def test_a_mistyped_command_is_named() -> None:
    result = ivr("chek")

    assert result.exit_code == 2
    assert "chek" in result.output


def test_check_tells_what_is_wrong_where_and_how_to_mend_it(here: Path) -> None:
    flow = here / "flows" / "gift.yaml"
    flow.write_text(flow.read_text().replace("main.anything_else", "main.anything_els"))

    result = ivr("check")

    assert result.exit_code == 1
    assert "flows/gift.yaml:" in result.output
    assert "(did you mean 'main.anything_else'?)" in result.output
    assert "^" in result.output


def test_check_is_good_with_warnings_and_can_be_read_by_programs(here: Path) -> None:
    line = here / "helpline.yaml"
    line.write_text(line.read_text(encoding="utf-8").partition("waivers:")[0], encoding="utf-8")

    result = ivr("check", ".", "--format", "json")

    assert result.exit_code == 0
    assert {problem["rule"] for problem in json.loads(result.output)} == {"fact.unset"}


def test_check_exits_with_2_where_there_is_no_helpline(tmp_path: Path) -> None:
    result = ivr("check", str(tmp_path / "nowhere"))

    assert result.exit_code == 2
    assert "no helpline.yaml" in result.output


def test_check_exits_with_3_for_a_bug_of_its_own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.authoring.compiling.compile_release", lambda *_: 1 / 0)

    result = ivr("check")

    assert result.exit_code == 3
    assert "a bug in ivr check" in result.output


def test_check_says_which_file_cannot_be_read(here: Path) -> None:
    (here / "flows" / "loop.yaml").symlink_to("loop.yaml")
    (here / "flows" / "dir.yaml").mkdir()

    assert ivr("check").exit_code == 0


def test_calls_lists_calls_with_masked_numbers(called: Path) -> None:
    listed, unmasked = ivr("calls").output, ivr("calls", "--unmasked").output

    assert CALL_ID[:12] in listed
    assert "answered_by_faq" in listed
    assert "+12025550143" not in listed
    assert "+12025550143" in unmasked


def test_calls_can_be_read_by_programs(called: Path) -> None:
    (listed,) = json.loads(ivr("calls", "--format", "json").output)

    assert listed["call_id"] == CALL_ID
    assert listed["disposition"] == "answered_by_faq"


def test_a_call_is_told_turn_by_turn(called: Path) -> None:
    shown = ivr("calls", "show", CALL_ID[:8])

    assert shown.exit_code == 0
    assert "caller: presses 2" in shown.output
    assert "caller: is silent at main.anything_else" in shown.output
    assert "line: Is there anything else" in shown.output
    assert "[topic read: gift.expiry]" in shown.output


def test_a_call_can_be_read_by_programs(called: Path) -> None:
    shown = json.loads(ivr("calls", "show", CALL_ID, "--format", "json").output)

    assert shown["disposition"] == "answered_by_faq"
    assert [turn["turn"] for turn in shown["heard"]][:3] == [1, 2, 3]


def test_a_call_is_written_as_a_script_without_its_entries_unless_they_are_asked_for(called: Path) -> None:
    shown, unmasked = (ivr("calls", "show", CALL_ID, "--script", *more).output for more in ([], ["--unmasked"]))

    assert '# the record keeps 8 keys back: fill them in, as - press: "..."' in shown
    assert "40715520" not in shown
    assert "4 0 7 1" not in shown
    assert '- press: "40715520"' in unmasked
    assert "4 0 7 1, 5 5 2 0" in unmasked


def test_a_call_that_is_not_there_is_said_so(called: Path) -> None:
    result = ivr("calls", "show", "CAffff")

    assert result.exit_code == 1
    assert "no call 'CAffff'" in result.output


def test_no_calls_yet_says_how_to_make_one(here: Path) -> None:
    ivr("db", "upgrade")

    assert "ivr call" in ivr("calls").output


@pytest.mark.parametrize("words", [("calls",), ("calls", "show", "CA1"), ("db", "backup", "x.gz")])
def test_where_no_line_has_run_it_is_said_so_and_nothing_is_made(here: Path, words: tuple[str]) -> None:
    before = sorted(here.iterdir())

    result = ivr(*words)

    assert result.exit_code == 1
    assert "no line has run here (no var/line.db): start one with scripts/run, or go to its folder" in result.output
    assert sorted(here.iterdir()) == before


def test_the_tables_are_made_without_any_secret(here: Path) -> None:
    assert ivr("db", "upgrade").exit_code == 0
    assert not {"secret-key", "practice-token"} & {path.name for path in (here / "var").iterdir()}


def test_a_database_without_tables_names_the_command_that_helps(here: Path) -> None:
    (here / "var").mkdir()
    (here / "var" / "line.db").touch()

    result = ivr("calls")

    assert result.exit_code == 1
    assert "ivr db upgrade" in result.output


def test_times_say_their_zone(called: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "IST-5:30")
    time.tzset()

    listed, shown = ivr("calls").output, ivr("calls", "show", CALL_ID).output
    monkeypatch.undo()
    time.tzset()

    assert "began (IST)" in listed
    assert "2026-11-23 22:30:00" in listed
    assert "began 2026-11-23 22:30:00 IST" in shown


@pytest.mark.parametrize("width", [40, 120])
def test_the_list_is_as_wide_as_the_terminal_and_without_colors_when_asked(
    called: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = ivr("calls").output
    monkeypatch.setenv("NO_COLOR", "1")
    plain = ivr("calls").output

    assert "\x1b" in colored
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= width
    assert (len(plain.splitlines()) == 2) == (width == 120)


def test_a_record_is_saved_and_brought_back(called: Path) -> None:
    saved = ivr("db", "backup", "saved.gz")
    refused = ivr("db", "restore", "saved.gz")
    restored = ivr("db", "restore", "saved.gz", "--overwrite")

    assert saved.exit_code == 0
    assert "saved to saved.gz" in saved.output
    assert refused.exit_code == 1
    assert "overwrite" in refused.output
    assert restored.exit_code == 0
    assert CALL_ID[:12] in ivr("calls").output


def test_a_damaged_backup_changes_nothing(called: Path) -> None:
    Path("saved.gz").write_bytes(b"no backup")

    assert ivr("db", "restore", "saved.gz", "--overwrite").exit_code == 1
    assert CALL_ID[:12] in ivr("calls").output


def test_upgrading_twice_has_nothing_to_do(here: Path) -> None:
    first, second = ivr("db", "upgrade"), ivr("db", "upgrade")

    assert "up to date now" in first.output
    assert "nothing to do" in second.output


@pytest.mark.parametrize("words", [("calls",), ("db", "upgrade"), ("db", "backup", "x.gz")])
def test_a_database_url_that_is_none_is_named(here: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "oracle://somewhere")
    monkeypatch.setenv("IVR_SECRET_KEYS", "0" * 64)

    result = ivr(*words)

    assert result.exit_code == 2
    assert "oracle" in result.output


@pytest.mark.parametrize("words", [("calls",), ("db", "upgrade"), ("db", "backup", "x.gz")])
def test_a_database_that_is_away_is_said_so(here: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/helpline.yaml")

    result = ivr(*words)

    assert result.exit_code == 1
    assert "the database is away" in result.output


def test_settings_that_cannot_be_used_end_every_command_with_2(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVR_VARR", "x")

    result = ivr("calls")

    assert result.exit_code == 2
    assert "did you mean 'IVR_VAR'?" in result.output


def test_help_is_quick_because_nothing_is_loaded_for_it() -> None:
    program = "import sys; from ivr.commands import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not any(f" {heavy} " in shown.stdout for heavy in ("flask", "sqlalchemy", "pydantic", "twilio", "babel"))
