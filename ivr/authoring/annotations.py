"""Problems as GitHub shows them beside the lines of a change."""

from collections.abc import Mapping

from ivr.authoring.problem import Problem
from ivr.authoring.rulebook.rule import Severity

_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "hint": "notice"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def annotation(told: Problem, folder: str) -> str:
    """A problem as a workflow command; the file's path begins at the folder that the check was started in."""
    file = told.file if folder in ("", ".") else f"{folder.rstrip('/')}/{told.file}"
    place = f"file={_escaped(file, _PROPERTY)},line={told.line},col={told.column},title={told.rule}"
    words = ": ".join(filter(None, (told.path, told.message))) + (f" ({told.hint})" if told.hint else "")
    return f"::{_LEVELS[told.severity]} {place}::{_escaped(words, _MESSAGE)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
