"""(f) Simulated calls a second: a crowd of random callers in this process, one core for both sides."""

import time
from itertools import count

from bench.measured_line import MeasuredLine, measured_line
from bench.report import Table
from bench.rows.engine import NOW
from bench.sizes import Sizes
from ivr.simulator.account import Account
from ivr.simulator.crowd import CrowdLine, Life
from ivr.simulator.crowd_members import Crowd
from ivr.simulator.disorder import ODDS
from ivr.simulator.line import CallClock
from ivr.simulator.transport import InProcess
from ivr.wiring import build_app

AT_ONCE = 100  # callers of one crowd; the next one has another seed
OVER = 3600.0  # virtual seconds in which they ring


def crowd(sizes: Sizes) -> Table:
    """Random callers on the shipped line, over signed webhooks and in virtual time, with more and more disorder."""
    with measured_line() as line:
        rows = [(disorder, *_rates(line, disorder, sizes)) for disorder in ODDS]
    notes = (
        "Random callers of all kinds on the shipped line, in one process: the carrier's side, its signatures and the "
        "line itself share one core. Each hour on the line is an hour that callers would have spent.",
    )
    columns = ("webhooks twice, late or lost", "calls a second", "webhooks a second", "hours on the line a second")
    return Table("(f) Simulated calls a second", columns, rows, notes)


def _rates(line: MeasuredLine, disorder: str, sizes: Sizes) -> tuple[str, str, str]:
    lives: list[Life] = []
    began = time.perf_counter()
    for seed in count(1):
        lives += _played(line, Crowd(seed, min(AT_ONCE, sizes.calls), OVER, NOW), disorder)
        spent = time.perf_counter() - began
        if spent > sizes.seconds:
            break
    webhooks = sum(len(life.exchanges) for life in lives)
    hours = sum(life.ending.at for life in lives) / 3600
    return f"{len(lives) / spent:,.0f}", f"{webhooks / spent:,.0f}", f"{hours / spent:,.1f}"


def _played(line: MeasuredLine, crowd: Crowd, disorder: str) -> tuple[Life, ...]:
    clock = CallClock(NOW)
    account = Account(line.settings.account_sid, line.settings.auth_tokens[0], line.settings.public_url)
    transport = InProcess(build_app(line.settings, "crowd", clock.now), account)
    return tuple(CrowdLine(transport, account, ODDS[disorder], clock).play(crowd))
