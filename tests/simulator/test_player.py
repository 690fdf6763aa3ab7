"""A call from answer to end: documents, failures, and the last word."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from paper_line import ACCOUNT, PaperLine, rehearse

from ivr.simulator.caller import Scripted, Silence
from ivr.simulator.fields import sid
from ivr.simulator.happenings import HungUp, LineError, Said, as_record
from ivr.simulator.line import A_MONDAY, CallClock, Dialling, Line
from ivr.simulator.player import APPLICATION_ERROR
from ivr.simulator.transport import InProcess
from ivr.simulator.world import World


def test_the_first_webhook_carries_what_the_carrier_sends() -> None:
    line = PaperLine({"/voice": "<Hangup/>"})
    dialling = Dialling(call_id=sid("CA", "mine"), caller="+4915112345678", dialled="+18005550100")

    Line(InProcess(line, ACCOUNT), ACCOUNT).rehearse(Scripted(""), dialling)

    form = line.forms("/voice")[0]
    assert re.fullmatch("CA[0-9a-f]{32}", form["CallSid"])
    assert form["CallSid"] == dialling.call_id
    assert form["AccountSid"] == ACCOUNT.sid
    assert form["From"] == form["Caller"] == "+4915112345678"
    assert form["To"] == form["Called"] == "+18005550100"
    assert (form["CallStatus"], form["Direction"], form["ApiVersion"]) == ("ringing", "inbound", "2010-04-01")
    assert (form["FromCountry"], form["ToCountry"], form["CallerZip"]) == ("", "US", "")


@pytest.mark.parametrize(
    ("verbs", "moves", "ending"),
    [
        pytest.param("<Say>bye</Say><Hangup/>", "", HungUp(0.4, "line", "<Hangup>"), id="the line hangs up"),
        pytest.param("<Say>bye</Say>", "", HungUp(0.4, "line", "the document ended"), id="nothing is left to do"),
        pytest.param(
            "<Gather><Say>bye</Say></Gather>", "h", HungUp(0.4, "caller", "hung up"), id="the caller hangs up"
        ),
        pytest.param("<Leave/><Pause/>", "", HungUp(1.0, "line", "the document ended"), id="leave means nothing here"),
    ],
)
def test_how_calls_end(verbs: str, moves: str, ending: HungUp) -> None:
    line = PaperLine({"/voice": verbs})

    rehearsal = rehearse(line, moves)

    assert rehearsal.happenings[-1] == rehearsal.ending == ending
    status = line.forms("/voice/status")
    assert [form["CallStatus"] for form in status] == ["completed"]


def test_the_status_callback_tells_when_and_how_long() -> None:
    line = PaperLine({"/voice": "<Pause length='61'/><Say>bye</Say>"})

    rehearse(line)

    form = line.posts[-1][1]
    assert line.posts[-1][0] == "/voice/status"
    assert (form["CallDuration"], form["Duration"], form["SequenceNumber"]) == ("62", "2", "0")
    assert form["Timestamp"] == "Mon, 05 Jan 2026 12:01:01 +0000"
    assert form["CallbackSource"] == "call-progress-events"


@pytest.mark.parametrize(("reason", "status"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_rejected_call_was_never_answered(reason: str, status: str) -> None:
    line = PaperLine({"/voice": f"<Reject reason='{reason}'/>"})

    rehearse(line)

    assert line.forms("/voice/status")[0]["CallStatus"] == status


def test_a_redirect_leads_to_another_document_without_its_retry_settings() -> None:
    line = PaperLine({"/voice": "<Redirect>/voice/abc#rc=2&amp;rp=ct,rt</Redirect>", "/voice/abc": "<Say>there</Say>"})

    rehearsal = rehearse(line)

    assert rehearsal.heard == "there"
    assert [path for path, _ in line.posts] == ["/voice", "/voice/abc", "/voice/status"]


def test_an_empty_redirect_asks_for_the_same_document() -> None:
    line = PaperLine({"/voice": ["<Pause/><Redirect/>", "<Say>again</Say>"]})

    assert rehearse(line).heard == "again"


def test_a_failed_document_leads_to_the_fallback() -> None:
    line = PaperLine(
        {"/voice": "<Redirect>/broken#rc=1</Redirect>", "/broken": "<?not xml", "/voice/fallback": "<Say>sorry</Say>"}
    )

    rehearsal = rehearse(line)

    form = line.forms("/voice/fallback")[0]
    assert (form["ErrorCode"], form["ErrorUrl"]) == ("12100", "https://line.example/broken")
    assert rehearsal.heard == "sorry"
    error = rehearsal.troubles[0]
    assert isinstance(error, LineError)
    assert (error.code, error.url, error.status) == (12100, "https://line.example/broken", 200)


def test_when_the_fallback_fails_too_the_caller_hears_the_carriers_sentence() -> None:
    line = PaperLine({"/voice": "<?no", "/voice/fallback": "<?no"})

    rehearsal = rehearse(line)

    assert rehearsal.said == (APPLICATION_ERROR,)
    assert rehearsal.ending == HungUp(4.0, "line", "application error")
    assert len(line.forms("/voice/fallback")) == 1
    assert len(line.forms("/voice/status")) == 1


def test_a_fallback_that_leads_back_to_the_failure_does_not_go_on_for_ever() -> None:
    line = PaperLine({"/voice": "<?no", "/voice/fallback": "<Redirect>/voice</Redirect>"})

    rehearsal = rehearse(line)

    assert rehearsal.heard == APPLICATION_ERROR
    assert len(line.forms("/voice/fallback")) == 5


def test_documents_that_go_round_in_circles_without_a_sound_are_an_error() -> None:
    line = PaperLine({"/voice": "<Redirect/>", "/voice/fallback": "<Say>sorry</Say>"})

    rehearsal = rehearse(line)

    assert rehearsal.heard == "sorry"
    assert line.forms("/voice/fallback")[0]["ErrorCode"] == "12400"


def test_a_call_lasts_four_hours_at_most() -> None:
    line = PaperLine({"/voice": "<Pause length='600'/><Redirect/>"})

    rehearsal = rehearse(line)

    assert rehearsal.ending == HungUp(14_400.0, "line", "a call lasts four hours at most")


def test_a_caller_without_patience_for_words_may_stop_at_any_moment() -> None:
    line = PaperLine({"/voice": "<Say>one two</Say><Say>three</Say>"})
    call = Line(InProcess(line, ACCOUNT), ACCOUNT, World(round_trip=0)).call(Scripted(""))

    first, second = next(call), next(call)
    call.close()

    assert isinstance(first, Said)
    assert second == Said(0.8, "three")
    assert [form["CallDuration"] for form in line.forms("/voice/status")] == ["1"]


def test_a_call_that_was_read_to_its_end_is_not_ended_twice() -> None:
    line = PaperLine({"/voice": "<Gather/>"})
    call = Line(InProcess(line, ACCOUNT), ACCOUNT).call(Scripted([Silence()]))

    list(call)
    call.close()

    assert len(line.forms("/voice/status")) == 1


def test_a_wrong_token_is_refused_and_said_so() -> None:
    rehearsal = rehearse(PaperLine({"/voice": "<Say>hello</Say>"}, token="another"))

    error = rehearsal.troubles[0]
    assert isinstance(error, LineError)
    assert (error.code, error.status) == (11200, 403)
    assert rehearsal.heard == APPLICATION_ERROR


def test_the_same_call_is_the_same_to_the_last_happening() -> None:
    pages: dict[str, str | list[str]] = {"/voice": "<Gather action='/a'><Say>hello</Say></Gather>", "/a": "<Hangup/>"}

    assert rehearse(PaperLine(pages), "1 2") == rehearse(PaperLine(pages), "1 2")


def test_the_keys_that_were_taken_are_told_in_order() -> None:
    line = PaperLine({"/voice": "<Gather numDigits='1'/><Hangup/>"})

    rehearsal = rehearse(line, "2 3 w")

    assert rehearsal.pressed == ("2", "3")


def test_a_happening_can_be_written_as_json() -> None:
    assert as_record(HungUp(1.5, "line", "<Hangup>")) == {
        "event": "hung_up", "at": 1.5, "by": "line", "reason": "<Hangup>",
    }  # fmt: skip
    assert as_record(Said(0.0, "hello")) == {"event": "said", "at": 0.0, "text": "hello", "to": "caller"}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (f"https://line.example/voice/{'a-sealed-call' * 30}", "https://line.example/voice/..."),
        (f"https://line.example/voice/{'a-sealed-call' * 30}?step=2", "https://line.example/voice/..."),
        ("http://127.0.0.1:8080/voice/fallback", "http://127.0.0.1:8080/voice/fallback"),
    ],
)
def test_json_is_without_the_sealed_call_as_the_transcript_is(url: str, told: str) -> None:
    record = as_record(LineError(0.0, 11200, "got status 500", url, 500))

    assert record["url"] == told
    assert record["status"] == 500


def test_an_app_in_this_process_can_go_by_the_time_on_the_call() -> None:
    paper = PaperLine({"/voice": "<Pause length='7'/><Redirect>/next</Redirect>", "/next": "<Pause length='3'/>"})
    clock = CallClock(A_MONDAY)
    seen: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.append(f"{environ['PATH_INFO']} {clock.now():%H:%M:%S}")
        return paper(environ, start_response)

    Line(InProcess(app, ACCOUNT), ACCOUNT, clock=clock).rehearse(Scripted(""), Dialling(began=A_MONDAY))

    assert seen == ["/voice 12:00:00", "/next 12:00:07", "/voice/status 12:00:10"]
