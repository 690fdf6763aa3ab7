"""JUnit's XML of call scripts: a suite for each file, a case for each call, and one for each mistake in a file."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from itertools import groupby

from ivr.authoring.problem import Problem, is_error
from ivr.rehearsal.playing import Outcome
from ivr.rehearsal.telling import lines

COUNTED = (("failures", "failure"), ("errors", "error"))


def junit_of(outcomes: Iterable[Outcome], problems: Iterable[Problem]) -> bytes:
    """The whole of it. A mistake in a script is an error, a call that went differently a failure; times are the line's.

    A call that could not be read has no outcome: it is told by the problems of its file.
    """
    cases = [*map(_of_problem, filter(is_error, problems)), *map(_of_call, outcomes)]
    cases.sort(key=lambda case: case.get("file", ""))
    root = ET.Element("testsuites", name="call scripts")
    for file, group in groupby(cases, key=lambda case: case.get("file", "")):
        suite = ET.SubElement(root, "testsuite", name=file)
        suite.extend(group)
        _sum_up(suite, list(suite))
    _sum_up(root, cases)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _sum_up(element: ET.Element, cases: Sequence[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    for total, tag in COUNTED:
        element.set(total, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", _seconds(sum(float(case.get("time", "0")) for case in cases)))


def _of_problem(problem: Problem) -> ET.Element:
    name = f"line {problem.line}{f': {problem.path}' if problem.path else ''}"
    case = _case(problem.file, name, problem.line, 0.0)
    _told(case, "error", [str(problem)], problem.source)
    return case


def _of_call(outcome: Outcome) -> ET.Element:
    mark = outcome.script.mark
    case = _case(mark.file, outcome.script.name, mark.line, outcome.seconds)
    if outcome.problems:
        _told(case, "error", map(str, outcome.problems))
    elif outcome.differences:
        _told(case, "failure", map(str, outcome.differences), "", *lines(outcome.happenings))
    return case


def _case(file: str, name: str, line: int, seconds: float) -> ET.Element:
    return ET.Element(
        "testcase", classname=_xml(file), name=_xml(name), file=_xml(file), line=str(line), time=_seconds(seconds)
    )


def _told(case: ET.Element, tag: str, texts: Iterable[str], *more: str) -> None:
    told = list(texts)
    ET.SubElement(case, tag, message=_xml(told[0])).text = _xml("\n".join([*told, *more]).rstrip())


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}"


def _xml(text: str) -> str:
    """A text without what XML cannot carry."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
