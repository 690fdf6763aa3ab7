"""Outcomes of call scripts as text for people, and as JSON and JUnit's XML for other programs."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from ivr.authoring.problem import Problem, as_json, shown
from ivr.rehearsal.coverage import Coverage
from ivr.rehearsal.layout import WIDEST, clock
from ivr.rehearsal.playing import Outcome
from ivr.rehearsal.telling import lines
from ivr.simulator.happenings import as_record

NAME_WIDEST = 70  # columns


def text_of(outcome: Outcome, width: int = WIDEST) -> Iterator[str]:
    """One line for a call that went as written; else what was different, and the transcript beside it."""
    name = outcome.script.name
    if outcome.problems:
        yield f"  error  {name}"
        yield from (shown(problem) for problem in outcome.problems)
        return
    yield f"  {'ok   ' if outcome.is_good else 'WRONG'}  {name:<{NAME_WIDEST}} {clock(outcome.seconds):>6}"
    if outcome.is_good:
        return
    yield from details(outcome, width)


def details(outcome: Outcome, width: int = WIDEST) -> Iterator[str]:
    """What was different, line by line of the script, and what happened on the call."""
    file = outcome.script.mark.file
    for difference in outcome.differences:
        yield f"         {file}:{difference.mark.line}: {difference.text}"
    yield ""
    yield from lines(outcome.happenings, width)
    yield ""


def summary_of(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> str:
    """All calls in one line: how many went as written, and how long they were on the line."""
    wrong = sum(not outcome.is_good for outcome in outcomes)
    mistakes = f", {_counted(len(problems), 'mistake')} in the files" if problems else ""
    minutes = round(sum(outcome.seconds for outcome in outcomes) / 60)
    good = f"{len(outcomes) - wrong} of {_counted(len(outcomes), 'call')} as written"
    return f"{good}{mistakes}; {_counted(minutes, 'minute')} on the line"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def json_of(outcomes: Iterable[Outcome], coverage: Coverage | None) -> Mapping[str, object]:
    """Everything that is known, for another program."""
    figures = None if coverage is None else {**asdict(coverage), "told": str(coverage)}
    return {"calls": [_call_json(outcome) for outcome in outcomes], "coverage": figures}


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


def junit_of(outcomes: Sequence[Outcome]) -> bytes:
    """JUnit's XML: a suite for each file, a case for each call."""
    suites = ET.Element("testsuites")
    for file, group in groupby(outcomes, key=lambda outcome: outcome.script.mark.file):
        cases = list(group)
        wrong = sum(not case.is_good for case in cases)
        suite = ET.SubElement(suites, "testsuite", name=file, tests=str(len(cases)), failures=str(wrong), errors="0")
        for case in cases:
            _case(suite, file, case)
    ET.indent(suites)
    written: bytes = ET.tostring(suites, encoding="utf-8", xml_declaration=True)
    return written


def _case(suite: ET.Element, file: str, outcome: Outcome) -> None:
    element = ET.SubElement(
        suite, "testcase", classname=file, name=outcome.script.name, file=file, line=str(outcome.script.mark.line)
    )
    if outcome.is_good:
        return
    texts = [str(each) for each in (*outcome.problems, *outcome.differences)]
    failure = ET.SubElement(element, "failure", message=_xml(texts[0]))
    failure.text = _xml("\n".join([*texts, "", *lines(outcome.happenings)]))


def _xml(text: str) -> str:
    """A text without what XML cannot carry."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
