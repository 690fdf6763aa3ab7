"""What a signed webhook tells us; nothing in it can raise, and garbage becomes something that a flow can route."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.carriers.twilio.form import Form
from ivr.carriers.twilio.read import READ, CallEnded, Heard, Route, digest_of, read
from ivr.dialogue.inputs import CallStarted, Digits, Input, LineFault, NoInput, QueueLeft, Transferred, Waiting

CALL = "CA" + "0123456789abcdef" * 2
BASE = {"CallSid": CALL, "From": "+14158675309", "To": "+18005551212", "CallStatus": "in-progress"}
ROUTES: tuple[Route, ...] = ("voice", "resume", "status", "fallback", "job")


def heard(route_: Route = "resume", **fields: str) -> Heard:
    return read(Form(tuple({**BASE, **fields}.items())), route_)


def test_a_call_that_comes_in_names_both_numbers() -> None:
    started = heard("voice", CallStatus="ringing")

    assert started.given == CallStarted("+14158675309", "+18005551212")
    assert (started.call_id, started.caller, started.dialled) == (CALL, "+14158675309", "+18005551212")


@pytest.mark.parametrize(
    ("number", "caller"),
    [
        pytest.param("+14158675309", "+14158675309", id="a number"),
        pytest.param("+4930901820", "+4930901820", id="a short number of another country"),
        pytest.param("", None, id="nothing"),
        pytest.param("anonymous", None, id="anonymous"),
        pytest.param("Restricted", None, id="restricted"),
        pytest.param("unavailable", None, id="unavailable"),
        pytest.param("unknown", None, id="unknown"),
        pytest.param("+266696687", None, id="ANONYMOUS on the keypad"),
        pytest.param("+7378742833", None, id="RESTRICTED on the keypad"),
        pytest.param("+86282452253", None, id="UNAVAILABLE on the keypad"),
        pytest.param("+8656696", None, id="UNKNOWN on the keypad"),
        pytest.param("+2562533", None, id="BLOCKED on the keypad"),
        pytest.param("14158675309", None, id="no plus"),
        pytest.param(" 14158675309", None, id="a plus that became a space"),
        pytest.param("+1415867530912345", None, id="too long"),
        pytest.param("+04158675309", None, id="no country begins with 0"),
        pytest.param("+1415867530٩", None, id="digits of another script"),
        pytest.param("+14158675309\n", None, id="a line end"),
        pytest.param("client:bob", None, id="a browser"),
        pytest.param("sip:bob@example.com", None, id="a SIP address"),
    ],
)
def test_a_caller_is_a_whole_number_or_withheld(number: str, caller: str | None) -> None:
    assert heard("voice", From=number).caller == caller
    assert heard("voice", From=number).given == CallStarted(caller, "+18005551212")


def test_what_was_dialled_may_be_no_number_and_is_kept_short_and_printable() -> None:
    assert heard("voice", To="sip:line@example.com").dialled == "sip:line@example.com"
    assert heard("voice", To="a\x00b\r\n\u2028c\ud800").dialled == "abc"
    assert heard("voice", To="x" * 5000).dialled == "x" * 64


@pytest.mark.parametrize(
    ("fields", "given_"),
    [
        pytest.param({"Digits": "1"}, Digits("1"), id="a key"),
        pytest.param({"Digits": "0123456789*#"}, Digits("0123456789*#"), id="every key of a telephone"),
        pytest.param({"Digits": "1234", "FinishedOnKey": "#"}, Digits("1234"), id="keys ended by the finish key"),
        pytest.param({}, NoInput(), id="no digits"),
        pytest.param({"Digits": ""}, NoInput(), id="empty digits"),
        pytest.param({"Digits": "", "FinishedOnKey": ""}, NoInput(), id="empty digits and no finish key"),
        pytest.param({"FinishedOnKey": "#"}, Digits("#"), id="the finish key alone"),
        pytest.param({"Digits": "", "FinishedOnKey": "#"}, Digits("#"), id="the finish key and empty digits"),
        pytest.param({"FinishedOnKey": "timeout"}, NoInput(), id="a finish key that is none"),
        pytest.param({"Digits": "12 3A-4\n"}, Digits("1234"), id="what no telephone sends is dropped"),
        pytest.param({"Digits": "abc"}, Digits("?"), id="nothing but what no telephone sends"),
        pytest.param({"Digits": " "}, Digits("?"), id="a space"),
        pytest.param({"Digits": "١٢٣"}, Digits("?"), id="digits of another script"),
        pytest.param({"Digits": "\x00"}, Digits("?"), id="NUL"),
        pytest.param({"Digits": "7" * 5000}, Digits("7" * 64), id="a key that is stuck"),
        pytest.param({"SpeechResult": "hello"}, NoInput(), id="speech, which nobody asked for"),
        pytest.param({"QueueResult": "bridged", "QueueTime": "30"}, QueueLeft("ended"), id="spoke to a person"),
        pytest.param({"QueueResult": "leave"}, QueueLeft("left"), id="left the queue"),
        pytest.param({"QueueResult": "queue-full"}, QueueLeft("full"), id="the queue is full"),
        pytest.param({"QueueResult": "error"}, QueueLeft("failed"), id="the queue failed"),
        pytest.param({"QueueResult": "system-error"}, QueueLeft("failed"), id="the queue's system failed"),
        pytest.param({"QueueResult": "sideways"}, QueueLeft("failed"), id="a queue result nobody knows"),
        pytest.param({"QueueTime": "45", "QueuePosition": "2"}, Waiting(45), id="waits"),
        pytest.param({"QueuePosition": "2"}, Waiting(0), id="waits, for nobody knows how long"),
        pytest.param({"QueueTime": "0"}, Waiting(0), id="begins to wait"),
        pytest.param({"QueueTime": "-5"}, Waiting(0), id="waits a negative time"),
        pytest.param({"QueueTime": "soon"}, Waiting(0), id="waits a garbled time"),
        pytest.param({"QueueTime": "²"}, Waiting(0), id="waits two, superscript"),
        pytest.param({"QueueTime": "9" * 5000}, Waiting(0), id="waits for ever"),
        pytest.param({"DialCallStatus": "completed"}, Transferred("answered"), id="spoke to the number rung"),
        pytest.param(
            {"DialCallStatus": "completed", "DialBridged": "true"}, Transferred("answered"), id="was connected"
        ),
        pytest.param(
            {"DialCallStatus": "completed", "DialBridged": "false"}, Transferred("no_answer"), id="was never connected"
        ),
        pytest.param({"DialCallStatus": "busy", "DialBridged": "false"}, Transferred("busy"), id="busy"),
        pytest.param({"DialCallStatus": "no-answer"}, Transferred("no_answer"), id="nobody picked up"),
        pytest.param({"DialCallStatus": "failed"}, Transferred("failed"), id="could not be rung"),
        pytest.param({"DialCallStatus": "canceled"}, Transferred("failed"), id="ringing was cancelled"),
        pytest.param({"DialCallStatus": "sideways"}, Transferred("failed"), id="a status nobody knows"),
    ],
)
@pytest.mark.parametrize("route", ["resume", "job"])
def test_what_came_of_the_verb_before(fields: dict[str, str], given_: Input, route: Route) -> None:
    assert heard(route, **fields).given == given_
    assert heard(route, **fields).notice is None


@pytest.mark.parametrize(
    ("fields", "notice"),
    [
        ({"QueueResult": "hangup", "CallStatus": "completed"}, "hangup"),
        ({"QueueResult": "redirected"}, "redirected"),
        ({"QueueResult": "redirected-from-bridged"}, "redirected-from-bridged"),
        ({"QueueResult": "bridging-in-process"}, "bridging-in-process"),
        ({"Digits": "hangup"}, "hangup"),
        *(({"CallStatus": status}, status) for status in ("completed", "busy", "failed", "no-answer", "canceled")),
        ({"CallStatus": "completed", "DialCallStatus": "completed"}, "completed"),
        ({"CallStatus": "completed", "QueueResult": "bridged"}, "bridged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("route", ["voice", "resume", "fallback", "job"])
def test_a_caller_who_is_gone_or_on_the_way_needs_no_answer(fields: dict[str, str], notice: str, route: Route) -> None:
    noticed = heard(route, **fields)

    assert (noticed.notice, noticed.given, noticed.ended) == (notice, None, None)


@pytest.mark.parametrize(
    ("fields", "ended"),
    [
        ({"CallStatus": "completed", "CallDuration": "61"}, CallEnded("completed", 61)),
        ({"CallStatus": "completed"}, CallEnded("completed", None)),
        ({"CallStatus": "completed", "CallDuration": "-1"}, CallEnded("completed", None)),
        ({"CallStatus": "completed", "CallDuration": "1e9"}, CallEnded("completed", None)),
        ({"CallStatus": "busy"}, CallEnded("busy", None)),
        ({"CallStatus": "failed"}, CallEnded("failed", None)),
        ({"CallStatus": "no-answer"}, CallEnded("no-answer", None)),
        ({"CallStatus": "canceled"}, CallEnded("canceled", None)),
    ],
)
def test_the_status_callback_tells_how_a_call_ended(fields: dict[str, str], ended: CallEnded) -> None:
    status = heard("status", **fields)

    assert (status.ended, status.given, status.notice) == (ended, None, None)


@pytest.mark.parametrize(
    ("status", "notice"), [("ringing", "ringing"), ("in-progress", "in-progress"), ("", "unknown"), ("\n", "unknown")]
)
def test_a_call_that_goes_on_is_only_noticed_by_the_status_callback(status: str, notice: str) -> None:
    assert heard("status", CallStatus=status, Digits="1").notice == notice
    assert heard("status", CallStatus=status, Digits="1").given is None


def test_the_fallback_tells_what_failed_and_where() -> None:
    failed = heard("fallback", ErrorCode="11200", ErrorUrl="https://line.example/voice/a-b_C#rc=2")

    assert failed.given == LineFault("carrier error 11200")
    assert failed.failed_token == "a-b_C"


def test_a_fallback_without_a_word_is_a_fault_all_the_same() -> None:
    assert heard("fallback").given == LineFault("carrier error unknown")
    assert heard("fallback").failed_token == ""
    assert len(heard("fallback", ErrorUrl="/voice/" + "x" * 50_000).failed_token) < 8192


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ({"QueueResult": "bridging-in-process"}, True),
        ({"QueueResult": "bridged", "CallStatus": "completed"}, True),
        ({"QueueResult": "hangup", "CallStatus": "completed"}, False),
        ({"DialCallStatus": "completed", "DialBridged": "true", "CallStatus": "completed"}, True),
        ({"DialCallStatus": "completed", "DialBridged": "false", "CallStatus": "completed"}, False),
        ({"DialCallStatus": "no-answer", "CallStatus": "completed"}, False),
        ({"DialCallStatus": "completed"}, False),
    ],
)
def test_a_caller_who_hangs_up_after_the_talk_leaves_a_notice_that_somebody_took_the_call(
    fields: dict[str, str], reached: bool
) -> None:
    assert heard("resume", **fields).reached is reached


def test_of_several_values_the_last_is_read() -> None:
    pairs = (*BASE.items(), ("Digits", "1"), ("Digits", "2"))

    assert read(Form(pairs), "resume").given == Digits("2")


def test_what_was_pressed_is_not_shown_where_a_webhook_is_printed() -> None:
    assert "fields" not in repr(heard(Digits="12345678"))


def test_a_repeated_delivery_has_the_same_digest() -> None:
    first = heard(Digits="1", SequenceNumber="1", Timestamp="now")
    again = heard(Digits="1", SequenceNumber="2", Timestamp="later")

    assert digest_of("token", first) == digest_of("token", again)
    assert len(digest_of("token", first)) == 16
    assert int(digest_of("token", first), 16) >= 0


def test_silence_is_one_silence_however_it_is_told() -> None:
    assert digest_of("token", heard()) == digest_of("token", heard(Digits="", FinishedOnKey=""))


@pytest.mark.parametrize("name", [name for name in READ if name != "CallSid"])
def test_every_field_that_is_read_makes_another_digest(name: str) -> None:
    assert digest_of("token", heard("resume", **{name: "7"})) != digest_of("token", heard("resume", **{name: "8"}))


def test_another_place_and_moved_borders_make_another_digest() -> None:
    digests = {
        digest_of("token", heard(Digits="1")),
        digest_of("other", heard(Digits="1")),
        digest_of("token", heard(Digits="1", FinishedOnKey="#")),
        digest_of("token", heard(Digits="1FinishedOnKey#")),
    }

    assert len(digests) == 4


def test_the_digest_does_not_change_with_the_code() -> None:
    assert digest_of("token", heard(Digits="1")) == "59e78ff34009a27e"


ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
FIELD_NAMES = st.sampled_from(READ) | ANY_TEXT


@given(st.lists(st.tuples(FIELD_NAMES, ANY_TEXT), max_size=20), st.sampled_from(ROUTES))
def test_no_form_at_all_makes_reading_raise(pairs: list[tuple[str, str]], route: Route) -> None:
    result = read(Form(tuple(pairs)), route)

    assert len(digest_of(route, result)) == 16
    assert sum(part is not None for part in (result.given, result.notice, result.ended)) == 1
