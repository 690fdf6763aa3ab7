"""`ivr play`: one line for each call, what was different in plain words, figures, and exit codes."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lent_line import PUBLIC, running
from made_up_calls import ROOT
from practice_line import WHILE_CLOSED, copy_of_the_shipped_helpline

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


def run(*words: object, columns: str = "") -> Result:
    return CliRunner().invoke(main, ["play", *map(str, words)], env={"COLUMNS": columns})


def on_shipped(*words: object, columns: str = "") -> Result:
    return run("--helpline", ROOT, *words, columns=columns)


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


UNREADABLE = "the goodbye:\n  call:\n    - heer: x\n    - pres: 3\n"
NOBODY = "the person:\n  call:\n    - reach: agnet\n"
CURLY = "the welcome, again:\n  call:\n    - hear: “Thank you for calling”\n"


def junit_of_all(calls: Path) -> ET.Element:
    (calls / "b.yaml").write_text(WRONG, encoding="utf-8")
    (calls / "c.yaml").write_text(UNREADABLE, encoding="utf-8")
    (calls / "d.yaml").write_text(NOBODY + CURLY, encoding="utf-8")
    on_shipped(calls, "--junit", calls.parent / "junit.xml")
    return ET.parse(calls.parent / "junit.xml").getroot()


def test_junit_has_a_suite_for_each_file_with_its_totals(calls: Path) -> None:
    suites = junit_of_all(calls)

    totals = [tuple(map(suite.get, ("tests", "failures", "errors"))) for suite in (suites, *suites)]
    assert totals == [("6", "1", "3"), ("1", "0", "0"), ("1", "1", "0"), ("2", "0", "2"), ("2", "0", "1")]


def test_junit_tells_a_call_that_goes_otherwise_as_a_failure_and_how_long_each_lasted(calls: Path) -> None:
    suites = junit_of_all(calls)

    (failure,) = suites.iter("failure")
    assert "Good morning" in (failure.get("message") or "")
    assert "0:00  line" in (failure.text or "")
    times = [float(case.get("time") or 0) for case in suites.iter("testcase")]
    assert suites[0].get("time") == f"{times[0]:.1f}" != "0.0"
    assert suites.get("time") == f"{sum(times):.1f}"


def test_junit_tells_what_could_not_be_read_and_mistakes_as_errors_at_their_places(calls: Path) -> None:
    suites = junit_of_all(calls)

    errors = [case for case in suites.iter("testcase") if case.find("error") is not None]
    places = [((case.get("file") or "")[-6:], case.get("line")) for case in errors]
    assert places == [("c.yaml", "3"), ("c.yaml", "4"), ("d.yaml", "1")]
    assert [(case.find("error").get("message") or "").rpartition(" (")[2] for case in errors] == [  # type: ignore[union-attr]  # chosen so
        "did you mean 'hear'?)",
        "did you mean 'press'?)",
        "did you mean 'agent'?)",
    ]


def test_json_begins_with_what_could_not_be_read(calls: Path) -> None:
    (calls / "c.yaml").write_text(UNREADABLE, encoding="utf-8")

    told = json.loads(on_shipped(calls, "--format", "json").stdout)

    assert next(iter(told)) == "problems"
    assert [(each["line"], each["hint"]) for each in told["problems"]] == [
        (3, "did you mean 'hear'?"),
        (4, "did you mean 'press'?"),
    ]


def test_a_warning_is_said_and_is_no_mistake(calls: Path) -> None:
    (calls / "a.yaml").write_text(CURLY, encoding="utf-8")

    result = on_shipped(calls, "--junit", calls.parent / "junit.xml")

    assert result.exit_code == 0, result.output
    assert "a.yaml:3:13: warning: the welcome, again.call[0].hear: curly quotes are part of the text" in result.output
    assert "1 of 1 call as written, 1 warning; " in result.output
    assert ET.parse(calls.parent / "junit.xml").getroot().get("errors") == "0"


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
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLIC_URL", PUBLIC["PUBLIC_URL"])
    with running(tmp_path) as url:
        yield url


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
    assert "closed" not in result.output


def test_that_a_running_line_is_closed_is_said_before_the_summary(
    calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (calls / "a.yaml").write_text("a person:\n  call: [press: 0, hear: We can help]\n", encoding="utf-8")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLIC_URL", PUBLIC["PUBLIC_URL"])

    with running(tmp_path, WHILE_CLOSED) as url:
        result = run(calls, "--url", url)

    *_, told, summary = result.stdout.split("\n\n")
    assert told.strip().startswith("the line said that it is closed at this hour")
    assert summary.startswith("0 of 1 call as written")


def test_where_no_line_is_nothing_is_played(calls: Path) -> None:
    result = run(calls, "--url", "http://127.0.0.1:9")

    assert result.exit_code == 2
    assert "ivr: nothing answers at http://127.0.0.1:9: start it with scripts/run (" in result.output
    assert "WRONG" not in result.output


def test_what_answers_elsewhere_is_no_line(calls: Path, running_line: str) -> None:
    result = run(calls, "--url", f"{running_line}/elsewhere")

    assert result.exit_code == 2
    assert f"what answers at {running_line}/elsewhere is no line (status 404): is the address right?" in result.output


def test_a_line_that_does_not_believe_us_is_not_rung(
    calls: Path, running_line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "AC" + "0" * 32)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "f" * 32)

    result = run(calls, "--url", running_line)

    assert result.exit_code == 2
    assert "the line refused the signature: is TWILIO_AUTH_TOKEN (and PUBLIC_URL) the same on both" in result.output


@pytest.mark.parametrize("columns", [40, 80])
def test_on_a_screen_no_line_is_longer_than_it_and_no_word_is_broken(
    columns: int, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(calls)
    Path("b.yaml").write_text(WRONG.replace("the goodbye", "a goodbye with a name of many words, " * 3), "utf-8")
    Path("c.yaml").write_text(UNREADABLE, encoding="utf-8")

    wide, narrow = on_shipped("."), on_shipped(".", columns=str(columns))

    assert max(map(len, narrow.output.splitlines())) <= columns
    left_out = re.compile(r"^ *\d+:\d\d ", re.MULTILINE)
    assert set(left_out.sub("", narrow.output).split()) <= set(wide.output.split()) | {"line:"}
    assert max(map(len, wide.output.splitlines())) > 120, "in a pipe a reason is one line"


def test_a_name_that_the_record_can_never_hold_is_told_when_it_is_played(calls: Path) -> None:
    never = "a:\n  call: [press: 3]\n  expect:\n    never:\n      - TopicBegun: {topic: refnd.start}\n"
    (calls / "b.yaml").write_text(never, encoding="utf-8")

    result = on_shipped(calls)

    assert result.exit_code == 1
    assert "b.yaml:5:9: a.expect.TopicBegun.topic: the helpline has no topic 'refnd.start', which TopicBegun" in (
        result.output
    )
    assert "(did you mean 'refund.start'?)" in result.output


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


def test_a_call_made_without_a_server_is_printed_in_the_zone_of_its_own_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of_the_shipped_helpline(tmp_path)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["call", "--helpline", ".", "--at", "2026-11-23 10:00", "--keys", "3 h"])

    known = CliRunner().invoke(main, ["calls", "show", "CA", "--script"])
    (tmp_path / "var" / "rehearsal" / "releases").rename(tmp_path / "gone")
    unknown = CliRunner().invoke(main, ["calls", "show", "CA", "--script"])

    assert 'at: "2026-11-23 10:00"' in known.stdout
    assert known.stderr == ""
    assert 'at: "2026-11-23 15:00"' in unknown.stdout
    assert unknown.stderr.startswith("ivr: release ")
    assert unknown.stderr.endswith(
        " is no longer stored: times are UTC here, and who is rung for a person is not known\n"
    )
