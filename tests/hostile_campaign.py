"""The campaign of hostile documents: each one tried, timed and judged, in several processes; the figures by kind.

scripts/campaign hostile [DOCUMENTS] [SEED]
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context

from hostile import Hostile, bombs, documents
from hostile_judge import MEGABYTES, SECONDS, wrong_about

from ivr.authoring.compiling import compile_release

DOCUMENTS = 100_000
PARTS = 100  # each a seed of its own
PROCESSES = 2
AGAIN = 5  # times that a slow document is measured: the quickest counts, as other programs run beside this one


def _resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


AT_FIRST = _resident()


@dataclass(frozen=True)
class Tried:
    """What became of one document: its kind and size, whether it made a line, seconds, and what was wrong."""

    kind: str
    size: int
    is_accepted: bool
    seconds: float
    wrong: str = ""


@dataclass
class Figures:
    """What became of many documents."""

    kinds: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, Tried] = field(default_factory=dict)
    wrong: list[Tried] = field(default_factory=list)
    megabytes: float = 0.0

    @classmethod
    def of(cls, all_tried: Iterable[Tried]) -> "Figures":
        """Add up what became of documents."""
        figures = cls()
        for each in all_tried:
            figures.count(each)
        return figures

    def count(self, each: Tried) -> None:
        """Add what became of one more."""
        self.kinds[each.kind] += 1
        self.accepted[each.kind] += each.is_accepted
        self.slowest[each.kind] = max(self.slowest.get(each.kind, each), each, key=lambda one: one.seconds)
        self.wrong += [each] if each.wrong else []

    def add(self, other: "Figures") -> None:
        """Add the figures of another part."""
        self.kinds += other.kinds
        self.accepted += other.accepted
        for each in other.slowest.values():
            self.slowest[each.kind] = max(self.slowest.get(each.kind, each), each, key=lambda one: one.seconds)
        self.wrong += other.wrong
        self.megabytes = max(self.megabytes, other.megabytes)


def tried(hostile: Hostile) -> Tried:
    """Compile one document, with everything that must hold of it."""
    kind = hostile.kind.partition(":")[0]
    try:
        seconds = _seconds(hostile)
        compiled = compile_release(hostile.files())
        wrong = wrong_about(hostile, compiled, random.Random(len(hostile.content)))
    except Exception as crashed:
        return Tried(kind, len(hostile.content), False, 0.0, f"{crashed!r} at {hostile}")
    slow = f"{seconds:.3f} s" if seconds > SECONDS else ""
    told = f"{wrong or slow}: {hostile.file}: {hostile.content[:200]!r}" if wrong or slow else ""
    return Tried(kind, len(hostile.content), compiled.release is not None, seconds, told)


def _seconds(hostile: Hostile) -> float:
    first = _once(hostile)
    return first if first < SECONDS / 2 else min(first, *(_once(hostile) for _ in range(AGAIN)))


def _once(hostile: Hostile) -> float:
    files = hostile.files()
    began = time.process_time()
    compile_release(files)
    return time.process_time() - began


def part_of(part: tuple[int, int]) -> Figures:
    """The figures of one part, given as its seed and size; the first part tries each bomb at its full sizes as well."""
    seed, size = part
    figures = Figures.of(map(tried, documents(seed, size) if size else bombs()))
    figures.megabytes = _resident() - AT_FIRST
    return figures


def report(figures: Figures) -> str:
    """The figures as a table, and everything that was wrong."""
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    yield "| kind | documents | accepted | slowest |"
    yield "| --- | ---: | ---: | ---: |"
    rows = sorted(figures.slowest.values(), key=lambda each: -each.seconds)
    for each in rows:
        seconds = f"{each.seconds * 1000:.0f} ms ({each.size:,} bytes)"
        yield f"| {each.kind} | {figures.kinds[each.kind]:,} | {figures.accepted[each.kind]:,} | {seconds} |"
    total, accepted = figures.kinds.total(), figures.accepted.total()
    yield f"| all | {total:,} | {accepted:,} | {rows[0].seconds * 1000:.0f} ms |"
    yield ""
    yield f"memory: a process grew by {figures.megabytes:.0f} MB at most over all its documents"
    wrong = [f"WRONG: {each.kind}: {each.wrong}" for each in figures.wrong]
    if figures.megabytes > MEGABYTES:
        wrong.append(f"WRONG: more than {MEGABYTES} MB")
    yield from wrong or ["nothing was wrong"]


def campaign(count: int, seed: int) -> Figures:
    """So many documents, and the bombs, in processes of their own."""
    parts = [(0, 0), *((seed * PARTS + part, count // PARTS) for part in range(PARTS))]
    figures = Figures()
    with get_context("spawn").Pool(PROCESSES) as pool:
        for done in pool.imap_unordered(part_of, parts):
            figures.add(done)
            sys.stderr.write(f"{figures.kinds.total():,} documents, {len(figures.wrong)} wrong\n")
    return figures


def main(arguments: Sequence[str]) -> int:
    """Run it from a terminal: documents, seed."""
    given = [int(each) for each in arguments]
    count, seed = (*given, *(DOCUMENTS, 1)[len(given) :])
    figures = campaign(count, seed)
    said = report(figures)
    sys.stdout.write(f"{said}\n")
    return 1 if "WRONG" in said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
