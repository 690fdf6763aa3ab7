"""How much is measured: enough for figures, quick enough for a look, or as little as a test needs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`seconds` of each load, in so many `rounds` that take turns; the rest is how large things are made."""

    seconds: float
    rounds: int
    connections: int
    calls: int
    steps: tuple[int, ...]
    records: tuple[int, ...]
    herd: int
    half_open: int
    others: bool = True


FULL = Sizes(3.0, 5, 8, 400, (10, 1000, 10_000), (0, 100_000, 1_000_000), 1000, 150)
QUICK = Sizes(1.0, 3, 8, 100, (10, 1000), (0, 100_000), 300, 150)
TINY = Sizes(0.1, 1, 2, 3, (10, 20), (0, 50), 10, 5, others=False)
"""For tests: nothing is installed, so what is made by others is left out."""
