"""Mutants are what somebody would have saved: the span that is meant changes, and nothing else."""

from collections.abc import Callable

import pytest
import yaml
from mutants.edits import Path, Spot, doubled, renamed, replaced, spots, swapped, with_entry, without
from mutants.kinds import KINDS
from mutants.making import LINES, Mutant, mutant, mutants

FILE = """\
# what it is for
ask:                 # a menu
  type: menu
  prompt: p.ask
  choices:
    - {goto: one, label: l.one}
    - goto: two
      label: l.two

bye: {type: goodbye, prompt: "p.bye"}    # the end
"""


def at(path: Path) -> Spot:
    return next(spot for spot in spots("flows/main.yaml", FILE) if spot.path == path)


FIRST, SECOND = ("ask", "choices", 0), ("ask", "choices", 1)
EDITS: dict[str, tuple[Callable[[], str | None], str, str]] = {
    "a value is replaced": (lambda: replaced(FILE, at((*FIRST, "goto")), "bye"), "goto: one", "goto: bye"),
    "a value in quotes stays so": (lambda: replaced(FILE, at(("bye", "prompt")), ""), '"p.bye"', '""'),
    "a key is renamed": (lambda: renamed(FILE, at(("ask", "prompt")), "promt"), "prompt: p.ask", "promt: p.ask"),
    "a line is taken out": (lambda: without(FILE, at(("ask", "prompt"))), "  prompt: p.ask\n", ""),
    "a step is taken out": (lambda: without(FILE, at(("bye",))), FILE[FILE.index("bye:") :], ""),
    "the first in braces": (lambda: without(FILE, at((*FIRST, "goto"))), "{goto: one, ", "{"),
    "the last in braces": (lambda: without(FILE, at((*FIRST, "label"))), ", label: l.one", ""),
    "an item": (lambda: without(FILE, at(FIRST)), "    - {goto: one, label: l.one}\n", ""),
    "the first key behind a dash": (lambda: without(FILE, at((*SECOND, "goto"))), "goto: two\n      ", ""),
    "an item is written twice": (
        lambda: doubled(FILE, at(FIRST)),
        "    - {goto: one, label: l.one}\n",
        "    - {goto: one, label: l.one}\n" * 2,
    ),
    "a step is written twice": (
        lambda: doubled(FILE, at(("bye",)), "bye_2"),
        FILE[FILE.index("bye:") :],
        FILE[FILE.index("bye:") :] + FILE[FILE.index("bye:") :].replace("bye:", "bye_2:"),
    ),
    "two values change places": (
        lambda: swapped(FILE, at(("bye", "prompt")), at(("ask", "prompt"))),
        FILE,
        FILE.replace("p.ask", "X").replace('"p.bye"', "p.ask").replace("X", '"p.bye"'),
    ),
    "a key more": (lambda: with_entry(FILE, at(("ask",)), "tries: 1"), "type: menu\n", "type: menu\n  tries: 1\n"),
    "a key more in braces": (lambda: with_entry(FILE, at(FIRST), "key: 3"), "{goto: one,", "{goto: one, key: 3,"),
}


@pytest.mark.parametrize(("edit", "old", "new"), EDITS.values(), ids=EDITS)
def test_an_edit_changes_what_is_meant(edit: Callable[[], str | None], old: str, new: str) -> None:
    assert FILE.count(old) == 1

    assert edit() == FILE.replace(old, new)


def test_nothing_is_taken_out_that_would_leave_an_empty_table() -> None:
    text = "bye: {type: goodbye}\n"
    (only,) = (spot for spot in spots("flows/main.yaml", text) if spot.path == ("bye", "type"))

    assert without(text, only) is None


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_finds_something_in_every_line(kind: str, line: str) -> None:
    made = mutant(1, list(KINDS).index(kind), (line,))

    assert (made.kind, made.line) == (kind, line)
    assert made.sources()[made.file] == made.text.encode()
    yaml.compose(made.text, Loader=yaml.SafeLoader)  # it is read, whatever the checks say of it


def test_mutants_follow_from_their_seed_and_differ_from_each_other() -> None:
    made = list(mutants(7, 200))

    assert made == list(mutants(7, 200))
    assert made != list(mutants(8, 200))
    assert len({(each.line, each.file, each.text) for each in made}) == 200
    assert all(_is_changed(each) for each in made)


def _is_changed(made: Mutant) -> bool:
    return (LINES[made.line] / made.file).read_text(encoding="utf-8") != made.text
