"""Compiles the files of a helpline: all problems of all files at once, and a release when none of them is an error."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from ivr.authoring.checks import CHECKS
from ivr.authoring.checks.voices import Spoken, locales_are_spoken
from ivr.authoring.draft import Draft
from ivr.authoring.located import lines_of
from ivr.authoring.problem import Problem, has_errors, in_order, with_source
from ivr.authoring.reading import read_draft
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources, release_id
from ivr.authoring.waivers import kept
from ivr.authoring.yaml_reader import MOST_TOLD
from ivr.dialogue.flows import Flows
from ivr.language.book import PromptBook

ECHOES = frozenset(
    {"step.unreached", "menu.key-order", "waiver.unused", "answer.unused"}
    | {f"{kind}.unused" for kind in ("fact", "outside", "hours", "queue")}
)
"""Rules that are often broken because another one is."""


@dataclass(frozen=True)
class Compiled:
    """A release, or None when there is an error; every problem, by file and line; and those waived with a reason."""

    release: Release | None
    problems: tuple[Problem, ...]
    waived: tuple[Problem, ...] = ()


def compile_release(sources: Sources, carrier: Spoken | None = None) -> Compiled:
    """Read and check the files of a helpline; whatever they hold, nothing is raised.

    `carrier` tells which voices and languages it knows; without it any will do.
    """
    with uncollected():
        return _compiled(sources, carrier)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from going through all that is being made: none of it is garbage yet.

    It would do so every few hundred objects, and take two fifths of the time that a large helpline needs.
    """
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if runs:
            gc.enable()


def _compiled(sources: Sources, carrier: Spoken | None) -> Compiled:
    draft, found = read_draft(sources)
    checked = (each for check in CHECKS for each in check(draft))
    all_told = _without_echoes(list(_first_of_many(chain(found, checked, locales_are_spoken(draft, carrier)))))
    told, waived = kept(all_told, draft.helpline.waivers)
    told = _without_echoes(told)
    lines = {file: _lines(sources.get(file, b"")) for file in {each.file for each in told}}
    problems = in_order(with_source(each, lines[each.file]) for each in told)
    for book in draft.prompt_books.values():
        book.phrases.clear()  # what the checks put into words: a book keeps what callers hear
    release = None if has_errors(problems) else _release(release_id(sources), draft)
    return Compiled(release, problems, in_order(waived))


def _first_of_many(told: Iterable[Problem]) -> Iterator[Problem]:
    """The first problems of each rule in each file; more than these have one cause, and bury the others."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in told:
        counts[each.rule, each.file] += 1
        if counts[each.rule, each.file] <= MOST_TOLD:
            yield each


def _without_echoes(told: list[Problem]) -> list[Problem]:
    """The problems without warnings that an error elsewhere may be the cause of."""
    return [each for each in told if each.rule not in ECHOES] if has_errors(told) else told


def _lines(content: bytes) -> tuple[str, ...]:
    return lines_of(content.decode("utf-8", errors="replace").removeprefix("\ufeff"))


def _release(name: str, draft: Draft) -> Release:
    books = draft.prompt_books
    line = replace(draft.line, topics=_pieces(draft, books))
    steps = {address: each.step for address, each in draft.steps.items()}
    return Release(name, Flows(line, steps), books)


def _pieces(draft: Draft, books: Mapping[str, PromptBook]) -> Mapping[str, Mapping[str, int]]:
    """How many pieces each topic has, by locale; the engine reads them out without knowing their words."""
    return {
        topic: {locale: len(book.topics[topic].pieces) for locale, book in books.items() if topic in book.topics}
        for topic in sorted(draft.topics)
    }
