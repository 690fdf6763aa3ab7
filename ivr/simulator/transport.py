"""How the simulated line reaches the app: over HTTP, or by calling it in this process. Both sign every request."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from ivr.simulator.account import Account

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

TIMEOUT = 15.0  # seconds: the carrier's own limit for a voice webhook, whatever is asked for
MAX_READ = 64 * 1024 + 1  # the carrier refuses documents above 64 kB; one byte more tells us
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
AGENT = "TwilioProxy/1.1"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the app answered."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer at all: nobody listens there, or too late."""

    reason: str


class Transport(Protocol):
    """Carries one signed webhook to the app. Redirects are not followed and cookies are not kept."""

    def post(self, url: str, params: Mapping[str, str]) -> Reply | Unreachable:
        """Post `params` to `url`, a public address of the line."""
        ...


class OverHttp:
    """Posts to a running line at `base_url`, which need not be the public address that is signed."""

    def __init__(self, base_url: str, account: Account) -> None:
        """Keep where the line runs and who signs."""
        self._base = urlsplit(base_url.rstrip("/"))
        self._account = account

    def post(self, url: str, params: Mapping[str, str]) -> Reply | Unreachable:
        """Post over a connection of its own."""
        path = self._account.path(url)
        if path is None:
            return elsewhere(url, self._account)
        signature = self._account.signature(url, params)
        headers = {"Content-Type": FORM, "User-Agent": AGENT, "X-Twilio-Signature": signature}
        connection = self._connection()
        try:
            connection.request("POST", self._base.path + path, urlencode(params).encode("ascii"), headers)
            response = connection.getresponse()
            return Reply(response.status, response.headers.get("Content-Type", ""), response.read(MAX_READ))
        except (OSError, HTTPException) as failure:
            return Unreachable(f"{type(failure).__name__}: {failure}")
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        kind = HTTPSConnection if self._base.scheme == "https" else HTTPConnection
        return kind(self._base.hostname or "", self._base.port, timeout=TIMEOUT)


class InProcess:
    """Calls a WSGI app directly. What the app raises is not caught, so that a test sees it."""

    def __init__(self, app: "WSGIApplication", account: Account) -> None:
        """Keep the app and who signs."""
        self._app = app
        self._account = account

    def post(self, url: str, params: Mapping[str, str]) -> Reply | Unreachable:
        """Make the WSGI call that a server would make for this request."""
        path = self._account.path(url)
        if path is None:
            return elsewhere(url, self._account)
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _failure: Any = None) -> Any:
            begun.append((status, headers))
            return io.BytesIO().write

        environ = self._environ(path, urlencode(params).encode("ascii"), self._account.signature(url, params))
        body = read_all(self._app(environ, start_response))
        status, headers = begun[-1]
        kinds = [value for name, value in headers if name.lower() == "content-type"]
        return Reply(int(status.split()[0]), kinds[0] if kinds else "", body)

    def _environ(self, path: str, body: bytes, signature: str) -> dict[str, Any]:
        public = urlsplit(self._account.public_url)
        raw, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "wsgi.url_scheme": public.scheme,
            "HTTP_HOST": public.netloc,
            "PATH_INFO": unquote(raw, "latin-1"),
            "RAW_URI": path,
            "REQUEST_URI": path,
            "QUERY_STRING": query,
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_USER_AGENT": AGENT,
            "HTTP_X_TWILIO_SIGNATURE": signature,
            "wsgi.input": io.BytesIO(body),
        }
        setup_testing_defaults(environ)
        return environ


def read_all(chunks: Iterable[bytes]) -> bytes:
    """Join a WSGI body and close it, as a server does."""
    try:
        return b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()


def elsewhere(url: str, account: Account) -> Unreachable:
    """Refuse an address that is not on the line: nothing is rung in the world by accident."""
    return Unreachable(f"{url!r} is not below {account.public_url!r}, and the simulated line calls nobody else")
