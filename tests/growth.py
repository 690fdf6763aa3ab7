"""How work grows with its input, as a ratio: on a busy machine seconds tell nothing, and proportions still do."""

import time
from collections.abc import Callable

PROPORTIONAL = 8.0
"""Four times as much may take this many times as long; work that grows with the square takes sixteen times."""


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as long four times the size takes, in processor time, each the best of three."""
    return _best(work, 4 * size) / max(_best(work, size), 1e-3)


def _best(work: Callable[[int], object], size: int) -> float:
    return min(_seconds(work, size) for _ in range(3))


def _seconds(work: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    work(size)
    return time.process_time() - began
