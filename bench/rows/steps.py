"""(d) How the line's speed changes with the size of its flows."""

import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from bench.apps.careline import FOLDER
from bench.contest import Contestant, contest, figures
from bench.large_helpline import large_helpline, menus_of
from bench.load import Exchange
from bench.measured_line import MeasuredLine, cores, measured_line
from bench.report import Table, progress
from bench.running import gunicorn, on_cores, running
from bench.sizes import Sizes
from bench.webhooks import call_ids

COLUMNS = ("steps", "turns a second", "p50 ms", "p99 ms", "beside the smallest", "to compile, s")


def steps(sizes: Sizes) -> Table:
    """Helplines of several sizes at once; each webhook is a key at a menu anywhere in the flows."""
    with ExitStack() as stack, on_cores(cores()[-1:]):
        lines = [stack.enter_context(_line_of(number)) for number in sizes.steps]
        contestants = [
            stack.enter_context(_asked(line, number, sizes)) for line, number in zip(lines, sizes.steps, strict=True)
        ]
        results = contest(contestants, sizes)
    rows = [
        (each.server.name, *figures(got, results[0]), f"{line.compiled_in:.1f}")
        for each, got, line in zip(contestants, results, lines, strict=True)
    ]
    notes = (
        "Each webhook presses a key at one of the menus, all of them alike often; on a real line most callers are at "
        "the first few. In the smallest line all callers share their turns, in the largest hardly any two do: that is "
        "what the ratio shows. One process on one core. A process compiles a release before its first call, and a "
        "newly published one beside the calls, which go on with the one before.",
    )
    return Table("(d) The size of the flows", COLUMNS, rows, notes)


def _line_of(number: int) -> AbstractContextManager[MeasuredLine]:
    progress(f"  compiling {number:,} steps")
    return measured_line(large_helpline(number))


@contextmanager
def _asked(line: MeasuredLine, number: int, sizes: Sizes) -> Iterator[Contestant]:
    command = gunicorn("bench.apps.careline:make()")
    with running(f"{number:,}", command, {FOLDER: str(line.folder)}, cores()[:1]) as server:
        yield Contestant(server, _keys_anywhere(line, number, sizes.calls))


def _keys_anywhere(line: MeasuredLine, number: int, calls: int) -> list[Exchange]:
    """Calls that are at some menu; a key is pressed in each."""
    chance = random.Random(number)
    exchanges = []
    for call_id in call_ids(0, 2 * calls):
        menu = chance.choice(menus_of(number))
        exchanges.append(
            line.webhooks.press_at(line.path_at(call_id, menu, home=menu), call_id, chance.choice("12345"))
        )
    return exchanges
