"""Outcomes of call scripts as text for people, and as JSON for other programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from ivr.authoring.problem import Problem, as_json, is_error
from ivr.rehearsal.coverage import Coverage
from ivr.rehearsal.layout import WIDEST, clock
from ivr.rehearsal.paragraphs import paragraph, problem_lines
from ivr.rehearsal.playing import Outcome
from ivr.rehearsal.telling import lines
from ivr.simulator.happenings import as_record

NAME_WIDEST = 70  # columns
BESIDE_NAME = 16  # columns: the word before it and the time after it
INDENT = " " * 9  # columns of the word before the name


def text_of(outcome: Outcome, width: int | None = None) -> Iterator[str]:
    """One line for a call that went as written; else what was different, and the transcript beside it.

    With no width, as in a pipe, a reason is one line however long it is.
    """
    name = outcome.script.name
    if outcome.problems:
        yield from paragraph(name, width, first="  error  ", further=INDENT)
        for problem in outcome.problems:
            yield from problem_lines(problem, width)
        return
    yield from _verdict(name, "ok   " if outcome.is_good else "WRONG", clock(outcome.seconds), width)
    if not outcome.is_good:
        yield from details(outcome, width)


def _verdict(name: str, word: str, time: str, width: int | None) -> Iterator[str]:
    room = NAME_WIDEST if width is None else min(NAME_WIDEST, width - BESIDE_NAME)
    first, *further = list(paragraph(name, None if width is None else room)) or [""]
    yield f"  {word}  {first:<{room}} {time:>6}"
    yield from (f"{INDENT}{line}" for line in further)


def details(outcome: Outcome, width: int | None = None) -> Iterator[str]:
    """What was different, line by line of the script, and what happened on the call."""
    file = outcome.script.mark.file
    for difference in outcome.differences:
        text = f"{file}:{difference.mark.line}: {difference.text}"
        yield from paragraph(text, width, first=INDENT, further=INDENT)
    yield ""
    yield from lines(outcome.happenings, WIDEST if width is None else width)
    yield ""


def summary_of(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> str:
    """All calls in one line: how many went as written, and how long they were on the line."""
    wrong = sum(not outcome.is_good for outcome in outcomes)
    errors = sum(map(is_error, problems))
    mistakes = f", {counted(errors, 'mistake')} in the files" if errors else ""
    warnings = f", {counted(len(problems) - errors, 'warning')}" if len(problems) > errors else ""
    minutes = round(sum(outcome.seconds for outcome in outcomes) / 60)
    good = f"{len(outcomes) - wrong} of {counted(len(outcomes), 'call')} as written"
    return f"{good}{mistakes}{warnings}; {counted(minutes, 'minute')} on the line"


def counted(number: int, thing: str) -> str:
    """Write how many: `1 call`, `3 calls`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def json_of(
    outcomes: Iterable[Outcome], problems: Iterable[Problem], coverage: Coverage | None
) -> Mapping[str, object]:
    """Everything that is known, for another program; `problems` are those of the files, whose calls are not played."""
    figures = None if coverage is None else {**asdict(coverage), "told": str(coverage)}
    return {
        "problems": [as_json(problem) for problem in problems],
        "calls": [_call_json(outcome) for outcome in outcomes],
        "coverage": figures,
    }


def _call_json(outcome: Outcome) -> Mapping[str, object]:
    script = outcome.script
    return {
        "file": script.mark.file,
        "line": script.mark.line,
        "name": script.name,
        "good": outcome.is_good,
        "seconds": outcome.seconds,
        "problems": [as_json(problem) for problem in outcome.problems],
        "differences": [
            {"line": each.mark.line, "at": each.at, "text": each.text} for each in outcome.differences
        ],
        "happenings": [as_record(happening) for happening in outcome.happenings],
    }  # fmt: skip
