"""Which line `ivr call` rings, and how: a running one over HTTP, or the helpline in this process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from ivr.commands.common import EXIT_USAGE, fail, settings_or_exit
from ivr.dialogue.hours import WEEKDAYS
from ivr.rehearsal.moments import moment_of, zone_of
from ivr.simulator.account import Account
from ivr.simulator.line import CallClock
from ivr.simulator.transport import InProcess, OverHttp, Transport

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from sqlalchemy import Engine

    from ivr.authoring.sources import Sources
    from ivr.dialogue.helpline import Helpline
    from ivr.settings import Settings

PORT = 8080
LOCAL_LINE = f"http://127.0.0.1:{PORT}"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PROBE = 2.0  # seconds for a running line to show itself
SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class Reached:
    """A line to ring.

    `name` is for messages. Without a server there is a `clock` that the line goes by, its helpline is known as `line`,
    and `keep_record` writes the record, since no keeper runs; it returns what the person at the terminal should know
    about the call, or nothing.
    """

    name: str
    transport: Transport
    account: Account
    clock: CallClock | None = None
    keep_record: Callable[[str], str] = lambda _: ""
    line: "Helpline | None" = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Which line is to be rung, when, and in which locale. What is None is as it is."""

    url: str | None = None
    helpline: Path | None = None
    at: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a helpline's files say about numbers: the first that callers dial, and whether a person can be rung."""

    first: str | None = None
    rings_agent: bool = True


def reach(wish: Wish) -> Reached:
    """Reach the line at the URL; without one, the running line, or the helpline without a server if that is needed."""
    if wish.url and wish.helpline:
        raise click.UsageError("--url rings a running line and --helpline a folder: give one of them")
    if wish.url and wish.at:
        raise click.UsageError("--url rings a running line, whose time nobody can set: leave out --url or --at")
    if wish.url and wish.locale:
        raise click.UsageError(
            "--url rings a running line, where helpline.yaml says which locale calls begin in: leave out --url or "
            "--locale"
        )
    if wish.url:
        return over_http(wish.url)
    rehearsed = wish.helpline is not None or wish.at is not None or wish.locale is not None
    return over_http(LOCAL_LINE) if not rehearsed and runs(LOCAL_LINE) else in_process(wish)


def numbers_in(folder: Path) -> Numbers:
    """Read the numbers from the helpline.yaml in a folder, if there is one and as far as it can be read."""
    from ivr.rehearsal.changes import helpline_in

    try:
        written = helpline_in((folder / "helpline.yaml").read_bytes())
    except OSError:
        return Numbers()
    numbers, outside = written.get("numbers"), written.get("outside")
    first = next(iter(numbers), None) if isinstance(numbers, dict) else None
    rings = isinstance(outside, dict) and bool(outside.get("agent"))
    return Numbers(first, rings) if written else Numbers()


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


def in_process(wish: Wish) -> Reached:
    """Reach a helpline without a server: its flows as they are now, its record with all others.

    It is the moment that is wished for (default: now), and time goes as on the call. Its releases have a folder of
    their own: a rehearsal must never change what a running line says.
    """
    settings = settings_or_exit(PORT, wish.helpline or Path())
    settings = replace(settings, var=settings.var / "rehearsal")
    account = account_of(settings, settings.public_url)
    line = put_on_the_line(settings, wish.locale)
    clock = CallClock(datetime.now(UTC) if wish.at is None else moment_at(wish.at, line))
    transport = InProcess(in_process_app(settings, clock), account)
    return Reached(
        str(settings.helpline), transport, account, clock, lambda call_id: keep_record(settings, line, call_id), line
    )


def in_process_app(settings: "Settings", clock: CallClock) -> "WSGIApplication":
    """Build the app of a line whose time is the clock's."""
    from ivr.wiring import build_app

    return build_app(settings, name="call", now=clock.now)


def put_on_the_line(settings: "Settings", locale: str | None = None) -> "Helpline":
    """Put the helpline's flows on the line, calls beginning in a locale; broken ones end the command."""
    from ivr.authoring.problem import shown
    from ivr.authoring.sources import read_sources
    from ivr.wiring import publish

    if not (settings.helpline / "helpline.yaml").is_file():
        fail(
            f"no helpline.yaml in '{settings.helpline}': name its folder with --helpline, or a line with --url",
            EXIT_USAGE,
        )
    sources = read_sources(settings.helpline)
    compiled = publish(settings, beginning_in(locale, sources) if locale else sources)
    if compiled.release is None:
        for problem in compiled.problems:
            click.echo(shown(problem), err=True)
        fail("nothing was rung: mend the problems above, then try again (ivr check shows them too)")
    return compiled.release.flows.helpline


def beginning_in(locale: str, sources: "Sources") -> "Sources":
    """Return the same files, but for the locale that calls begin in; one that the helpline has not ends the command."""
    from ivr.authoring.sources import HELPLINE
    from ivr.rehearsal.changes import changed, helpline_in, locales_of
    from ivr.rehearsal.script import Changes

    known = locales_of(helpline_in(sources[HELPLINE]))
    if known and locale not in known:  # without any, it is told with all other problems
        raise click.BadParameter(
            f"the helpline has no locale '{locale}'; known: {', '.join(map(str, known))}", param_hint="'--locale'"
        )
    return changed(sources, Changes(locale=locale)) if known else sources


def moment_at(text: str, line: "Helpline") -> datetime:
    """Return the moment that --at names, in the zone of the line's first opening hours; a weekday is the next one."""
    if not line.hours:
        click.echo("ivr: --at is taken as UTC: helpline.yaml has no opening hours that name a zone", err=True)
    try:
        return moment_of(text, datetime.now(zone_of(line)))
    except ValueError:
        raise click.BadParameter(
            f"'{text}' is no moment: write '2026-11-23 10:00' or 'mon 10:00'", param_hint="'--at'"
        ) from None


def keep_record(settings: "Settings", line: "Helpline", call_id: str) -> str:
    """Do the keeper's work once, so that `ivr calls` knows the call; return a hint if it met closed hours."""
    from ivr.records.database import DatabaseAwayError, make_engine
    from ivr.records.schema import schema_state, upgrade
    from ivr.wiring import build_keeper

    try:
        engine = make_engine(settings.database_url)
        if schema_state(engine) == "empty":
            upgrade(engine)
    except DatabaseAwayError as away:
        click.echo(f"ivr: {away}; the record waits in {settings.var}/spool", err=True)
        return ""
    build_keeper(settings).step()
    return hint_when_open(line) if met_closed_hours(engine, call_id) else ""


def met_closed_hours(engine: "Engine", call_id: str) -> bool:
    """Whether the caller wanted a person on this call, and nobody was there at that hour."""
    from ivr.dialogue.events import HandOffEnded, TransferEnded
    from ivr.records.calls import one_call
    from ivr.records.database import DatabaseAwayError

    try:
        record = one_call(engine, call_id)
    except DatabaseAwayError:
        return False
    events = (event for turn in record.turns for event in turn.events) if record else ()
    return any(isinstance(event, HandOffEnded | TransferEnded) and event.outcome == "closed" for event in events)


def hint_when_open(line: "Helpline") -> str:
    """Return how to ring when somebody is there: at the first opening of the week."""
    first = next((hours.spans[0] for hours in line.hours.values() if hours.spans), None)
    when = f"{WEEKDAYS[first.weekday]} {first.opens:%H:%M}" if first else "mon 10:00"
    return f"(closed at this hour: try --at '{when}')"


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
