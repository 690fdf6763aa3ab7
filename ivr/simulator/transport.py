"""How the simulated line reaches the app: over HTTP, or by calling it in this process. Both sign every request."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import unquote, urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from ivr.simulator.account import Account

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

TIMEOUT = 15.0  # seconds: the carrier's own limit for a voice webhook, whatever is asked for
MAX_READ = 64 * 1024 + 1  # the carrier refuses documents above 64 kB; one byte more tells us
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
AGENT = "TwilioProxy/1.1"

Method = Literal["GET", "POST"]


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request to the app, sent at virtual second `at`. `url` is public, without a fragment.

    With the method GET the fields stand in the query. `token` is the same for all tries of one webhook; each of them
    is answered `within` so many real seconds, or not at all.
    """

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0
    method: Method = "POST"
    token: str = ""
    within: float = TIMEOUT

    @property
    def target(self) -> str:
        """The URL as it is requested and signed."""
        return f"{self.url}{'&' if '?' in self.url else '?'}{self.query}" if self.query else self.url

    @property
    def query(self) -> str:
        """The fields of a GET."""
        return urlencode(self.fields) if self.method == "GET" else ""

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a POST: what is signed beside the URL."""
        return self.fields if self.method == "POST" else {}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the app answered; `location` is where a redirect leads."""

    status: int
    content_type: str
    body: bytes
    location: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer at all: `connect` when nobody listens there, `read` when the answer broke off or came too late."""

    reason: str
    kind: Literal["connect", "read"] = "connect"


class Transport(Protocol):
    """Carries one signed webhook to the app. Redirects are not followed here, and cookies are never kept."""

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        """Send a webhook to a public address of the line."""
        ...


class OverHttp:
    """Posts to a running line at `base_url`, which need not be the public address that is signed."""

    def __init__(self, base_url: str, account: Account) -> None:
        """Keep where the line runs and who signs."""
        self._base = urlsplit(base_url.rstrip("/"))
        self._account = account

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        """Send over a connection of its own."""
        path = self._account.path(webhook.target)
        if path is None:
            return elsewhere(webhook.url, self._account)
        headers = headers_of(webhook, self._account)
        connection = self._connection(webhook.within)
        try:
            connection.connect()
        except OSError as failure:
            return Unreachable(f"{type(failure).__name__}: {failure}")
        try:
            connection.request(webhook.method, self._base.path + path, body_of(webhook), headers)
            response = connection.getresponse()
            return reply_of(response.status, dict(response.headers), whole_body(response))
        except (OSError, HTTPException) as failure:
            return Unreachable(f"{type(failure).__name__}: {failure}", "read")
        finally:
            connection.close()

    def _connection(self, seconds: float) -> HTTPConnection:
        kind = HTTPSConnection if self._base.scheme == "https" else HTTPConnection
        return kind(self._base.hostname or "", self._base.port, timeout=seconds)


class InProcess:
    """Calls a WSGI app directly. What the app raises is not caught, so that a test sees it."""

    def __init__(self, app: "WSGIApplication", account: Account) -> None:
        """Keep the app and who signs."""
        self._app = app
        self._account = account

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        """Make the WSGI call that a server would make for this request."""
        path = self._account.path(webhook.target)
        if path is None:
            return elsewhere(webhook.url, self._account)
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _failure: Any = None) -> Any:
            begun.append((status, headers))
            return io.BytesIO().write

        body = read_all(self._app(self._environ(webhook, path), start_response))
        status, headers = begun[-1]
        return reply_of(int(status.split()[0]), {name.title(): value for name, value in headers}, body)

    def _environ(self, webhook: Webhook, path: str) -> dict[str, Any]:
        public = urlsplit(self._account.public_url)
        raw, _, query = path.partition("?")
        body = body_of(webhook)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": webhook.method,
            "wsgi.url_scheme": public.scheme,
            "HTTP_HOST": public.netloc,
            "PATH_INFO": unquote(raw, "latin-1"),
            "RAW_URI": path,
            "REQUEST_URI": path,
            "QUERY_STRING": query,
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        for name, value in headers_of(webhook, self._account).items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        setup_testing_defaults(environ)
        return environ


def headers_of(webhook: Webhook, account: Account) -> dict[str, str]:
    """Return the headers of a webhook, its signature among them."""
    headers = {"User-Agent": AGENT, "X-Twilio-Signature": account.signature(webhook.target, webhook.form)}
    if webhook.token:
        headers["I-Twilio-Idempotency-Token"] = webhook.token
    return headers | ({"Content-Type": FORM} if webhook.method == "POST" else {})


def body_of(webhook: Webhook) -> bytes:
    """Return the body of a webhook: its form."""
    return urlencode(webhook.form).encode("ascii")


def whole_body(response: HTTPResponse) -> bytes:
    """Read a body, as far as the carrier does. Raises IncompleteRead for one that breaks off before its length."""
    body = response.read(MAX_READ)
    if response.length and len(body) < MAX_READ:
        raise IncompleteRead(body, response.length)
    return body


def reply_of(status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    """Return what the carrier looks at in an answer."""
    return Reply(status, headers.get("Content-Type", ""), body, headers.get("Location", ""))


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
