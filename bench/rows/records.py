"""(d) How the line's speed changes with the number of recorded calls, while its keeper writes down the new ones."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.contest import Contestant, contest, figures
from bench.large_record import fill
from bench.measured_line import cores, measured_line
from bench.report import Table, progress
from bench.rows.webhooks import this_line
from bench.running import on_cores, running_aside
from bench.sizes import Sizes
from ivr.records.database import make_engine

COLUMNS = ("recorded calls", "turns a second", "p50 ms", "p99 ms", "beside none")


def records(sizes: Sizes) -> Table:
    """Lines with records of several sizes, one worker and one keeper each."""
    with ExitStack() as stack, on_cores(cores()[-1:]):
        contestants = [stack.enter_context(_line_with(number, sizes)) for number in sizes.records]
        results = contest(contestants, sizes)
    rows = [(each.server.name, *figures(got, results[0])) for each, got in zip(contestants, results, strict=True)]
    notes = (
        "SQLite. The worker has a core of its own; the keeper, which moves what was heard into the database, shares "
        "the other with the client. A turn reads nothing from the database.",
    )
    return Table("(d) The size of the record", COLUMNS, rows, notes)


@contextmanager
def _line_with(calls: int, sizes: Sizes) -> Iterator[Contestant]:
    with measured_line() as line:
        progress(f"  writing {calls:,} calls into the record")
        fill(make_engine(line.settings.database_url), calls)
        keeper = [sys.executable, "-m", "bench.apps.keeper", str(line.folder)]
        with this_line(f"{calls:,}", line, sizes.calls) as contestant, running_aside(keeper, cores()[-1:]):
            yield contestant
