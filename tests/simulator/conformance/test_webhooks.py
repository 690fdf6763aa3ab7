"""Requests and replies, by https://www.twilio.com/docs/voice/twiml and its page on connection overrides."""

from collections.abc import Iterable
from typing import Any

import pytest
from paper_line import ACCOUNT, served
from simulator.conformance.examples import Answers, Example, quick

from ivr.simulator.caller import Keys, Scripted, Silence
from ivr.simulator.happenings import HungUp, KeysLost, Played
from ivr.simulator.line import Line
from ivr.simulator.player import APPLICATION_ERROR
from ivr.simulator.stretch import PutDown
from ivr.simulator.transport import OverHttp, Reply, Unreachable
from ivr.simulator.world import World

XML = "text/xml"
SLOW = Unreachable("no answer in time", "read")
GONE = Unreachable("nobody listens there")
BROKEN = Reply(500, XML, b"")
MISSING = Reply(404, XML, b"")
SORRY = {"/voice/fallback": "<Say>sorry</Say>"}
OK = "<Say>ok</Say>"


def reply(content_type: str, body: str = "<Response><Say>ok</Say></Response>") -> Reply:
    return Reply(200, content_type, body.encode())


def after(fragment: str, *answers: Unreachable | Reply | str) -> dict[str, Any]:
    """A redirect to an address with such a fragment, which answers so: the first page is a second of silence."""
    to = f"/next#{fragment}" if fragment else "/next"
    return {"verbs": f"<Pause/><Redirect>{to.replace('&', '&amp;')}</Redirect>", "pages": SORRY | {"/next": answers}}


EXAMPLES = (
    # What is refused, and where the call goes on
    Example(
        "fallback URL",
        "a document that cannot be used leads there, with its address and the carrier's code",
        Reply(200, XML, b"<?no"),
        pages=SORRY,
        heard="sorry",
        troubles=[12100],
        posts={
            "/voice/fallback": {"ErrorUrl": "https://line.example/voice", "ErrorCode": "12100", "CallStatus": "ringing"}
        },
    ),
    Example(
        "fallback URL",
        "in mid-call as well",
        **after("", Reply(200, XML, b"<?no")),
        heard="sorry",
        troubles=[12100],
        posts={"/voice/fallback": {"ErrorUrl": "https://line.example/next", "CallStatus": "in-progress"}},
    ),
    Example(
        "fallback URL",
        "when it is of no use either, the carrier apologises and ends the call",
        BROKEN,
        pages={"/voice/fallback": BROKEN},
        heard=APPLICATION_ERROR,
        troubles=[11200, 11200],
        happens=[HungUp(4.0, "line", "application error")],
    ),
    Example("status", "any but 2xx is refused", MISSING, pages=SORRY, heard="sorry", troubles=[11200]),
    Example("status", "nobody listens there", [GONE], pages=SORRY, heard="sorry", troubles=[11205]),
    Example("empty body", "is refused", reply(XML, " "), pages=SORRY, heard="sorry", troubles=[11770]),
    Example(
        "size", "64 kB are taken", reply(XML, "<Response><Say>ok</Say></Response>" + " " * (65_536 - 34)), heard="ok"
    ),
    Example("size", "more are refused", reply(XML, "<Response/>" + " " * 65_536), pages=SORRY, troubles=[11750]),
    Example(
        "root", "it is <Response>, or the document is refused", reply(XML, "<html/>"), pages=SORRY, troubles=[12102]
    ),
    Example("content type", "application/xml is a document", reply("application/xml; charset=utf-8"), heard="ok"),
    Example("content type", "so is text/html", reply("text/html"), heard="ok"),
    Example(
        "content type",
        "plain text is spoken, and the call ends",
        reply("text/plain", "good day"),
        heard="good day",
        happens=[HungUp(0.8, "line", "the document ended")],
    ),
    Example(
        "content type",
        "a sound is played, and the call ends",
        reply("audio/wav", "RIFF"),
        happens=[Played(0.0, "https://line.example/voice")],
        lasts=5.0,
    ),
    Example(
        "content type", "others are refused", reply("application/json"), pages=SORRY, heard="sorry", troubles=[12300]
    ),
    Example("content type", "none is refused", reply(""), pages=SORRY, heard="sorry", troubles=[12300]),
    Example("unknown verb", "is skipped with a warning", "<Speak>a</Speak><Say>b</Say>", heard="b", troubles=[12200]),
    Example("verb not simulated", "is skipped, and told so", "<Echo/><Say>b</Say>", heard="b", troubles=[0]),
    # Trying again: the fragment of an address
    Example(
        "rc, rp",
        "unless said, once more, when nobody listened there",
        **after("", GONE, OK),
        heard="ok",
        asked=["/voice", "/next", "/next", "/voice/status"],
    ),
    Example("rc, rp", "unless said, not for a 5xx", **after("", BROKEN, OK), heard="sorry", troubles=[11200]),
    Example("rp", "5xx: when the line answered with a server error", **after("rp=5xx", BROKEN, OK), heard="ok"),
    Example("rp", "4xx: when it answered with a client error", **after("rp=4xx", MISSING, OK), heard="ok"),
    Example("rp", "rt: when it did not answer in time", **after("rp=rt&rt=2000", SLOW, OK), heard="ok", lasts=3.4),
    Example("rp", "all: whatever it was", **after("rp=all&rc=3", BROKEN, GONE, MISSING, OK), heard="ok"),
    Example("rp", "several", **after("rp=ct,5xx", BROKEN, OK), heard="ok"),
    Example(
        "rp",
        "an odd one is reported, and the usual one is used",
        **after("rp=sometimes", BROKEN, OK),
        heard="sorry",
        troubles=[11243, 11200],
    ),
    Example("rc", "so many times", **after("rc=2", GONE, GONE, GONE, OK), heard="sorry", troubles=[11205]),
    Example("rc", "0: never", **after("rc=0", GONE, OK), heard="sorry", troubles=[11205]),
    Example(
        "rc",
        "more than 5 is reported, and the usual one is used",
        **after("rc=6", GONE, GONE, OK),
        heard="sorry",
        troubles=[11243, 11205],
    ),
    Example(
        "rt",
        "unless said, 15 seconds are waited for an answer",
        **after("", SLOW),
        heard="sorry",
        troubles=[11205],
        lasts=16.4,
    ),
    Example("rt", "less, if so said", **after("rt=3000", SLOW), troubles=[11205], lasts=4.4),
    Example(
        "tt", "all tries together have 15 seconds", **after("rp=rt&rc=5&rt=6000", SLOW), troubles=[11205], lasts=16.4
    ),
    Example("tt", "less, if so said", **after("rp=rt&rc=5&rt=2000&tt=5000", SLOW), troubles=[11205], lasts=6.4),
    Example("ct", "is read; on this machine a connection comes or fails at once", **after("ct=2000", OK), heard="ok"),
    Example("ct", "out of its range it is reported", **after("ct=99", OK), heard="ok", troubles=[11243]),
    Example("e", "where requests come from does not matter here", **after("e=dublin", OK), heard="ok"),
    Example(
        "trying again",
        "the caller may hang up meanwhile",
        **after("", SLOW, OK),
        does=[PutDown(5.0)],
        heard="",
        happens=[HungUp(5.0, "caller", "hung up")],
        unasked=["/voice/fallback"],
    ),
    # Redirects of HTTP
    Example(
        "redirect",
        "is followed by GET, and the form is lost",
        [Reply(301, "", b"", "/moved")],
        pages={"/moved": OK},
        heard="ok",
        gets={"/moved": {"CallSid": None}},
    ),
    Example(
        "redirect",
        "one after another is refused",
        [Reply(302, "", b"", "/voice")],
        pages=SORRY,
        heard="sorry",
        troubles=[11215],
    ),
    # Between documents
    Example(
        "round trip",
        "keys pressed between documents are lost",
        "<Gather numDigits='1' action='/next'/>",
        does=[Keys("12", every=0.2)],
        pages={"/next": ""},
        world=World(round_trip=0.6),
        happens=[KeysLost(1.2, "2")],
        lasts=1.6,
    ),
    Example(
        "round trip",
        "the caller may hang up meanwhile, and the request was made all the same",
        "<Pause/><Redirect>/next</Redirect>",
        does=[PutDown(1.2)],
        pages={"/next": OK},
        world=World(round_trip=0.6),
        heard="",
        happens=[HungUp(1.2, "caller", "hung up")],
        asked=["/voice", "/next", "/voice/status"],
    ),
    Example(
        "round trip",
        "or when it was made",
        "<Pause/><Redirect>/next</Redirect>",
        does=[PutDown(1.5)],
        pages={"/next": OK},
        world=World(round_trip=0.6),
        heard="",
        happens=[HungUp(1.5, "caller", "hung up")],
    ),
    # When it is over
    Example(
        "status callback",
        "when the call is over, and only then",
        "<Pause length='61'/>",
        asked=["/voice", "/voice/status"],
        posts={
            "/voice/status": {"CallStatus": "completed", "CallDuration": "61", "Duration": "2", "SequenceNumber": "0"}
        },
    ),
    Example(
        "status callback",
        "after the last notice",
        "<Enqueue action='/after'>q</Enqueue>",
        does=[PutDown(5.0)],
        asked=["/voice", "/after", "/voice/status"],
    ),
    Example(
        "status callback",
        "perhaps before the last notice: there is no order",
        "<Enqueue action='/after'>q</Enqueue>",
        does=[PutDown(5.0)],
        world=quick(status_first=True),
        asked=["/voice", "/voice/status", "/after"],
    ),
    Example(
        "notices",
        "are sent again as their address asks for, and nothing else comes of it",
        "<Enqueue action='/after#rc=2&amp;rp=5xx'>q</Enqueue>",
        does=[PutDown(5.0)],
        pages={"/after": (BROKEN, BROKEN, BROKEN, OK)},
        asked=["/voice", "/after", "/after", "/after", "/voice/status"],
    ),
    Example(
        "status callback",
        "once more, when nobody listened there",
        "<Hangup/>",
        pages={"/voice/status": GONE},
        asked=["/voice", "/voice/status", "/voice/status"],
    ),
    Example("length", "a call lasts four hours at most", "<Pause length='3600'/><Redirect/>", lasts=14_400.0),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_webhooks(example: Example) -> None:
    example.check()


def test_the_idempotency_token_is_one_for_all_tries_and_another_for_each_request() -> None:
    answers = Answers({"/voice": "<Redirect>/next</Redirect>", "/next": (GONE, OK)})

    Line(answers, ACCOUNT, quick()).rehearse(Scripted(""))

    first, second, again, status = (webhook.token for webhook in answers.sent)
    assert first != second == again
    assert status == ""


@pytest.mark.parametrize(("delay", "at"), [pytest.param(0.0, 1.0, id="at once"), pytest.param(20.0, 21.0, id="late")])
def test_the_status_callback_comes_with_its_delay(delay: float, at: float) -> None:
    answers = Answers({"/voice": "<Pause/>"})

    Line(answers, ACCOUNT, quick(status_delay=delay)).rehearse(Scripted(""))

    assert answers.sent[-1].at == at
    assert answers.sent[-1].fields["Timestamp"] == "Mon, 05 Jan 2026 12:00:01 +0000"


@pytest.mark.parametrize("first", [False, True])
def test_notices_never_arrive_before_what_was_sent_earlier(first: bool) -> None:
    told = "<Record recordingStatusCallback='/told' recordingStatusCallbackEvent='in-progress absent'/>"
    answers = Answers({"/voice": told})

    Line(answers, ACCOUNT, quick(status_first=first, disordered=True)).rehearse(Scripted([Silence()]))

    moments = [webhook.at for webhook in answers.sent]
    assert moments == sorted(moments)


def test_cookies_are_not_sent_back() -> None:
    """The carrier may send them back; a line that needs them would fail behind two machines, so they never are here."""
    seen: list[str | None] = []

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.append(environ.get("HTTP_COOKIE"))
        start_response("200 OK", [("Content-Type", "text/xml"), ("Set-Cookie", "call=1")])
        return [b"<Response><Pause/>" + (b"<Redirect/>" if len(seen) == 1 else b"") + b"</Response>"]

    with served(app) as base:
        Line(OverHttp(base, ACCOUNT), ACCOUNT, quick()).rehearse(Scripted(""))

    assert seen == [None] * 3
