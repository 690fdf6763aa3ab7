"""The edge of the line: who is believed, and what a caller hears when something of ours fails."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from practice_line import CALL_ID, ROOT, WHILE_CLOSED, PracticeLine, copy_of_the_shipped_helpline
from twiml_judge import assert_twiml

from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.events import TurnFailed
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import CallStarted, Input

APOLOGY = "Something went wrong"


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> PracticeLine:
    return PracticeLine(tmp_path_factory.mktemp("line"), ROOT)


@pytest.fixture
def fresh(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, ROOT)


def words(document: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(document).itertext()).split())


def resume_path(document: str) -> str:
    root = ElementTree.fromstring(document)
    return next(
        element.get("action", "").partition("#")[0] for element in root.iter() if element.get("action") is not None
    )


def emitted_paths(line: PracticeLine) -> dict[str, str]:
    """Every kind of URL that the line emits or is known by."""
    began = line.post("/voice", {}).text
    return {
        "voice": "/voice",
        "resume": resume_path(began),
        "status": "/voice/status",
        "fallback": "/voice/fallback",
        "job": "/voice/job/abc",
    }


REFUSED: dict[str, Callable[[PracticeLine, str], int]] = {
    "no signature": lambda line, path: line.app.test_client().post(path, data={"CallSid": CALL_ID}).status_code,
    "a signature for another url": lambda line, path: (
        line.post(path, {}, signed_for=line.account.url("/voice/other")).status_code
    ),
    "a query string": lambda line, path: (
        line.post(f"{path}?a=1", {}, signed_for=line.account.url(f"{path}?a=1")).status_code
    ),
    "an empty query string": lambda line, path: (
        line.post(f"{path}?", {}, signed_for=line.account.url(f"{path}?")).status_code
    ),
    "another account": lambda line, path: line.post(path, {"AccountSid": "AC" + "9" * 32}).status_code,
    "a call id that is none": lambda line, path: line.post(path, {"CallSid": "CA123"}).status_code,
    "no call id": lambda line, path: line.post_form(path, {"AccountSid": line.account.sid}).status_code,
    "a GET": lambda line, path: line.app.test_client().get(path).status_code,
    "a PUT": lambda line, path: line.app.test_client().put(path).status_code,
    "a HEAD": lambda line, path: line.app.test_client().head(path).status_code,
    "json": lambda line, path: line.app.test_client().post(path, json={"CallSid": CALL_ID}).status_code,
}


@pytest.mark.parametrize("route", ["voice", "resume", "status", "fallback", "job"])
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_the_carriers_gets_403_on_every_url(line: PracticeLine, route: str, what: str) -> None:
    path = emitted_paths(line)[route]

    assert REFUSED[what](line, path) == 403


def test_a_refusal_has_no_body_and_leaves_no_record(fresh: PracticeLine) -> None:
    refused = fresh.app.test_client().post("/voice", data={"CallSid": CALL_ID})

    assert (refused.status_code, refused.data) == (403, b"")
    assert fresh.record() is None


def test_a_body_over_64_kb_is_refused_without_a_traceback(line: PracticeLine) -> None:
    reply = line.post("/voice", {"Digits": "1" * 70_000})

    assert reply.status_code in (403, 413)
    assert reply.data == b""


@pytest.mark.parametrize("path", ["/", "/voice//", "/voices", "/voice/../voice", "/favicon.ico"])
def test_other_paths_are_not_found_and_say_nothing(line: PracticeLine, path: str) -> None:
    reply = line.app.test_client().post(path)

    assert reply.status_code in (403, 404)
    assert reply.data == b""


NAMES = """
    Digits FinishedOnKey From To CallStatus QueueResult QueueTime DialCallStatus DialBridged ErrorUrl ErrorCode
    SpeechResult Confidence CallDuration x
"""
FIELDS = st.dictionaries(
    st.sampled_from(NAMES.split()),
    st.one_of(
        st.sampled_from(["", "1", "0", "*", "#", "completed", "leave", "bridged", "hangup", "anonymous", "-1"]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    ),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS, st.sampled_from(["voice", "resume", "status", "fallback", "job", "garbage"]))
def test_a_signed_form_is_a_live_caller_whatever_its_fields(
    line: PracticeLine, fields: dict[str, str], route: str
) -> None:
    path = {**emitted_paths(line), "garbage": "/voice/no-token-at-all"}[route]

    reply = line.post(path, fields)

    assert reply.status_code == 200
    assert reply.content_type.startswith("text/xml")
    assert_twiml(reply.text)


@pytest.mark.parametrize("token", ["x", "AAAA", "a/b/c", "A" * 3000])
def test_a_token_that_does_not_open_ends_with_an_apology_and_a_person(line: PracticeLine, token: str) -> None:
    reply = line.post(f"/voice/{token}", {"Digits": "1"})

    assert_twiml(reply.text)
    assert APOLOGY in words(reply.text)
    assert "<Enqueue" in reply.text


def test_a_token_of_another_call_does_not_open(line: PracticeLine) -> None:
    path = resume_path(line.post("/voice", {}).text)

    stolen = line.post(path, {"Digits": "1", "CallSid": "CA" + "8" * 32})

    assert APOLOGY in words(stolen.text)


def test_six_deliveries_of_one_webhook_get_one_answer_and_one_set_of_events(fresh: PracticeLine) -> None:
    path = resume_path(fresh.post("/voice", {}).text)

    replies = {fresh.post(path, {"Digits": "1"}).data for _ in range(6)}
    record = fresh.record()

    assert len(replies) == 1
    assert record is not None
    assert [turn.turn for turn in record.turns] == [1, 2]


def test_a_call_goes_on_after_a_restart_and_when_its_release_is_no_longer_the_newest(tmp_path: Path) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    line = PracticeLine(tmp_path, helpline)
    path = resume_path(line.post("/voice", {}).text)
    expected = line.post(path, {"Digits": "2"}).text

    flows = helpline / "flows" / "gift.yaml"
    flows.write_text(flows.read_text() + "\n# changed\n")
    line.publish()
    for file in helpline.rglob("*.yaml"):
        file.unlink()
    after = line.restarted().post(path, {"Digits": "2"}).text

    assert after == expected


def test_a_call_whose_release_is_gone_ends_with_an_apology_and_a_person(fresh: PracticeLine, tmp_path: Path) -> None:
    path = resume_path(fresh.post("/voice", {}).text)
    release = (tmp_path / "var" / "releases" / "current").read_text().strip()
    (tmp_path / "var" / "releases" / release).rename(tmp_path / "gone")

    reply = fresh.restarted().post(path, {"Digits": "2"})

    assert reply.status_code == 200
    assert APOLOGY in words(reply.text)
    assert "<Enqueue" in reply.text


def test_a_caller_whose_release_is_gone_keeps_what_was_answered_and_is_never_hung_up_on(tmp_path: Path) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    line = PracticeLine(tmp_path, helpline, now=WHILE_CLOSED)
    path = "/voice"
    for keys in ("", "3", "1"):
        path = resume_path(line.post(path, {"Digits": keys}).text)
    old = (tmp_path / "var" / "releases" / "current").read_text().strip()
    for file in ("refunds", "main"):
        flow = helpline / "flows" / f"{file}.yaml"
        flow.write_text(flow.read_text() + "# changed\n")
    line.publish()
    (tmp_path / "var" / "releases" / old).rename(tmp_path / "gone")
    line.restarted()

    path = resume_path(line.post(path, {"Digits": "1"}).text)
    for _ in range(3):
        reply = line.post(path, {"Digits": "*"})
        path = resume_path(reply.text)

    assert "<Hangup" not in reply.text
    record = line.record()
    assert record is not None
    assert sum(isinstance(event, TurnFailed) for turn in record.turns for event in turn.events) == 1


def test_a_damaged_release_is_made_anew_by_publishing(fresh: PracticeLine, tmp_path: Path) -> None:
    release = fresh.publish()
    with (tmp_path / "var" / "releases" / release / "flows" / "main.yaml").open("a") as flow:
        flow.write("# damaged")

    fresh.publish()

    assert "customer care" in words(fresh.restarted().post("/voice", {}).text)


def test_a_call_that_fails_at_once_begins_in_the_record_all_the_same(
    broken: PracticeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ivr.carriers.twilio import turns

    def failing_at_first(flows: Flows, call: Call, given: Input, now: datetime) -> Turn:
        if isinstance(given, CallStarted):
            raise ZeroDivisionError("a bug")
        return advance(flows, call, given, now)

    monkeypatch.setattr(turns, "advance", failing_at_first)
    reply = broken.post("/voice", {})
    record = broken.record()

    assert APOLOGY in words(reply.text)
    assert record is not None
    (turn,) = record.turns
    assert turn.route == "voice"
    assert [type(event).__name__ for event in turn.events][:2] == ["CallBegan", "TurnFailed"]


WHISPER_GONE = "A caller is waiting for a person. To take the call, press 1."


@pytest.mark.parametrize("token", ["garbage", "A" * 100])
def test_a_person_whose_whisper_fails_may_still_take_the_call_and_a_machine_gets_nobody(
    line: PracticeLine, token: str
) -> None:
    asked = line.post(f"/voice/job/{token}", {})
    silent = line.post(f"/voice/job/{token}", {"Digits": ""})
    accepted = line.post(f"/voice/job/{token}", {"Digits": "1"})

    assert_twiml(asked.text)
    assert WHISPER_GONE in words(asked.text)
    assert "<Hangup" in silent.text
    assert list(ElementTree.fromstring(accepted.text)) == []


def test_a_bug_in_the_whisper_connects_nobody_by_itself(line: PracticeLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from ivr import service

    monkeypatch.setattr(service.whisper_form, "from_json", lambda _: 1 / 0)  # type: ignore[attr-defined]
    sealed = service.Sealer(line.settings.secret_keys).seal(b"{}", "job")  # type: ignore[attr-defined]

    assert WHISPER_GONE in words(line.post(f"/voice/job/{sealed}", {}).text)


def test_the_fallback_opens_the_token_of_the_url_that_failed(fresh: PracticeLine) -> None:
    path = resume_path(fresh.post("/voice", {}).text)
    fields = {"ErrorCode": "11200", "ErrorUrl": fresh.account.url(path) + "#rc=2"}

    reply = fresh.post("/voice/fallback", fields)
    record = fresh.record()

    assert APOLOGY in words(reply.text)
    assert record is not None
    assert any(turn.turn == 2 and TurnFailed("carrier error 11200") in turn.events for turn in record.turns)


def test_the_fallback_answers_without_a_database_or_a_release(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT, {"DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/x.db"})
    (tmp_path / "var" / "releases").rename(tmp_path / "gone")

    reply = line.restarted().post("/voice/fallback", {"ErrorCode": "11205", "ErrorUrl": line.account.url("/voice")})

    assert reply.status_code == 200
    assert_twiml(reply.text)
    assert "<Enqueue" in reply.text


@pytest.fixture
def broken(fresh: PracticeLine, monkeypatch: pytest.MonkeyPatch) -> PracticeLine:
    """A line with a bug: the engine fails whenever key 1 is pressed."""
    from ivr.carriers.twilio import turns
    from ivr.dialogue.inputs import Digits

    whole = advance

    def failing(*args: object) -> object:
        if Digits("1") in args:
            raise ZeroDivisionError("a bug")
        return whole(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(turns, "advance", failing)
    return fresh


def test_a_bug_is_logged_once_with_the_call_and_the_caller_gets_an_apology_and_a_person(
    broken: PracticeLine, caplog: pytest.LogCaptureFixture
) -> None:
    path = resume_path(broken.post("/voice", {}).text)

    reply = broken.post(path, {"Digits": "1"})

    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert APOLOGY in words(reply.text)
    assert [(record.message, record.__dict__["call_id"]) for record in errors] == [("turn failed", CALL_ID)]


def test_when_even_the_rescue_fails_the_static_document_answers(
    fresh: PracticeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ivr.carriers.twilio import turns

    path = resume_path(fresh.post("/voice", {}).text)
    monkeypatch.setattr(turns, "advance", lambda *_: 1 / 0)

    reply = fresh.post(path, {"Digits": "2"})
    waiting = fresh.post(path, {"QueueTime": "30", "QueuePosition": "1"})

    assert reply.status_code == 200
    assert_twiml(reply.text)
    assert "<Enqueue" in reply.text
    assert waiting.text.endswith("<Response><Leave /></Response>")


def test_a_card_number_posted_whole_is_in_no_record(fresh: PracticeLine) -> None:
    path = resume_path(fresh.post("/voice", {}).text)
    fresh.post(path, {"Digits": "4111111111111111"})
    fresh.post(resume_path(fresh.post(path, {"Digits": "4"}).text), {"Digits": "4111111111111111"})

    assert "4111111111111111" not in repr(fresh.record())


def test_notices_are_answered_with_nothing_and_change_nothing(fresh: PracticeLine) -> None:
    path = resume_path(fresh.post("/voice", {}).text)

    for fields in ({"QueueResult": "hangup"}, {"CallStatus": "completed"}, {"Digits": "hangup"}):
        reply = fresh.post(path, fields)
        assert list(ElementTree.fromstring(reply.text)) == []


def test_tokens_fit_the_carriers_urls_and_hold_no_readable_number(line: PracticeLine) -> None:
    path = resume_path(line.post("/voice", {}).text)

    assert re.fullmatch(r"/voice/[A-Za-z0-9_-]+", path)
    assert len(path) < 600
    assert "5550143" not in path


def test_without_any_release_a_call_is_answered_by_the_document_that_is_built_in(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT)
    (tmp_path / "var" / "releases").rename(tmp_path / "gone")
    (tmp_path / "var" / "fallback.xml").unlink()

    reply = line.restarted().post("/voice", {})

    assert_twiml(reply.text)
    assert "Please hold for a person" in words(reply.text)
    assert "<Enqueue>care</Enqueue>" in reply.text


def test_the_static_document_rings_the_agent_where_one_is_known(tmp_path: Path) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    text = (helpline / "helpline.yaml").read_text()
    (helpline / "helpline.yaml").write_text(re.sub("  agent: *", '  agent: "+12025550177"  ', text))

    PracticeLine(tmp_path, helpline)

    document = (tmp_path / "var" / "fallback.xml").read_text()
    assert_twiml(document)
    assert "+12025550177</Dial>" in document
    assert (tmp_path / "var" / "fallback.xml").stat().st_mode & 0o077 == 0


def test_a_database_that_is_away_does_not_make_the_line_unready(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT, {"DATABASE_URL": f"sqlite:///{tmp_path}"})

    ready = line.app.test_client().get("/readyz")

    assert (ready.status_code, json.loads(ready.text)["database"]) == (200, "away")


def test_a_notice_that_fails_is_answered_with_nothing(fresh: PracticeLine, monkeypatch: pytest.MonkeyPatch) -> None:
    from ivr import service

    monkeypatch.setattr(service, "digest_of", lambda *_: 1 / 0)

    reply = fresh.post("/voice/status", {"CallStatus": "completed"})

    assert (reply.status_code, list(ElementTree.fromstring(reply.text))) == (200, [])


def test_health_pages_tell_whether_callers_would_be_answered(fresh: PracticeLine, tmp_path: Path) -> None:
    client = fresh.app.test_client()

    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 200
    assert json.loads(ready.text)["ready"] is True

    (tmp_path / "var" / "releases").rename(tmp_path / "gone")
    assert fresh.restarted().app.test_client().get("/readyz").status_code == 503
