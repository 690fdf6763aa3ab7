"""Records of many calls, written straight into the tables."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert

from bench.webhooks import CALLER, DIALLED, call_ids
from ivr.records.database import writing
from ivr.records.tables import calls, heard

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 10_000
EVENTS = '[{"type":"StepEntered","step":"main.what_for"},{"type":"CallFinished","how":"completed","seconds":61}]'
SAID = '["Thank you for calling Pandora customer care.","What can I help you with?"]'


def fill(engine: Engine, number: int) -> None:
    """Write so many finished calls, one heard request each."""
    for first in range(0, number, BATCH):
        rows = list(_rows(first, min(BATCH, number - first)))
        with writing(engine) as connection:
            connection.execute(insert(calls), [call for call, _ in rows])
            connection.execute(insert(heard), [entry for _, entry in rows])


def _rows(first: int, number: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for nth, call_id in enumerate(call_ids(10**9 + first, number), first):
        at = BEGAN + timedelta(seconds=nth)
        yield (
            {
                "call_id": call_id,
                "began_at": at,
                "caller": CALLER,
                "dialled": DIALLED,
                "release": "0" * 16,
                "last_heard_at": at,
                "finished_at": at,
                "how": "completed",
                "seconds": 61,
            },
            {
                "call_id": call_id,
                "digest": "0" * 16,
                "turn": 1,
                "at": at,
                "route": "voice",
                "events": EVENTS,
                "said": SAID,
            },
        )
