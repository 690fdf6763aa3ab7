"""The keeper: drains the spools several times a second, closes silent calls, and outlasts a database that is away."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from ivr.records.database import DatabaseAwayError
from ivr.records.draining import Drained, drain
from ivr.records.endings import dispositions
from ivr.records.reaping import SILENT_AFTER, reap
from ivr.records.schema import SchemaError, require_current, schema_state, upgrade
from ivr.records.spool import spool_bytes

__all__ = ["Drained", "Keeper", "drain", "reap"]

POLL = 0.2  # seconds between two drains: what the list of calls lags behind the calls
LONGEST_WAIT = 5.0  # seconds between two attempts while the database is away
REAP_EVERY = timedelta(minutes=5)
SETTLED = timedelta(seconds=5)  # after the end of a call: what other processes and machines wrote of it has come
COUNT_BATCH = 500  # calls counted at a time

log = logging.getLogger(__name__)


class Keeper:
    """The loop of the process that keeps the record. `folder` holds the spools, `now` tells the time in UTC.

    `count` is given the disposition of each call once, SETTLED after its end was recorded.
    """

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        *,
        now: Callable[[], datetime],
        silent_after: timedelta = SILENT_AFTER,
        count: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._folder = folder
        self._engine = engine
        self._now = now
        self._silent_after = silent_after
        self._failures = 0
        self._trouble = ""
        self._fits = False
        self._has_fitted = False
        self._reaped_at: datetime | None = None
        self._count = count
        self._ended: dict[str, datetime] = {}

    def run(self, stop: threading.Event) -> None:
        """Keep on until `stop` is set, then drain once more, so that a clean end leaves nothing in the spools."""
        while not stop.is_set():
            stop.wait(self.step(stop))
        self.step(None)

    def step(self, stop: threading.Event | None = None) -> float:
        """Do what is due once; how many seconds to wait until the next time. Never raises."""
        try:
            self._look_at_schema()
            self._work(stop)
        except SchemaError as refused:
            return self._wait("record_refused", str(refused))
        except DatabaseAwayError as away:
            self._fits = False  # what comes back may be another database
            return self._wait("record_waits", str(away))
        except Exception:  # the edge of this process: a bug must not end the record of all calls
            log.exception("keeper_failed")
            return self._wait("record_waits", "keeper_failed")
        self._came_back()
        return POLL

    def _look_at_schema(self) -> None:
        """A database that is empty at the start gets its tables, as one does when the line is started.

        One that is empty later has lost its records: they are restored first, and the spools wait for that.
        """
        if self._fits:
            return
        if not self._has_fitted and schema_state(self._engine) == "empty":
            upgrade(self._engine)
        require_current(self._engine)
        self._fits = self._has_fitted = True

    def _work(self, stop: threading.Event | None) -> None:
        drained = drain(self._folder, self._engine, stop, self._note_ends)
        if drained != Drained():
            fields = {"rows": drained.rows, "files": drained.files, "refused": drained.refused}
            log.debug("spools_drained", extra=fields)
        self._reap_when_due()
        self._count_ends(timedelta() if stop is None else SETTLED)

    def _reap_when_due(self) -> None:
        now = self._now()
        if self._reaped_at is not None and now - self._reaped_at < REAP_EVERY:
            return
        closed = reap(self._engine, now, self._silent_after, self._note_ends)
        self._reaped_at = now
        if closed:
            log.info("silent_calls_closed", extra={"calls": closed})

    def _note_ends(self, over: frozenset[str]) -> None:
        self._ended |= dict.fromkeys(over, self._now())

    def _count_ends(self, after: timedelta) -> None:
        """Count the calls that have been over for so long, by all that has come to be known of them meanwhile."""
        due = [call_id for call_id, at in self._ended.items() if self._now() - at >= after]
        for first in range(0, len(due), COUNT_BATCH):
            batch = due[first : first + COUNT_BATCH]
            for call_id, code in zip(batch, dispositions(self._engine, batch), strict=True):
                del self._ended[call_id]
                self._count(code)

    def _wait(self, trouble: str, reason: str) -> float:
        self._failures = 1 if trouble != self._trouble else self._failures + 1
        self._trouble = trouble
        if self._failures.bit_count() == 1:  # the 1st, 2nd, 4th, 8th time: no flood of lines in a long outage
            fields = {"reason": reason, "failures": self._failures, "waiting_bytes": spool_bytes(self._folder)}
            log.error(trouble, extra=fields)
        return min(POLL * 2.0 ** min(self._failures, 10), LONGEST_WAIT)

    def _came_back(self) -> None:
        if self._failures:
            log.info("record_goes_on", extra={"failures": self._failures})
        self._failures, self._trouble = 0, ""
