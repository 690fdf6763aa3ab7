"""The same signed webhooks over real HTTP and in process."""

from collections.abc import Iterator
from typing import Any

import pytest
from paper_line import ACCOUNT, PaperLine, served

from ivr.simulator.account import Account
from ivr.simulator.caller import Scripted
from ivr.simulator.line import Line
from ivr.simulator.transport import InProcess, OverHttp, Reply, Transport, Unreachable, Webhook

PAGES: dict[str, str | list[str]] = {
    "/voice": "<Gather action='/voice/a-b_c'><Say>hello</Say></Gather>",
    "/voice/a-b_c": "<Say>größer ✓</Say>",
}


def test_a_call_over_http_is_signed_for_the_public_address() -> None:
    line = PaperLine(PAGES)

    with served(line) as base:
        rehearsal = Line(OverHttp(base, ACCOUNT), ACCOUNT).rehearse(Scripted("407#"))

    assert rehearsal.heard == "hello größer ✓"
    assert [path for path, _ in line.posts] == ["/voice", "/voice/a-b_c", "/voice/status"]


def test_the_line_may_run_below_a_path_of_a_proxy() -> None:
    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/xml"), ("Set-Cookie", "a=b")])
        return [environ["PATH_INFO"].encode()]

    with served(app) as base:
        reply = OverHttp(base + "/proxy/", ACCOUNT).send(Webhook("https://line.example/voice"))

    assert reply == Reply(200, "text/xml", b"/proxy/voice")


def test_a_redirect_is_told_and_not_followed_here() -> None:
    asked: list[str] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start_response("301 Moved Permanently", [("Location", "/elsewhere")])
        return [b""]

    with served(app) as base:
        reply = OverHttp(base, ACCOUNT).send(Webhook("https://line.example/voice", {"a": "b"}))

    assert isinstance(reply, Reply)
    assert (reply.status, reply.location, asked) == (301, "/elsewhere", ["/voice"])


def test_nobody_there_is_no_reply() -> None:
    with served(PaperLine({})) as base:
        pass

    reply = OverHttp(base, ACCOUNT).send(Webhook("https://line.example/voice"))

    assert isinstance(reply, Unreachable)
    assert reply.kind == "connect"
    assert "ConnectionRefusedError" in reply.reason


def test_an_https_line_is_rung_by_tls() -> None:
    with served(PaperLine({})) as base:
        reply = OverHttp(base.replace("http:", "https:"), ACCOUNT).send(Webhook("https://line.example/voice"))

    assert isinstance(reply, Unreachable)
    assert "SSL" in reply.reason


@pytest.mark.parametrize("url", ["https://elsewhere.example/voice", "https://line.example.evil.example/voice"])
@pytest.mark.parametrize("transport", [OverHttp("http://127.0.0.1:9", ACCOUNT), InProcess(PaperLine({}), ACCOUNT)])
def test_addresses_elsewhere_are_never_rung(transport: Transport, url: str) -> None:
    reply = transport.send(Webhook(url))

    assert isinstance(reply, Unreachable)
    assert url in reply.reason


def test_in_process_the_app_sees_what_a_server_would_give_it() -> None:
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())
        start_response("200 OK", [("content-type", "text/xml")])
        return [b"<Response/>"]

    reply = InProcess(app, ACCOUNT).send(
        Webhook("https://line.example/voice/%C3%A9?q=1", {"Digits": "1 #", "Empty": ""})
    )

    assert reply == Reply(200, "text/xml", b"<Response/>")
    assert seen["REQUEST_METHOD"] == "POST"
    assert (seen["PATH_INFO"].encode("latin-1").decode(), seen["QUERY_STRING"]) == ("/voice/é", "q=1")
    assert (seen["HTTP_HOST"], seen["wsgi.url_scheme"]) == ("line.example", "https")
    assert seen["body"] == b"Digits=1+%23&Empty="
    assert seen["CONTENT_LENGTH"] == str(len(seen["body"]))


def test_in_process_the_body_is_closed_and_may_have_no_type() -> None:
    class Body:
        closed = False

        def __iter__(self) -> Iterator[bytes]:
            yield b"a"
            yield b"b"

        def close(self) -> None:
            self.closed = True

    body = Body()

    def app(environ: dict[str, Any], start_response: Any) -> Body:
        start_response("200 OK", [])
        return body

    assert InProcess(app, ACCOUNT).send(Webhook("https://line.example/voice")) == Reply(200, "", b"ab")
    assert body.closed


def test_the_public_address_may_end_with_a_slash() -> None:
    account = Account("AC1", "t", "http://127.0.0.1:8080/")

    assert account.url("/voice") == "http://127.0.0.1:8080/voice"
    assert account.path("http://127.0.0.1:8080/voice") == "/voice"


def test_the_signature_is_the_carriers() -> None:
    account = Account("AC1", "12345", "https://mycompany.com")
    fields = {
        "CallSid": "CA1234567890ABCDE", "Caller": "+14158675309", "Digits": "1234",
        "From": "+14158675309", "To": "+18005551212",
    }  # fmt: skip

    signature = account.signature("https://mycompany.com/myapp.php?foo=1&bar=2", fields)

    assert signature == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_a_get_has_its_fields_in_the_query_and_signs_them_there() -> None:
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response/>"]

    webhook = Webhook("https://line.example/voice?q=1", {"Digits": "1 #"}, method="GET", token="t1")
    InProcess(app, ACCOUNT).send(webhook)

    assert (seen["REQUEST_METHOD"], seen["QUERY_STRING"]) == ("GET", "q=1&Digits=1+%23")
    assert seen["HTTP_X_TWILIO_SIGNATURE"] == ACCOUNT.signature("https://line.example/voice?q=1&Digits=1+%23", {})
    assert seen["HTTP_I_TWILIO_IDEMPOTENCY_TOKEN"] == "t1"
    assert "CONTENT_TYPE" not in seen


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="before the head"),
        pytest.param(HEAD, id="behind the head"),
        pytest.param(HEAD + b"<Resp", id="in the body"),
    ],
)
def test_an_answer_that_breaks_off_is_no_answer(sent: bytes) -> None:
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.recv(65536)
            connection.sendall(sent)
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        reply = OverHttp(f"http://127.0.0.1:{server.getsockname()[1]}", ACCOUNT).send(
            Webhook("https://line.example/voice")
        )
        thread.join()

    assert isinstance(reply, Unreachable)
    assert reply.kind == "read"


def test_an_answer_that_comes_too_late_is_no_answer() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:  # takes the connection, and says nothing
        reply = OverHttp(f"http://127.0.0.1:{server.getsockname()[1]}", ACCOUNT).send(
            Webhook("https://line.example/voice", within=0.05)
        )

    assert isinstance(reply, Unreachable)
    assert reply.kind == "read"
    assert "timed out" in reply.reason
