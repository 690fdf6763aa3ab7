"""(b) Webhook turns a second of the whole line, beside the same menus by others' recipes, in one run."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace

from bench.apps.careline import FOLDER
from bench.contest import Contestant, contest, figures
from bench.load import Address, Exchange
from bench.measured_line import MeasuredLine, cores, measured_line
from bench.others import NotInstalledError, jambonz
from bench.report import Table
from bench.running import gunicorn, on_cores, running
from bench.sizes import Sizes
from bench.webhooks import plain_form, plain_json

JAMBONZ = "a webhook application of the jambonz SDK on Node"
COLUMNS = ("", "turns a second", "p50 ms", "p99 ms", "beside the bare route")


def webhooks(sizes: Sizes) -> Table:
    """One worker on one core, the client on another; the servers take turns."""
    with measured_line() as line, ExitStack() as stack, on_cores(cores()[-1:]):
        contestants = [
            stack.enter_context(plain("a bare Flask route", "bench.apps.bare:app")),
            stack.enter_context(plain("a tutorial's Flask application", "bench.apps.tutorial:app")),
            ours := stack.enter_context(this_line("this line, whole", line, sizes.calls)),
            Contestant(replace(ours.server, name="this line, order numbers keyed in"), line.entries(sizes.calls)),
        ]
        theirs, missing = _of_jambonz(sizes, stack)
        contestants += theirs
        results = contest(contestants, sizes)
        first = results[0]
        # It takes so long for a reply that it would run on into the others' rounds.
        alone = [contest([each], replace(sizes, connections=1, rounds=1))[0] for each in _validating(sizes, stack)]
    rows = [(each.server.name, *figures(got, first)) for each, got in zip(contestants, results, strict=True)]
    rows += [(f"{JAMBONZ}, as its documentation shows (one connection)", *figures(got, first)) for got in alone]
    notes = (
        "One process on one core, the client on the other; gunicorn with 200 threads for the first three. "
        f"{sizes.connections} connections, medians of {sizes.rounds} rounds of {sizes.seconds:g} s that take turns. "
        "Every reply was compared byte for byte with the one expected. Of each call the first two turns: it begins, "
        "and 3 is pressed: turns that callers share, and that are worked out once a minute. No two of the order "
        "numbers are the same. The bare route does not look at the form; the tutorial's and jambonz's applications "
        "check no signature, keep no state and write no record.",
    )
    return Table("(b) Webhook turns a second", COLUMNS, [*rows, *missing], notes)


def _of_jambonz(sizes: Sizes, stack: ExitStack) -> tuple[list[Contestant], list[tuple[str, ...]]]:
    """Its application without validation, or a row that says why it is not there."""
    if not sizes.others:
        return [], []
    try:
        return [stack.enter_context(_jambonz(f"{JAMBONZ}, its validation off", validate=False))], []
    except NotInstalledError as why:
        return [], [(JAMBONZ, str(why), "-", "-", "-")]


def _validating(sizes: Sizes, stack: ExitStack) -> Iterator[Contestant]:
    with suppress(NotInstalledError):
        if sizes.others:
            yield stack.enter_context(_jambonz(JAMBONZ, validate=True))


@contextmanager
def this_line(name: str, line: MeasuredLine, calls: int, workers: int = 1) -> Iterator[Contestant]:
    """The line itself on its own server; on the first core if there is one worker, else where it likes."""
    pinned = cores()[:1] if workers == 1 else cores()
    command = gunicorn("bench.apps.careline:make()", workers)
    with running(name, command, {FOLDER: str(line.folder)}, pinned) as server:
        yield Contestant(server, line.webhooks.two_turns(calls))


@contextmanager
def plain(name: str, app: str, workers: int = 1) -> Iterator[Contestant]:
    """Another Flask application on the line's own server."""
    with running(name, gunicorn(app, workers), cores=cores()[:1]) as server:
        requests = (plain_form("/voice"), plain_form("/voice/menu", Digits="3"))
        yield Contestant(server, [_fetched(server.address, each) for each in requests])


@contextmanager
def _jambonz(name: str, *, validate: bool) -> Iterator[Contestant]:
    with running(name, jambonz(validate=validate), cores=cores()[:1]) as server:
        requests = (plain_json("/voice"), plain_json("/voice/menu", digits="3"))
        yield Contestant(server, [_fetched(server.address, each) for each in requests])


def _fetched(address: Address, request: bytes) -> Exchange:
    """The request with the reply it gets now, which names a choice: others' replies are always the same."""
    reply = b""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(request.replace(b"Accept: */*", b"Connection: close"))
        while came := line.recv(65536):
            reply += came
    assert b"press 1" in reply, reply  # noqa: S101 - else something else is measured
    return Exchange(request, reply.partition(b"\r\n\r\n")[2])
