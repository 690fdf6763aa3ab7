"""The mutation score: how many small changes of the code the tests notice. Runs in a copy; goes on where it was.

scripts/campaign mutation dialogue               the engine and the steps
scripts/campaign mutation dialogue --again       those that no test noticed, after tests were added
scripts/campaign mutation proof --sample 200     so many mutants of the proof, by chance but always the same
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[1]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "mutants", "__pycache__", ".*_cache", "setup.cfg")
COPIED = ("ivr", "bench", "flows", "prompts", "calls", "docs", "examples", "schema", "helpline.yaml", "README.md")
NO_SUCH = "no.such.mutant"
PATIENCE = 60  # seconds, and as many times what its tests need: a busy machine is no mutant that hangs


@dataclass(frozen=True)
class Part:
    """Code that is changed, and the tests that are to notice."""

    mutated: tuple[str, ...]
    tests: tuple[str, ...]


PARTS: Mapping[str, Part] = {
    "dialogue": Part(
        ("ivr/dialogue/engine.py", "ivr/dialogue/steps/*"),
        ("tests/dialogue", "--ignore=tests/dialogue/test_abstraction.py"),  # which is about the proof, and takes long
    ),
    "proof": Part(
        ("ivr/authoring/proof/*",),
        ("tests/authoring/proof", "--ignore=tests/authoring/proof/test_prove_command.py"),  # whole lines: a minute
    ),
}
NOTICED = ("killed", "timeout")
NOT_TRIED = "not checked"


def configuration(part: Part) -> str:
    """What mutmut is told, as its setup.cfg."""
    lists = {
        "source_paths": ("ivr",),
        "only_mutate": part.mutated,
        "also_copy": COPIED,
        "pytest_add_cli_args": ("-p", "no:cacheprovider", "-p", "no:xdist"),
        "pytest_add_cli_args_test_selection": part.tests,
    }
    lines = [f"{key}=\n" + "".join(f"    {value}\n" for value in values) for key, values in lists.items()]
    return "[mutmut]\n" + "".join(lines) + f"use_git_change_detection=false\ntimeout_constant={PATIENCE}\n"


def prepared(name: str) -> Path:
    """The copy of the folder in which a part is tried; the code and tests are brought up to date."""
    folder = Path(tempfile.gettempdir()) / f"careline-mutation-{name}"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT, dirs_exist_ok=True)
    (folder / "setup.cfg").write_text(configuration(PARTS[name]), encoding="utf-8")
    return folder


def run(folder: Path, mutants: Sequence[str] = ()) -> None:
    """Try these mutants, or all of them."""
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *mutants]
    subprocess.run(command, cwd=folder, check=False)


def verdicts(folder: Path) -> dict[str, str]:
    """Each mutant, and what became of it."""
    return dict(each for file in sorted(folder.glob("mutants/ivr/**/*.meta")) for each in _verdicts_in(file))


def _verdicts_in(file: Path) -> Iterator[tuple[str, str]]:
    for name, code in json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].items():
        yield name, status_by_exit_code[code]


def report(became: Mapping[str, str]) -> str:
    """The score, and every mutant that no test noticed."""
    counts = Counter(became.values())
    tried = len(became) - counts[NOT_TRIED]
    noticed = sum(counts[status] for status in NOTICED)
    told = ", ".join(f"{many:,} {status}" for status, many in counts.most_common())
    unnoticed = [f"  {name}: {status}" for name, status in became.items() if status not in (*NOTICED, NOT_TRIED)]
    return "\n".join([*unnoticed, f"{noticed:,} of {tried:,} noticed: {noticed / max(tried, 1):.1%} ({told})"])


def main(arguments: Sequence[str]) -> int:
    """Run it from a terminal."""
    parser = argparse.ArgumentParser(prog="scripts/campaign mutation", description=__doc__)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--sample", type=int, help="so many mutants, by chance but always the same")
    parser.add_argument("--again", action="store_true", help="those again that no test noticed, or that took too long")
    given = parser.parse_args(arguments)
    folder = prepared(given.part)
    if given.again:
        run(folder, [name for name, status in verdicts(folder).items() if status not in ("killed", NOT_TRIED)])
        sys.stdout.write(report(verdicts(folder)) + "\n")
        return 0
    chosen = sample(folder, given.sample) if given.sample else []
    run(folder, chosen)
    became = verdicts(folder)
    sys.stdout.write(report({name: became[name] for name in chosen or became}) + "\n")
    return 0


def sample(folder: Path, many: int) -> list[str]:
    """The names of so many mutants."""
    run(folder, [NO_SUCH])  # writes all the mutants, and tries none
    names = sorted(verdicts(folder))
    return random.Random(1).sample(names, min(many, len(names)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
