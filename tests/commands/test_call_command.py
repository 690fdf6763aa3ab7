"""`ivr call`: a call from the terminal, over HTTP and without a server."""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from paper_line import ACCOUNT as PAPER_ACCOUNT
from paper_line import PaperLine, served
from practice_line import copy_of_the_shipped_helpline

from ivr.commands.call import call, ring
from ivr.commands.calls import calls
from ivr.commands.play import play
from ivr.commands.reaching import over_http, runs
from ivr.commands.telephone.teller import Teller, program
from ivr.rehearsal.layout import lines_of
from ivr.rehearsal.rows import Row, row_of
from ivr.simulator.happenings import (
    Bridged,
    DialEnded,
    Happening,
    InQueue,
    KeysLost,
    LineError,
    LineWarning,
    Listening,
    NothingHeard,
    Party,
    Played,
    Pressed,
    QueueLeft,
    Ringing,
    Said,
)
from ivr.simulator.line import LINE_NUMBER, Dialling, Line
from ivr.simulator.stretch import Act, Stretch
from ivr.simulator.transport import InProcess

ROOT = Path(__file__).parents[2]
ACCOUNT = replace(PAPER_ACCOUNT, token="a-token")
MENU = "<Gather numDigits='1' action='/voice/next' actionOnEmptyResult='true'><Say>press 1 or 2</Say></Gather>"
PAGES: dict[str, str | list[str]] = {"/voice": MENU, "/voice/next": [f"<Say>one</Say>{MENU}", "<Say>good bye</Say>"]}


@pytest.fixture(autouse=True)
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (
        ("TWILIO_ACCOUNT_SID", ACCOUNT.sid),
        ("TWILIO_AUTH_TOKEN", ACCOUNT.token),
        ("PUBLIC_URL", ACCOUNT.public_url),
    ):
        monkeypatch.setenv(name, value)


@pytest.fixture
def line() -> PaperLine:
    return PaperLine(PAGES, ACCOUNT.token)


@pytest.fixture
def url(line: PaperLine) -> Iterator[str]:
    with served(line) as base:
        yield base


def ivr_call(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(call, words, input=typed)


def test_the_transcript_has_times_and_speakers_and_a_summary(line: PaperLine, url: str) -> None:
    result = ivr_call("--url", url, "--keys", "1 w", "--from", "+4915112345678", "--to", "+18005550111")

    form = line.forms("/voice")[0]
    assert (form["From"], form["To"]) == ("+4915112345678", "+18005550111")
    assert result.output.splitlines() == [
        "  0:00  line     press 1 or 2",
        "  0:02  you      presses 1",
        "  0:02  line     one",
        "  0:03  line     press 1 or 2",
        "  0:09  you      (silence)",
        "  0:10  line     good bye",
        "  0:11           [line ends the call: the document ended]",
        "",
        "the line ended the call (the document ended) after 0:11; 2 turns; keys: 1; record:",
        "ivr calls show " + form["CallSid"][:8],
    ]
    assert result.exit_code == 0


def test_after_the_last_key_the_caller_hangs_up(line: PaperLine, url: str) -> None:
    result = ivr_call("--url", url, "--keys", "1")

    assert "[caller ends the call: hung up]" in result.output
    assert len(line.forms("/voice/status")) == 1


def test_with_stay_the_caller_is_silent_instead(url: str) -> None:
    result = ivr_call("--url", url, "--keys", "1", "--stay")

    assert "good bye" in result.output


def test_for_programs_every_happening_is_one_json_object(url: str) -> None:
    result = ivr_call("--url", url, "--keys", "1 2", "--format", "json")

    records = [json.loads(text) for text in result.output.splitlines()]
    assert [record["event"] for record in records] == [
        "said", "listening", "pressed", "said", "said", "listening", "pressed", "said", "hung_up", "summary",
    ]  # fmt: skip
    assert records[-1]["pressed"] == ["1", "2"]
    assert records[-1]["failed"] is False
    assert (records[-1]["turns"], records[-1]["keys"], records[-1]["lost"]) == (2, 2, "")


def test_a_person_types_keys_silence_and_nonsense(line: PaperLine, url: str) -> None:
    result = ivr_call("--url", url, typed="x\n1\n\n")

    assert "a keypad has 0-9, * and #, not 'x'; Enter is silence, h hangs up" in result.output
    assert result.output.count("keys (Enter = silence, h = hang up): ") == 3
    assert [form["Digits"] for form in line.forms("/voice/next")] == ["1", ""]
    assert result.exit_code == 0


def test_a_person_types_several_moves_at_once_and_is_asked_when_they_are_used_up(line: PaperLine, url: str) -> None:
    result = ivr_call("--url", url, typed="1 w\n")

    assert result.output.count("keys (Enter = silence, h = hang up): ") == 1
    assert [form["Digits"] for form in line.forms("/voice/next")] == ["1", ""]


def test_the_last_line_is_as_narrow_as_the_terminal_and_keeps_its_command_whole(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys, "argv", ["/srv/line/.venv/bin/ivr", "call"])
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)

    result = ivr_call("--url", url, "--keys", "1")

    lines = result.output.splitlines()
    assert max(len(text) for text in lines) <= 50
    assert lines[-1].partition("scripts/ivr")[2].startswith(" calls show CA")


@pytest.mark.parametrize(
    ("started_as", "activated", "again"),
    [
        (".venv/bin/ivr", False, "scripts/ivr"),
        ("/srv/line/.venv/bin/ivr", True, "ivr"),
        ("/usr/local/bin/ivr", False, "ivr"),
    ],
)
def test_the_command_that_is_shown_can_be_typed_here(
    started_as: str, activated: bool, again: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [started_as])
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    if activated:
        monkeypatch.setenv("VIRTUAL_ENV", "/srv/line/.venv")

    assert program() == again


@pytest.mark.parametrize(("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_are_left_out_where_nobody_wants_them(url: str, environ: dict[str, str], coloured: bool) -> None:
    result = CliRunner(env=environ).invoke(call, ["--url", url, "--keys", "1"], color=True)

    assert ("\x1b[" in result.output) is coloured


@pytest.mark.parametrize("typed", ["h\n", ""], ids=["h", "the end of the input"])
def test_a_person_hangs_up_politely(line: PaperLine, url: str, typed: str) -> None:
    result = ivr_call("--url", url, typed=typed)

    assert "the caller ended the call (hung up)" in result.output
    assert [form["CallStatus"] for form in line.forms("/voice/status")] == ["completed"]


def test_a_person_says_something_to_a_line_that_takes_keys_only(line: PaperLine, url: str) -> None:
    result = ivr_call("--url", url, typed="say How do I clean it\n1\nh\n")

    assert "[the line does not listen to words here]: How do I clean it" in result.output
    assert [form["Digits"] for form in line.forms("/voice/next")] == ["", "1"]


def test_a_person_says_something_to_a_line_that_listens() -> None:
    ask = "<Gather input='speech' action='/voice/next' speechTimeout='1'><Say>what is it</Say></Gather>"
    line = PaperLine({"/voice": ask, "/voice/next": "<Say>good bye</Say>"}, ACCOUNT.token)

    with served(line) as url:
        result = ivr_call("--url", url, typed="say a Ring\n")

    assert "you      says a Ring" in result.output
    assert [form["SpeechResult"] for form in line.forms("/voice/next")] == ["a Ring"]
    assert "does not listen" not in result.output


@pytest.mark.parametrize(
    ("fingers", "first_key"), [("expert", "0:00"), ("listener", "0:02"), ("slow", "0:04"), ("relay", "0:07")]
)
def test_the_caller_has_quick_or_slow_fingers(url: str, fingers: str, first_key: str) -> None:
    result = ivr_call("--url", url, "--keys", "1", "--fingers", fingers)

    assert f"  {first_key}  you      presses 1" in result.output


def test_the_summary_tells_what_was_lost_and_when_a_person_came() -> None:
    pages: dict[str, str | list[str]] = {"/voice": f"<Dial>+18005550123</Dial>{MENU}", "/voice/next": "<Say>bye</Say>"}

    with served(PaperLine(pages, ACCOUNT.token)) as url:
        told = ivr_call("--url", url, "--keys", "12")
        record = json.loads(ivr_call("--url", url, "--keys", "12", "--format", "json").output.splitlines()[-1])

    assert "1 turn; keys: 1; lost: 2; a person after 0:06;" in " ".join(told.output.split())
    assert (record["lost"], record["person_after"]) == ("2", 6.0)


def test_prompts_for_keys_are_kept_out_of_json(url: str) -> None:
    result = ivr_call("--url", url, "--format", "json", typed="h\n")

    assert all(json.loads(text) for text in result.stdout.splitlines())
    assert "keys (Enter" in result.stderr


def test_nobody_there_is_said_with_what_to_do() -> None:
    with served(PaperLine({})) as gone:
        pass

    result = ivr_call("--url", gone, "--keys", "1")

    assert f"ivr: nothing answers at {gone}: start it with scripts/run" in result.stderr
    assert result.exit_code == 1


def test_another_token_is_said_with_what_to_look_at(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "another")

    result = ivr_call("--url", url, "--keys", "1")

    assert "the line refused the signature: is TWILIO_AUTH_TOKEN" in result.stderr
    assert result.exit_code == 1


def test_an_error_of_the_carrier_shows_and_fails_the_command() -> None:
    with served(PaperLine({"/voice": "<?no", "/voice/fallback": "<Say>sorry</Say>"}, ACCOUNT.token)) as url:
        result = ivr_call("--url", url, "--keys", "1")

    assert "carrier  [error 12100 at https://line.example/voice:" in result.output
    assert "line     sorry" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param(["--keys", "1 x"], "a keypad has 0-9, * and #, not 'x'; w or - is silence, h hangs up", id="keys"),
        pytest.param(["--url", "line.example"], "'line.example' is no address: expected http:// or https://", id="url"),
        pytest.param(["--url", "http://a", "--helpline", "."], "give one of them", id="two lines"),
        pytest.param(["--url", "http://a", "--at", "mon 10:00"], "leave out --url or --at", id="a running line's time"),
        pytest.param(
            ["--helpline", str(ROOT), "--at", "soon"],
            "'soon' is no moment: write '2026-11-23 10:00' or 'mon 10:00'",
            id="no moment",
        ),
        pytest.param(
            ["--url", "http://a", "--locale", "es-US"], "leave out --url or --locale", id="a running line's words"
        ),
        pytest.param(["--fingers", "slow"], "give --keys too", id="fingers without keys"),
        pytest.param(["--record", "none/a.yaml"], "there is no folder 'none'", id="a script without a folder"),
        pytest.param(["--agent", "sleeps"], "'sleeps' is not one of", id="agent"),
        pytest.param(["--helpline", "."], "no helpline.yaml in '.'", id="a folder without a helpline"),
    ],
)
def test_wrong_words_are_named_with_the_fix(words: list[str], text: str) -> None:
    result = ivr_call(*words)

    assert text in " ".join(result.stderr.split())
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("agent", "status", "bridged"),
    [
        ("answers", "completed", "true"),
        ("busy", "busy", "false"),
        ("no_answer", "no-answer", "false"),
        ("failed", "failed", "false"),
        ("declines", "completed", "false"),
        ("machine", "completed", "false"),
        ("waits", "no-answer", "false"),
    ],
)
def test_people_do_as_they_are_told(agent: str, status: str, bridged: str) -> None:
    dial = "<Dial action='/voice/after'><Number url='/voice/whisper'>+18005550123</Number></Dial>"
    whisper = "<Gather numDigits='1' action='/voice/taken'><Say>a call</Say></Gather><Hangup/>"
    line = PaperLine({"/voice": dial, "/voice/whisper": whisper}, ACCOUNT.token)

    with served(line) as url:
        ivr_call("--url", url, "--agent", agent)

    form = line.forms("/voice/after")[0]
    assert (form["DialCallStatus"], form["DialBridged"]) == (status, bridged)


def test_ctrl_c_hangs_up_politely_and_keeps_the_summary(line: PaperLine) -> None:
    class Interrupted:
        def next_act(self, stretch: Stretch) -> Act | None:
            raise KeyboardInterrupt

    teller = Teller()

    ring(Line(InProcess(line, ACCOUNT), ACCOUNT), Interrupted(), Dialling(), teller, "here")

    assert [form["CallStatus"] for form in line.forms("/voice/status")] == ["completed"]
    assert teller.ending == "the caller ended the call (hung up)"


def test_a_running_line_shows_itself_by_its_health_page() -> None:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK" if environ["PATH_INFO"] == "/healthz" else "404 Not Found", [])
        return [b"ok"]

    with served(app) as url:
        assert runs(url)
    assert not runs(url)


@pytest.mark.parametrize(
    ("public", "url", "signed"),
    [
        pytest.param(
            None, "http://localhost:9000", "http://127.0.0.1:9000", id="a line here, as it takes itself to be"
        ),
        pytest.param(None, "https://line.example", "https://line.example", id="a line elsewhere, under that address"),
        pytest.param("https://pub.example", "http://127.0.0.1:9000", "https://pub.example", id="behind a tunnel"),
    ],
)
def test_the_address_that_is_signed(public: str | None, url: str, signed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_URL")
    if public:
        monkeypatch.setenv("PUBLIC_URL", public)

    assert over_http(url).account.public_url == signed


@pytest.mark.parametrize(
    ("happening", "row"),
    [
        (Said(0, "hello", Party.AGENT), Row("to agent", "hello")),
        (Played(0, "/a.mp3"), Row("line", "[plays /a.mp3]", dim=True)),
        (Listening(0, 5, 5), None),
        (Pressed(0, "1", Party.AGENT), Row("agent", "presses 1", "green")),
        (NothingHeard(0), Row("you", "(silence)", "green", dim=True)),
        (KeysLost(0, "3"), Row("", "[the line does not listen now: 3 is lost]", "yellow")),
        (Ringing(0, "+1800", 20), Row("", "[rings +1800 for up to 20 s]", "cyan")),
        (Bridged(0, "+1800"), Row("", "[a person speaks with the caller: +1800]", "cyan")),
        (DialEnded(0, "+1800", "busy", False), Row("", "[+1800: busy, nobody was connected]", "cyan")),
        (DialEnded(0, "+1800", "completed", True), Row("", "[+1800: completed]", "cyan")),
        (InQueue(0, "care"), Row("", "[waits in the queue 'care']", "cyan")),
        (QueueLeft(0, "care", "leave"), Row("", "[out of the queue 'care': leave]", "cyan")),
        (LineWarning(0, 12200, "odd"), Row("carrier", "[warning 12200: odd]", "yellow")),
        (LineWarning(0, 0, "odd"), Row("carrier", "[warning -: odd]", "yellow")),
        (LineError(0, 11200, "no", "/voice"), Row("carrier", "[error 11200 at /voice: no]", "red")),
        (
            LineError(0, 11205, "no", f"https://line.example/voice/{'seal' * 50}?x=1"),
            Row("carrier", "[error 11205 at https://line.example/voice/...: no]", "red"),
        ),
    ],
)
def test_every_happening_is_told_in_words(happening: Happening, row: Row | None) -> None:
    assert row_of(happening) == row


@pytest.mark.parametrize(
    ("who", "width", "lines"),
    [
        ("line", 60, [f"  1:15  line     {'word ' * 7}word", f"{' ' * 17}word word word word"]),
        ("line", 40, [f"1:15 line: {'word ' * 5}word", f"  {'word ' * 5}word"]),
        ("", 40, [f"1:15 {'word ' * 6}word", f"  {'word ' * 4}word"]),
    ],
    ids=["wide", "narrow", "narrow, nobody"],
)
def test_words_are_wrapped_beside_the_margin_and_below_it_where_there_is_no_room(
    who: str, width: int, lines: list[str]
) -> None:
    assert lines_of(75.4, Row(who, "word " * 12), width) == lines


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_URL"):
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("unset")
def test_the_shipped_helpline_is_rung_without_a_server_and_on_record() -> None:
    result = ivr_call("--helpline", str(ROOT), "--keys", "w w h")

    assert result.exit_code == 0, result.output
    assert "line     Thank you for calling" in result.output
    assert "[caller ends the call: hung up]" in result.output
    call_id = result.output.split()[-1]
    shown = CliRunner().invoke(calls, ["show", call_id])
    assert "caller: is silent" in shown.output


@pytest.mark.usefixtures("unset")
def test_broken_flows_are_shown_and_nothing_is_rung(tmp_path: Path) -> None:
    (tmp_path / "helpline.yaml").write_text("numbers: {", encoding="utf-8")

    result = ivr_call("--helpline", str(tmp_path), "--keys", "w")

    assert "helpline.yaml:1:" in result.stderr
    assert "nothing was rung: mend the problems above" in result.stderr
    assert result.exit_code == 1


@pytest.mark.usefixtures("unset")
def test_a_call_goes_through_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("IVR_SECRET_KEYS", "ab" * 32)

    result = ivr_call("--helpline", str(ROOT), "--keys", "h")

    assert "line     Thank you for calling" in result.output
    assert "the record waits in " in result.stderr
    assert result.exit_code == 0


HINT = "(closed at this hour: try --at 'mon 09:00')"


@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize(("at", "in_queue"), [("mon 10:00", True), ("sun 10:00", False)])
def test_a_call_is_rehearsed_at_the_hour_that_is_named(at: str, in_queue: bool) -> None:
    result = ivr_call("--helpline", str(ROOT), "--keys", "0 w w w", "--at", at)

    assert ("waits in the queue" in result.output) is in_queue, result.output
    assert (HINT in result.output) is not in_queue


@pytest.mark.usefixtures("unset")
def test_the_record_of_a_rehearsal_goes_by_the_time_on_the_call() -> None:
    at = ["--at", "2026-11-23 10:00"]
    ivr_call("--helpline", str(ROOT), "--keys", "w w h", *at)

    listed = json.loads(CliRunner().invoke(calls, ["--format", "json"]).output)[0]

    assert listed["began_at"] == "2026-11-23T15:00:00+00:00"
    shown = json.loads(CliRunner().invoke(calls, ["show", listed["call_id"], "--format", "json"]).output)
    moments = [turn["at"] for turn in shown["heard"]]
    assert moments == sorted(set(moments))
    assert listed["seconds"] > 30


@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize(("words", "dialled"), [([], "+18005550177"), (["--to", "+18005550199"], "+18005550199")])
def test_the_number_that_is_called_is_the_first_of_the_helpline(tmp_path: Path, words: list[str], dialled: str) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path) / "helpline.yaml"
    helpline.write_text(helpline.read_text(encoding="utf-8").replace(LINE_NUMBER, "+18005550177"), encoding="utf-8")

    ivr_call("--helpline", ".", "--keys", "h", *words)

    assert json.loads(CliRunner().invoke(calls, ["--format", "json", "--unmasked"]).output)[0]["dialled"] == dialled


@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("busy", True),
        ("no_answer", True),
        ("failed", True),
        ("declines", True),
        ("machine", True),
        ("waits", False),
        ("answers", False),
    ],
)
def test_what_becomes_of_a_telephone_that_nobody_rings_is_of_no_effect_and_it_is_said(agent: str, told: bool) -> None:
    result = ivr_call("--helpline", str(ROOT), "--keys", "h", "--agent", agent)

    assert ("ivr: 'outside: agent' in helpline.yaml is empty" in result.stderr) is told
    assert (f"--agent {agent} is only for other numbers\n" in result.stderr) is told


@pytest.mark.usefixtures("unset")
def test_a_locale_that_the_helpline_has_not_is_told_with_those_it_has() -> None:
    result = ivr_call("--helpline", str(ROOT), "--keys", "h", "--locale", "es-US")

    assert "the helpline has no locale 'es-US'; known: en-US" in " ".join(result.stderr.split())
    assert result.exit_code == 2


@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
def test_a_call_begins_in_the_locale_that_is_named(tmp_path: Path, locale: str) -> None:
    folder = copy_of_the_shipped_helpline(tmp_path)
    speak_british_too(folder)

    result = ivr_call("--helpline", ".", "--keys", "h", "--locale", locale)

    assert ("Good day." in result.output) is (locale == "en-GB"), result.output


def speak_british_too(folder: Path) -> None:
    """Add a second locale, whose welcome begins otherwise."""
    shutil.copytree(folder / "prompts" / "en-US", folder / "prompts" / "en-GB")
    main = folder / "prompts" / "en-GB" / "main.yaml"
    main.write_text(main.read_text(encoding="utf-8").replace("Thank you for calling", "Good day."), encoding="utf-8")
    helpline = folder / "helpline.yaml"
    written = helpline.read_text(encoding="utf-8").replace("locales: [en-US]", "locales: [en-US, en-GB]")
    helpline.write_text(
        written.replace("{en-US: Polly.Joanna-Neural}", "{en-US: Polly.Joanna-Neural, en-GB: Polly.Amy-Neural}"),
        encoding="utf-8",
    )


@pytest.mark.usefixtures("unset")
@pytest.mark.parametrize(
    ("words", "setting"),
    [
        (["--at", "mon 10:00", "--agent", "waits"], ['at: "mon 10:00"', "agent: waits"]),
        (["--at", "2026-7-1 9:30", "--from", "anonymous"], ['at: "2026-07-01 09:30"', 'from: "anonymous"']),
    ],
)
def test_a_recorded_call_is_a_call_script_that_plays(tmp_path: Path, words: list[str], setting: list[str]) -> None:
    copy_of_the_shipped_helpline(tmp_path)

    recorded = ivr_call("--helpline", ".", "--keys", "3 9 w h", "--record", "about-refunds.yaml", *words)

    written = (tmp_path / "about-refunds.yaml").read_text(encoding="utf-8")
    assert written.startswith("about refunds:\n")
    assert all(line in written for line in setting), written
    assert "script: ivr play about-refunds.yaml" in recorded.output
    played = CliRunner().invoke(play, ["about-refunds.yaml"])
    assert played.exit_code == 0, played.output


def test_a_call_script_is_not_written_over_unless_forced(tmp_path: Path, url: str) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("mine", encoding="utf-8")

    refused = ivr_call("--url", url, "--keys", "1", "--record", "kept.yaml")

    assert "'kept.yaml' exists: name another file, or add --force" in " ".join(refused.stderr.split())
    assert (refused.exit_code, kept.read_text(encoding="utf-8")) == (2, "mine")
    assert ivr_call("--url", url, "--keys", "1", "--record", "kept.yaml", "--force").exit_code == 0
    assert kept.read_text(encoding="utf-8").startswith("kept:\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_call_script_that_cannot_be_kept_is_printed_so_that_the_call_is_not_lost(url: str, form: str) -> None:
    result = ivr_call("--url", url, "--keys", "1", "--record", "/dev/full", "--force", "--format", form)

    assert result.stderr.startswith("ivr: '/dev/full' could not be written (No space left on device)")
    assert "full:\n  call:\n" in result.stdout
    assert '    - press: "1"\n' in result.stdout
    assert "script: ivr play" not in result.output
    assert result.exit_code == 1


@pytest.mark.usefixtures("unset")
def test_a_call_whose_script_cannot_be_kept_is_on_record() -> None:
    ivr_call("--helpline", str(ROOT), "--keys", "h", "--record", "/dev/full", "--force")

    assert "caller_hung_up" in CliRunner().invoke(calls, []).output
