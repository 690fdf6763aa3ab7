"""A line written on paper: pages of TwiML by path, as a small WSGI app that checks signatures and keeps what it got."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, make_server

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types

from ivr.simulator.account import Account
from ivr.simulator.caller import Caller, Scripted
from ivr.simulator.line import Line, Rehearsal
from ivr.simulator.transport import InProcess
from ivr.simulator.world import World

ACCOUNT = Account("AC" + "1" * 32, "a token", "https://line.example")


class PaperLine:
    """Answers `path` with the verbs written for it; a list gives one page for each time it is asked for."""

    def __init__(self, pages: Mapping[str, str | list[str]], token: str = ACCOUNT.token) -> None:
        self.pages = pages
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.tokens: list[str] = []
        self._validator = RequestValidator(token)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        url = ACCOUNT.public_url + path + ("?" + query if query else "")
        if not self._validator.validate(url, form, environ["HTTP_X_TWILIO_SIGNATURE"]):
            start_response("403 Forbidden", [])
            return [b""]
        self.posts.append((path, form | dict(parse_qsl(query))))
        self.tokens.append(environ.get("HTTP_I_TWILIO_IDEMPOTENCY_TOKEN", ""))
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [self._page(path).encode()]

    def forms(self, path: str) -> list[dict[str, str]]:
        """The forms posted to a path."""
        return [form for posted, form in self.posts if posted == path]

    def _page(self, path: str) -> str:
        page = self.pages.get(path, "")
        if isinstance(page, list):
            page = page[min(len(self.forms(path)), len(page)) - 1]
        return page if page.startswith("<?") else f"<Response>{page}</Response>"


def rehearse(
    line: PaperLine, caller: Caller | str = "", *, world: World | None = None, agent: Caller | None = None
) -> Rehearsal:
    """Play one call against a paper line, in this process and without delay, so that moments are round figures."""
    caller = Scripted(caller) if isinstance(caller, str) else caller
    at_once = replace(world or World(), round_trip=0.0)
    return Line(InProcess(line, ACCOUNT), ACCOUNT, at_once, agent).rehearse(caller)


class Quiet(WSGIRequestHandler):
    """A server that does not write every request to the terminal."""

    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def served(app: Any) -> Iterator[str]:
    """Serve an app on loopback and give its address."""
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
