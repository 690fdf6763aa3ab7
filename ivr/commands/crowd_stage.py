"""The line that a crowd rings: one of its own in this process, with a record of its own, or a running one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING

import click

from ivr.records.calls import CallRecord, calls_by_id
from ivr.records.database import DatabaseAwayError, DatabaseUrlError, make_engine
from ivr.records.reaping import SILENT_AFTER, reap
from ivr.records.schema import upgrade
from ivr.simulator.account import Account
from ivr.simulator.line import LINE_NUMBER, CallClock
from ivr.simulator.transport import InProcess, Transport

if TYPE_CHECKING:
    from ivr.dialogue.helpline import Helpline
    from ivr.settings import Settings

Records = Mapping[str, CallRecord]

KEPT_WITHIN = 30.0  # seconds in which a running line's keeper has brought everything to the database
LOOK_EVERY = 1.0  # seconds; where nothing more came in so long, nothing is under way
TOGETHER = 8  # webhooks under way at the same time on a running line


@dataclass(frozen=True)
class Stage:
    """A line for a crowd. `records` returns what the record has of these calls; None where no record is at hand."""

    transport: Transport
    account: Account
    began: datetime
    dialled: str
    clock: CallClock | None
    together: int
    records: Callable[[Sequence[str]], Records | None]

    @property
    def is_own(self) -> bool:
        """Whether nobody else rings this line, and its time may be moved on."""
        return self.clock is not None


@contextmanager
def own_line(settings: "Settings", at: str) -> Iterator[Stage]:
    """Put the helpline on a line of its own, whose state folder and record are gone afterwards."""
    from ivr.commands.reaching import account_of, in_process_app, put_on_the_line

    with TemporaryDirectory(prefix="crowd-") as name:
        own = replace(settings, var=Path(name), database_url=f"sqlite:///{name}/line.db")
        line = put_on_the_line(own)
        clock = CallClock(first_moment(at, line))
        account = account_of(own, own.public_url)
        transport = InProcess(in_process_app(own, clock), account)
        dialled = next(iter(line.numbers), LINE_NUMBER)
        yield Stage(transport, account, clock.began, dialled, clock, 1, lambda ids: _own_records(own, clock, ids))


def first_moment(at: str, line: "Helpline") -> datetime:
    """Return when the first of a crowd may ring, always the same moment for a text; without one, while it is open."""
    from ivr.rehearsal.worlds import time_of

    try:
        return time_of(at, line).astimezone(UTC)
    except ValueError:
        raise click.BadParameter(
            f"'{at}' is no moment: write '2026-11-23 10:00' or 'mon 10:00'", param_hint="'--at'"
        ) from None


def running_line(url: str, settings: "Settings", dialled: str | None) -> Stage:
    """Reach a running line; its record is compared if it is at hand."""
    from ivr.commands.reaching import over_http

    reached = over_http(url)
    return Stage(
        reached.transport,
        reached.account,
        datetime.now(UTC),
        dialled or LINE_NUMBER,
        None,
        TOGETHER,
        lambda ids: _kept_records(settings, ids),
    )


def _own_records(own: "Settings", clock: CallClock, call_ids: Sequence[str]) -> Records:
    """Do the keeper's work once, and the reaper's as hours later: who was never heard of again is gone by then."""
    from ivr.wiring import build_keeper

    engine = make_engine(own.database_url)
    upgrade(engine)
    build_keeper(own).step()
    reap(engine, clock.now() + 2 * SILENT_AFTER)
    return calls_by_id(engine, call_ids)


def _kept_records(settings: "Settings", call_ids: Sequence[str]) -> Records | None:
    """Wait until the running line's keeper has come to the last of these calls; None where it keeps them elsewhere.

    Nothing at all comes from a database that is at hand and has none of them, or does not answer.
    """
    try:
        engine = make_engine(settings.database_url)
        file = Path(engine.url.database or "")
        if engine.dialect.name == "sqlite" and not file.exists():
            return None
        until, before, found = monotonic() + KEPT_WITHIN, None, calls_by_id(engine, call_ids)
        while found and found != before and monotonic() < until:
            sleep(LOOK_EVERY)
            before, found = found, calls_by_id(engine, call_ids)
        return found
    except (DatabaseAwayError, DatabaseUrlError):
        return {}
