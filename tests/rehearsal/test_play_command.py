"""`ivr play`: one line for each call, what was different in plain words, figures, and exit codes."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from made_up_calls import ROOT
from practice_line import PracticeLine, copy_of_the_shipped_helpline
from werkzeug.serving import make_server

from ivr.commands import main

GOOD = """\
the welcome:
  call:
    - hear: "Thank you for calling Pandora"
    - press: 3
    - hear: "Refunds."
"""
WRONG = """\
the goodbye:
  call:
    - hear: "Good morning"
"""


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    return folder


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["play", *map(str, words)])


def on_shipped(*words: object) -> Result:
    return run("--helpline", ROOT, *words)


def test_calls_that_go_as_written_are_a_line_each(calls: Path) -> None:
    result = on_shipped(calls)

    assert result.exit_code == 0, result.output
    assert "  ok     the welcome " in result.output
    assert "1 of 1 call as written; 1 minute on the line" in result.output
    assert "(--coverage lists the rest)" in result.output


def test_a_call_that_goes_otherwise_is_told_with_its_transcript(calls: Path) -> None:
    (calls / "b.yaml").write_text(WRONG, encoding="utf-8")

    result = on_shipped(calls)

    assert result.exit_code == 1
    assert "  WRONG  the goodbye " in result.output
    assert "b.yaml:3: expected to hear “Good morning” at the beginning of the call; the line said: “" in result.output
    assert "  0:00  line     Thank you for calling" in result.output


def test_some_calls_can_be_chosen_by_their_names(calls: Path) -> None:
    (calls / "b.yaml").write_text(WRONG, encoding="utf-8")

    assert on_shipped(calls, "-k", "WELCOME").exit_code == 0
    assert "no call's file or name holds 'nothing' (2 calls were found)" in on_shipped(calls, "-k", "nothing").output


def test_mistakes_are_told_and_the_other_calls_are_played(calls: Path) -> None:
    (calls / "b.yaml").write_text(WRONG.replace("hear", "heer"), encoding="utf-8")

    result = on_shipped(calls)

    assert result.exit_code == 1
    assert "b.yaml:3:7: the goodbye.call[0].heer: there is no 'heer' in a call (did you mean 'hear'?)" in result.output
    assert "1 of 1 call as written, 1 mistake in the files" in result.output


def test_the_coverage_lists_what_no_call_walked(calls: Path) -> None:
    result = on_shipped(calls, "--coverage")

    assert "steps 3 of 32" in result.output
    assert "  not walked: care.menu: choice 1\n" in result.output


def test_another_program_gets_json(calls: Path) -> None:
    told = json.loads(on_shipped(calls, "--format", "json").output)

    assert told["calls"][0]["name"] == "the welcome"
    assert told["calls"][0]["good"] is True
    assert told["calls"][0]["happenings"][0]["event"] == "said"
    assert told["coverage"]["told"].startswith("steps 3 of 32")


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_call(calls: Path, tmp_path: Path) -> None:
    (calls / "b.yaml").write_text(WRONG, encoding="utf-8")

    on_shipped(calls, "--junit", tmp_path / "junit.xml")

    suites = ET.parse(tmp_path / "junit.xml").getroot()
    assert [(suite.get("tests"), suite.get("failures")) for suite in suites] == [("1", "0"), ("1", "1")]
    failure = suites[1][0][0]
    assert "Good morning" in (failure.get("message") or "")
    assert "0:00  line" in (failure.text or "")


NOTHING = [
    ("a file that is not there", ["missing.yaml"], "there is no file or folder 'missing.yaml'"),
    ("an empty folder", ["empty"], "no call scripts in 'empty': write one, such as empty/welcome.yaml"),
    ("no helpline", ["calls", "--helpline", "empty"], "no helpline.yaml in 'empty'"),
]


@pytest.mark.parametrize(("words", "told"), [each[1:] for each in NOTHING], ids=[each[0] for each in NOTHING])
def test_where_nothing_can_be_played_the_command_says_why(
    words: list[str], told: str, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(calls.parent)
    (calls.parent / "empty").mkdir()

    result = run(*words)

    assert result.exit_code == 2
    assert told in result.output


def test_a_helpline_with_errors_is_not_rung(calls: Path) -> None:
    (calls.parent / "helpline.yaml").write_text("numbers: {}\n", encoding="utf-8")

    result = run(calls, "--helpline", calls.parent)

    assert result.exit_code == 1
    assert "nothing was played: mend the problems above" in result.output


def test_the_calls_of_the_helplines_folder_are_the_usual_ones(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_the_shipped_helpline(calls.parent)
    monkeypatch.chdir(calls.parent)

    result = run()

    assert result.exit_code == 0, result.output
    assert result.output.startswith("calls/a.yaml\n")


@pytest.fixture
def running_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a line that runs in this folder, on a port of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLIC_URL", "https://line.example")
    line = PracticeLine(tmp_path, copy_of_the_shipped_helpline(tmp_path), {"PUBLIC_URL": "https://line.example"})
    server = make_server("127.0.0.1", 0, line.app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_running_line_is_rung_and_what_cannot_be_checked_there_is_said(calls: Path, running_line: str) -> None:
    needs = "at night:\n  at: mon 3:00\n  facts: {brand: x}\n  call: [press: 3]\n"
    (calls / "b.yaml").write_text(needs + WRONG, encoding="utf-8")

    result = run(calls, "--url", running_line)

    assert result.exit_code == 1
    assert "over --url nobody looks into the record: `expect` is not checked" in result.output
    assert "not played there: at night (it sets at, facts)" in result.output
    assert "  ok     the welcome" in result.output
    assert "  WRONG  the goodbye" in result.output
    assert "steps" not in result.output


def test_mistakes_that_only_the_helpline_shows_are_told_with_their_places(calls: Path) -> None:
    (calls / "b.yaml").write_text("a:\n  call:\n    - reach: agnet\n", encoding="utf-8")

    result = on_shipped(calls)

    assert result.exit_code == 1
    assert "  error  a\n" in result.output
    assert "b.yaml:3:14: a.call: nobody is called 'agnet' (did you mean 'agent'?)" in result.output


def test_a_recorded_call_is_printed_as_a_script_that_plays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of_the_shipped_helpline(tmp_path)
    monkeypatch.chdir(tmp_path)
    made = ["call", "--helpline", ".", "--at", "mon 10:00", "--keys", "3 2 w 0"]
    assert CliRunner().invoke(main, made).exit_code == 0

    shown = CliRunner().invoke(main, ["calls", "show", "CA", "--script"])
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "recorded.yaml").write_text(shown.output, encoding="utf-8")

    assert shown.exit_code == 0, shown.output
    assert '    - press: "3"\n' in shown.output
    assert run().exit_code == 0, run().output
