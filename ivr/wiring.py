"""The only place that knows every adapter: puts the line together from its settings."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask
from prometheus_client import CollectorRegistry

from ivr.authoring.compiling import Compiled, compile_release
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources
from ivr.carriers.sealing import Sealer
from ivr.carriers.twilio.fallback import fallback_document
from ivr.carriers.twilio.say import Voice
from ivr.carriers.twilio.verify import Account
from ivr.carriers.twilio.voices import spoken
from ivr.dialogue import line_words
from ivr.dialogue.steps.goodbye import GoodbyeStep
from ivr.dialogue.steps.hand_off import AGENT
from ivr.dialogue.values import PromptRef
from ivr.language.render import render
from ivr.records.database import DatabaseAwayError, make_engine
from ivr.records.keeper import Keeper
from ivr.records.releases import ReleaseStore
from ivr.records.schema import schema_state
from ivr.records.spool import Spool, spool_bytes
from ivr.service import Service
from ivr.settings import Settings
from ivr.web.app import create_app
from ivr.web.edge import Edge
from ivr.web.health import Readiness
from ivr.web.metrics import Metrics, figures

FALLBACK = "fallback.xml"  # in the state folder: the document that needs no release
METRICS = "metrics"  # in the state folder: the figures of all processes

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def build_app(settings: Settings, name: str = "web", now: Clock = wall_clock) -> Flask:
    """The WSGI application of one process; make it after the fork. `name` begins the names of its spool files."""
    spool = Spool(settings.var / "spool", name, secrets.token_hex(4))
    releases = release_store(settings)
    engine = make_engine(settings.database_url)
    metrics = _metrics(settings)
    record = metrics.recording(spool.append) if metrics else spool.append
    service = Service(releases, Sealer(settings.secret_keys), record, now)
    account = Account(settings.account_sid, settings.auth_tokens, settings.public_url)

    def readiness() -> Readiness:
        try:
            database: str = schema_state(engine)
        except DatabaseAwayError:
            database = "away"
        current = releases.current()
        waiting = spool_bytes(settings.var / "spool")
        return Readiness(current.id if current else None, database, waiting, spool.dropped)

    releases.current()  # compiled now, not while the first caller waits
    return create_app(service, Edge(account, service, lambda: _fallback(settings)), readiness, metrics)


def build_keeper(settings: Settings) -> Keeper:
    """The keeper of the record."""
    metrics = _metrics(settings)
    count = metrics.call_ended if metrics else lambda _: None
    return Keeper(settings.var / "spool", make_engine(settings.database_url), now=wall_clock, count=count)


def build_figures(settings: Settings) -> CollectorRegistry:
    """The line's figures, for whoever shows them to Prometheus."""
    return figures(settings.var / METRICS, settings.var / "spool")


def _metrics(settings: Settings) -> Metrics | None:
    return Metrics(settings.var / METRICS) if settings.metrics_port else None


def release_store(settings: Settings) -> ReleaseStore:
    """Where compiled releases are kept."""
    return ReleaseStore(settings.var / "releases")


def publish(settings: Settings, sources: Sources, passes: Callable[[Release], bool] = lambda _: True) -> Compiled:
    """Compile a helpline's files and, if they are good, put them on the line for the calls that begin from now on.

    One that is new and does not pass is left out, and then there is no release, as when the files have errors.
    """
    compiled = compile_release(sources, spoken())
    if compiled.release is None:
        return compiled
    if compiled.release.id != release_store(settings).current_id() and not passes(compiled.release):
        return replace(compiled, release=None)
    store = release_store(settings)
    store.keep(sources)  # makes a damaged one anew
    if store.current_id() != compiled.release.id or not (settings.var / FALLBACK).exists():
        _keep_fallback(settings, compiled.release)
        store.point_to(compiled.release.id)
    return compiled


def stands(settings: Settings) -> bool:
    """Whether the state folder holds everything that was published, as it was."""
    return release_store(settings).is_whole() and (settings.var / FALLBACK).exists()


def prune_releases(settings: Settings) -> int:
    """Delete the releases that neither a call nor a way back can need; how many."""
    return release_store(settings).prune(wall_clock())


def _keep_fallback(settings: Settings, release: Release) -> None:
    line = release.flows.helpline
    book = release.book(line.locales[0])
    agent = line.outside.get(AGENT)
    goodbyes = (step.prompt for step in release.flows.steps.values() if isinstance(step, GoodbyeStep))
    document = fallback_document(
        next(iter(line.queues), "care"),
        None if agent in line.numbers else agent,
        apology=render(book, PromptRef(line_words.APOLOGY)),
        farewell=render(book, PromptRef(next(goodbyes, line_words.FAREWELL))),
        voice=Voice(line.voices[book.locale], book.locale),
    )
    fresh = settings.var / f".{FALLBACK}.{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)  # it holds the agent's number
    fresh.write_text(document, encoding="utf-8")
    fresh.replace(settings.var / FALLBACK)


def _fallback(settings: Settings) -> str:
    """The static document as it was made from the last release, or the one that is built in."""
    try:
        return (settings.var / FALLBACK).read_text(encoding="utf-8")
    except OSError:
        return fallback_document()
