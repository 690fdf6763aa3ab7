"""Which line `ivr call` rings, and how: a running one over HTTP, or the helpline in this process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from ivr.commands.common import EXIT_USAGE, fail, settings_or_exit
from ivr.simulator.account import Account
from ivr.simulator.transport import InProcess, OverHttp, Transport

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from ivr.settings import Settings

PORT = 8080
LOCAL_LINE = f"http://127.0.0.1:{PORT}"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PROBE = 2.0  # seconds for a running line to show itself
SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Reached:
    """A line to ring. `name` is for messages; `keep_record` writes the record where no keeper runs."""

    name: str
    transport: Transport
    account: Account
    keep_record: Callable[[], None] = lambda: None


def reach(url: str | None, helpline: Path | None) -> Reached:
    """Reach the line at `url`; without one, the running line, or the helpline without a server."""
    if url and helpline:
        raise click.UsageError("--url rings a running line and --helpline a folder: give one of them")
    if url:
        return over_http(url)
    return over_http(LOCAL_LINE) if helpline is None and runs(LOCAL_LINE) else in_process(helpline)


def over_http(url: str) -> Reached:
    """Reach a running line. Its signed address is PUBLIC_URL, or what `ivr serve` would take for it."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise click.BadParameter(
            f"'{url}' is no address: expected http:// or https:// and a host", param_hint="'--url'"
        )
    port = parts.port or PORT
    settings = settings_or_exit(port)
    unset = settings.public_url == f"http://127.0.0.1:{port}"
    public = url if unset and parts.hostname not in LOOPBACK else settings.public_url
    account = account_of(settings, public)
    return Reached(url, OverHttp(url, account), account)


def in_process(helpline: Path | None) -> Reached:
    """Reach a helpline without a server: its flows as they are now, its record with all others.

    Its releases have a folder of their own: a rehearsal must never change what a running line says.
    """
    settings = settings_or_exit(PORT, helpline or Path())
    settings = replace(settings, var=settings.var / "rehearsal")
    account = account_of(settings, settings.public_url)
    app = in_process_app(settings)
    return Reached(str(settings.helpline), InProcess(app, account), account, lambda: keep_record(settings))


def in_process_app(settings: "Settings") -> "WSGIApplication":
    """Put the helpline's flows on the line and build the app; broken flows end the command."""
    from ivr.authoring.problem import shown
    from ivr.authoring.sources import read_sources
    from ivr.wiring import build_app, publish

    if not (settings.helpline / "helpline.yaml").is_file():
        fail(
            f"no helpline.yaml in '{settings.helpline}': name its folder with --helpline, or a line with --url",
            EXIT_USAGE,
        )
    compiled = publish(settings, read_sources(settings.helpline))
    if compiled.release is None:
        for problem in compiled.problems:
            click.echo(shown(problem), err=True)
        fail("nothing was rung: mend the problems above, then try again (ivr check shows them too)")
    return build_app(settings, name="call")


def keep_record(settings: "Settings") -> None:
    """Do the keeper's work once, so that `ivr calls` knows the call."""
    from ivr.records.database import DatabaseAwayError, make_engine
    from ivr.records.schema import schema_state, upgrade
    from ivr.wiring import build_keeper

    try:
        engine = make_engine(settings.database_url)
        if schema_state(engine) == "empty":
            upgrade(engine)
    except DatabaseAwayError as away:
        click.echo(f"ivr: {away}; the record waits in {settings.var}/spool", err=True)
        return
    build_keeper(settings).step()


def account_of(settings: "Settings", public_url: str) -> Account:
    """Return the account that signs: the same token as the line's own."""
    return Account(settings.account_sid, settings.auth_tokens[0], public_url)


def runs(url: str) -> bool:
    """Whether a line of ours answers there."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PROBE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
