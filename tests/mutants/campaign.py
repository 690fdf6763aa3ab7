"""The campaign: every mutant gets its verdict, and every kind of accepted ones its random calls; results are kept."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from mutants.calls import is_reached, make_call, stranded
from mutants.kinds import KINDS
from mutants.making import LINES, Mutant, mutant, mutants
from mutants.verdicts import ACCEPTED, CHECK, PROOF, release_of, verdict

Record = Mapping[str, Any]
Task = tuple[Mutant, int, int]
"""An accepted mutant, how many calls it gets, and the bound of turns that the proof prints for it."""
CALLS = 10_000  # for all accepted mutants of one kind together
HEAD = "| kind | mutants | refused by check | refused by the proof | accepted | calls | stranded |"


@dataclass(frozen=True)
class Campaign:
    """So many mutants of a seed; each result is one line of a file, so that it can be stopped and gone on with."""

    seed: int
    count: int
    calls: int
    file: Path
    jobs: int = 1
    lines: tuple[str, ...] = tuple(LINES)

    def run(self, tell: Callable[[str], None]) -> list[Record]:
        """Do what is left to be done, and return everything that was found."""
        self._drop_half_a_line()
        known = {(each["what"], each["mutant"]) for each in self.found()}
        made = [each for each in mutants(self.seed, self.count, self.lines) if ("verdict", each.number) not in known]
        self._keep(_judged, [(each,) for each in made], tell)
        accepted = defaultdict[str, list[Record]](list)
        for each in self.found():
            if each["what"] == "verdict" and each["by"] == ACCEPTED:
                accepted[each["kind"]].append(each)
        self._keep(_rung, [task for task in self._shared_out(accepted) if ("calls", task[0].number) not in known], tell)
        return self.found()

    def found(self) -> list[Record]:
        """Everything that is in the file."""
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        return [json.loads(line) for line in lines]

    def _drop_half_a_line(self) -> None:
        """What was being written when the campaign was stopped is done again."""
        if self.file.exists():
            whole, end, _ = self.file.read_text(encoding="utf-8").rpartition("\n")
            self.file.write_text(whole + end, encoding="utf-8")

    def _shared_out(self, accepted: Mapping[str, list[Record]]) -> Iterator[Task]:
        """The calls of a kind, shared out among its accepted mutants."""
        for records in accepted.values():
            each = -(-self.calls // len(records))
            for record in records:
                yield mutant(self.seed, record["mutant"], self.lines), each, record["most_turns"]

    def _keep(self, work: Callable[..., Record], tasks: list[Any], tell: Callable[[str], None]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file, ProcessPoolExecutor(self.jobs) as pool:
            for nth, record in enumerate(pool.map(_unpacked, ((work, task) for task in tasks)), 1):
                file.write(json.dumps(record) + "\n")
                file.flush()
                if nth % 50 == 0:
                    tell(f"{record['what']}: {nth} of {len(tasks)}")


def _unpacked(task: tuple[Callable[..., Record], tuple[Any, ...]]) -> Record:
    work, arguments = task
    return work(*arguments)


def _judged(made: Mutant) -> Record:
    found = verdict(made)
    return {
        "what": "verdict", "mutant": made.number, "kind": made.kind, "line": made.line, "file": made.file,
        "by": found.by, "why": found.why, "most_turns": found.most_turns,
    }  # fmt: skip


def _rung(made: Mutant, calls: int, most_turns: int) -> Record:
    wrongs, reached = ring(made, calls, most_turns)
    return {
        "what": "calls",
        "mutant": made.number,
        "kind": made.kind,
        "calls": calls,
        "reached": reached,
        "wrong": wrongs,
    }


def ring(made: Mutant, calls: int, most_turns: int) -> tuple[list[str], int]:
    """Make random calls to an accepted mutant: what went wrong in which of them, and how many reached somebody."""
    release, wrongs, reached = release_of(made), [], 0
    for nth in range(calls):
        called = make_call(release, Random(f"{made.number} {nth}"))
        wrongs += [f"call {nth}: {wrong}" for wrong in stranded(called, most_turns)]
        reached += is_reached(called)
    return wrongs, reached


def table(found: Iterable[Record]) -> str:
    """What became of the mutants, by kind, as it stands in docs/campaigns.md."""
    counts = {kind: Counter[str]() for kind in KINDS}
    for each in found:
        count = counts[each["kind"]]
        match each["what"]:
            case "verdict":
                count.update([each["by"], "mutants"])
            case _:
                count["calls"] += each["calls"]
                count["stranded"] += len({wrong.partition(":")[0] for wrong in each["wrong"]})
    columns = ("mutants", CHECK, PROOF, ACCEPTED, "calls", "stranded")
    rows = [(kind, *(count[each] for each in columns)) for kind, count in counts.items()]
    rows.append(("together", *(sum(count[each] for count in counts.values()) for each in columns)))
    return "\n".join([HEAD, "|---|" + "---:|" * len(columns), *(_row(row) for row in rows)])


def _row(row: tuple[object, ...]) -> str:
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row) + " |"
