"""Where a webhook's time goes inside the process: shares by stage, of a shared turn and of one that nobody shares."""

import cProfile
import pstats
from collections.abc import Mapping, Sequence
from io import BytesIO
from types import CodeType

from werkzeug.test import EnvironBuilder

from bench.load import Exchange
from bench.measured_line import MeasuredLine, measured_line
from bench.report import Table
from bench.sizes import Sizes
from bench.webhooks import FORM_TYPE
from ivr.carriers.twilio import read, turns, verify, write
from ivr.service import Service
from ivr.web.edge import Edge

STAGES: Mapping[str, object] = {
    "the form decoded, the signature checked": verify.verify,
    "the form read": read.read,
    "the call unsealed": Service._open,
    "the turn: engine, words, XML, or the shared one": turns.Turns.play,
    "the call sealed again": Service._urls,
    "its URL put into the document": write.placed,
    "the journal's line written": Service._journal,
}


def turn(sizes: Sizes) -> Table:
    """Shares by the profiler, which makes many small calls dearer than they are: for proportions only."""
    with measured_line() as line:
        shared = _shares(line, line.webhooks.two_turns(sizes.calls))
        own = _shares(line, line.entries(sizes.calls))
    rows = [(name, f"{shared[name]:.0%}", f"{own[name]:.0%}") for name in shared]
    return Table("Where a turn's time goes", ("", "a shared turn", "an entry of one's own"), rows)


def _shares(line: MeasuredLine, exchanges: Sequence[Exchange]) -> Mapping[str, float]:
    profile = cProfile.Profile()
    for exchange in exchanges:
        environ = _environ(exchange)
        profile.enable()
        b"".join(line.app(environ, lambda *_: lambda _: None))
        profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # its types leave it out
    whole = _seconds(stats, line.app.wsgi_app)
    parts = {name: _seconds(stats, function) for name, function in STAGES.items()}
    edge = _seconds(stats, Edge.respond)
    parts |= {"the rest of ours": edge - sum(parts.values()), "Flask and Werkzeug": whole - edge}
    return {name: seconds / whole for name, seconds in parts.items()}


def _seconds(stats: Mapping[tuple[str, int, str], tuple[int, int, float, float, object]], function: object) -> float:
    code = getattr(function, "__code__", None) or function.__func__.__code__  # type: ignore[attr-defined]
    assert isinstance(code, CodeType)  # noqa: S101 - all of them are functions
    found = stats.get((code.co_filename, code.co_firstlineno, code.co_name))
    return found[3] if found else 0.0


def _environ(exchange: Exchange) -> dict[str, object]:
    head, _, body = exchange.request.partition(b"\r\n\r\n")
    first, *fields = head.decode().split("\r\n")
    headers = dict(field.split(": ", 1) for field in fields)
    path = first.split()[1]
    signature = ("X-Twilio-Signature", headers["X-Twilio-Signature"])
    builder = EnvironBuilder(
        path, method="POST", input_stream=BytesIO(body), content_type=FORM_TYPE, headers=[signature]
    )
    return {**builder.get_environ(), "CONTENT_LENGTH": str(len(body)), "RAW_URI": path}
