"""(e) One worker process and two, with the client on the same two cores."""

from contextlib import ExitStack

from bench.contest import contest, figures
from bench.measured_line import measured_line
from bench.report import Table
from bench.rows.webhooks import this_line
from bench.sizes import Sizes


def processes(sizes: Sizes) -> Table:
    """Both at once, in rounds that take turns."""
    with measured_line() as line, ExitStack() as stack:
        contestants = [
            stack.enter_context(this_line("1 worker process on a core of its own", line, sizes.calls)),
            stack.enter_context(this_line("2 worker processes on all cores", line, sizes.calls, workers=2)),
        ]
        results = contest(contestants, sizes)
    rows = [(each.server.name, *figures(got, results[0])) for each, got in zip(contestants, results, strict=True)]
    notes = ("The client takes what it needs of the same cores, so two processes cannot be twice as fast here.",)
    return Table("(e) Worker processes", ("", "turns a second", "p50 ms", "p99 ms", "beside one"), rows, notes)
