"""The choice of the server: throughput, a herd of calls, half-open connections, and memory, each on the same line."""

import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench.apps.careline import FOLDER
from bench.contest import Contestant, contest, figures
from bench.load import BadReplyError, Exchange, half_open, herd, load
from bench.measured_line import ROOT, MeasuredLine, measured_line
from bench.others import NotInstalledError
from bench.others import servers as installed
from bench.report import Table, progress
from bench.running import THREADS, NotStartedError, Server, gunicorn, running
from bench.sizes import Sizes

PATIENCE = 15.0  # seconds that the carrier waits for a document
WORKERS = 2
COLUMNS = ("", "turns a second", "p99 ms", "herd answered", "herd p99 s", "with half-open ones, of its rate", "MB")


def servers(sizes: Sizes) -> Table:
    """All servers with our application on all cores: in turns for the throughput, then each by itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with measured_line() as line, ExitStack() as stack:
        exchanges = line.webhooks.two_turns(sizes.calls)
        newcomers = line.webhooks.begin_all(sizes.herd, first=sizes.calls)
        up = [Contestant(server, exchanges) for server in _started(line, stack, others=sizes.others)]
        results = contest(up, sizes)
        rows = [
            (each.server.name, *figures(got, results[0])[:3:2], *_alone(each, newcomers, sizes))
            for each, got in zip(up, results, strict=True)
        ]
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    notes = (
        f"{WORKERS} processes where the server knows processes, {THREADS} threads each. The herd: {sizes.herd:,} new "
        f"calls at the same moment, each over a connection of its own; answered within {PATIENCE:.0f} s, after which "
        f"the carrier gives up. Half-open: {sizes.half_open} connections that send nothing, half a head, or half a "
        "body, and hang, while calls go on.",
    )
    return Table("The server", COLUMNS, rows, notes)


@dataclass(frozen=True)
class Candidate:
    """A server, its command for our application, and what it is imported with."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]


def _candidates(*, others: bool) -> Iterator[Candidate]:
    yield Candidate("gunicorn, threads (ours)", gunicorn("bench.apps.careline:make()", WORKERS), {})
    if not others:
        return
    try:
        environ = {"PYTHONPATH": f"{ROOT}:{installed()}"}
    except NotInstalledError as why:
        progress(f"  {why}")
        return
    python = [sys.executable, "-m"]
    threads = str(THREADS)
    granian = [*python, "granian", "--interface=wsgi", "--port={port}", f"--workers={WORKERS}", "--factory"]
    yield Candidate("granian", [*granian, "--blocking-threads", threads, "bench.apps.careline:make"], environ)
    waitress = [*python, "waitress", "--listen=127.0.0.1:{port}", f"--threads={threads}", "--connection-limit=2000"]
    yield Candidate("waitress (one process)", [*waitress, "--call", "bench.apps.careline:make"], environ)
    uvicorn = [*python, "uvicorn", "--port={port}", f"--workers={WORKERS}", "--log-level=warning", "--factory"]
    yield Candidate("uvicorn over a2wsgi", [*uvicorn, "bench.apps.asgi:make"], environ)
    hypercorn = [*python, "hypercorn", "--bind=127.0.0.1:{port}", f"--workers={WORKERS}"]
    yield Candidate("hypercorn", [*hypercorn, "wsgi:bench.apps.wsgi:app"], environ)


def _started(line: MeasuredLine, stack: ExitStack, *, others: bool) -> Iterator[Server]:
    """The servers that come up."""
    for each in _candidates(others=others):
        progress(f"  starting {each.name}")
        try:
            environ = {FOLDER: str(line.folder), **each.environ}
            yield stack.enter_context(running(each.name, each.command, environ))
        except NotStartedError as why:
            progress(f"  {each.name} did not start: {why}")


def _alone(each: Contestant, newcomers: Sequence[Exchange], sizes: Sizes) -> tuple[str, ...]:
    """What is measured of one server by itself: the herd, the half-open connections, the memory afterwards."""
    progress(f"  {each.server.name}: a herd, and half-open connections")
    came = herd(each.server.address, newcomers, PATIENCE)
    return (
        f"{len(came.answered.took):,} of {came.calls:,}",
        f"{came.answered.within(0.99):.1f}",
        _beside_half_open(each, sizes),
        f"{each.server.megabytes():.0f}",
    )


def _beside_half_open(each: Contestant, sizes: Sizes) -> str:
    address = each.server.address
    before = load(address, each.exchanges, sizes.seconds, sizes.connections)
    try:
        with half_open(address, sizes.half_open):
            beside = load(address, each.exchanges, sizes.seconds, sizes.connections)
    except (BadReplyError, OSError):
        return "none: it hangs"
    return f"{beside.rate / before.rate:.2f}"
