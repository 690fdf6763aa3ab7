"""Several servers under the same load, in rounds that take turns, so that a noisy minute hits all of them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.load import Exchange, Measured, load
from bench.report import progress
from bench.running import Server
from bench.sizes import Sizes

WARM_UP = 0.3  # of a round's seconds, not counted
FIRST_REPLY = 300.0  # seconds; a process compiles its release when it is first asked, and some are huge


@dataclass(frozen=True)
class Contestant:
    """A server that is up, and what it is asked."""

    server: Server
    exchanges: Sequence[Exchange]


@dataclass(frozen=True)
class Result:
    """The rounds of one contestant; each figure is the median of them."""

    rounds: tuple[Measured, ...]

    @property
    def rate(self) -> float:
        """Exchanges a second."""
        return statistics.median(each.rate for each in self.rounds)

    def ms(self, share: float) -> float:
        """Milliseconds within which this share of the replies was there."""
        return statistics.median(each.within(share) for each in self.rounds) * 1000


def contest(contestants: Sequence[Contestant], sizes: Sizes) -> list[Result]:
    """Each contestant's rounds, in their order."""
    for each in contestants:
        warm_up = sizes.seconds * WARM_UP
        load(each.server.address, each.exchanges, warm_up, sizes.connections, patience=FIRST_REPLY)
    rounds: list[list[Measured]] = [[] for _ in contestants]
    for number in range(sizes.rounds):
        for each, measured in zip(contestants, rounds, strict=True):
            measured.append(load(each.server.address, each.exchanges, sizes.seconds, sizes.connections))
            progress(f"  round {number + 1}: {each.server.name}: {measured[-1].rate:.0f}/s")
    return [Result(tuple(measured)) for measured in rounds]


def figures(result: Result, first: Result) -> tuple[str, str, str, str]:
    """A result as the columns of a table: turns a second, p50, p99, and the rate beside the first one's."""
    ratio, digits = result.rate / first.rate, 0 if result.rate >= 10 else 1
    return f"{result.rate:,.{digits}f}", f"{result.ms(0.5):.1f}", f"{result.ms(0.99):.1f}", f"{ratio:.2f}"
