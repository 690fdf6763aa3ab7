"""(c) Memory: of the line as `ivr serve` runs it, and of the tutorial's application on the same server."""

import sys

from bench.load import load
from bench.measured_line import ROOT, measured_line
from bench.report import Table
from bench.rows.webhooks import plain
from bench.running import Server, running
from bench.sizes import Sizes


def memory(sizes: Sizes) -> Table:
    """All processes after some load."""
    with measured_line() as line:
        environ = {"IVR_VAR": str(line.settings.var), "PUBLIC_URL": line.settings.public_url}
        serve = [sys.executable, "-m", "ivr", "serve", "--port={port}", f"--helpline={ROOT}"]
        with running("`ivr serve`: parent, keeper, gunicorn and its 2 workers", serve, environ) as server:
            load(server.address, line.webhooks.two_turns(sizes.calls), sizes.seconds, sizes.connections)
            rows = [_row(server)]
    with plain("the tutorial's application: gunicorn and 2 workers", "bench.apps.tutorial:app", 2) as tutorial:
        load(tutorial.server.address, tutorial.exchanges, sizes.seconds, sizes.connections)
        rows.append(_row(tutorial.server))
    notes = ("PSS, which counts what processes share once; the largest process by RSS, which counts it fully.",)
    return Table("(c) Memory", ("", "processes", "MB together", "largest, MB"), rows, notes)


def _row(server: Server) -> tuple[str, str, str, str]:
    return server.name, str(len(server.processes())), f"{server.megabytes():.0f}", f"{server.largest():.0f}"
