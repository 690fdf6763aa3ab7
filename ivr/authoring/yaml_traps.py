"""What a YAML parser's error means in plain words, and how it is mended: most texts only lack their quotes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ivr.authoring.located import Mark
from ivr.authoring.problem import Problem, problem
from ivr.authoring.yaml_comments import Ended, Spot

_QUOTE_IT = "put the whole text in quotes"
_HAS_VALUE = re.compile(r"""\s*(?:-\s+)*(?:"[^"]*"|'[^']*'|[^\s"'{\[#][^:]*):\s+\S""")
_PLAIN_SPACE = "use a plain space"
_ODD_COLON = re.compile(r"\s*(?:-\s+)*[A-Za-z_][\w.]*:(?![ \t])\s")
_COLON = re.compile(r":(\s|$)")
_GLUED = re.compile(r"\s*(?:-\s+)*[A-Za-z_][\w.]*:[^\s:]")


@dataclass(frozen=True)
class Fault:
    """A parser's error: what it was doing and since where, what it met and where (from 0), in which lines."""

    lines: tuple[str, ...]
    doing: str
    since: Spot
    met: str
    at: Spot
    last: Ended | None

    @property
    def line(self) -> str:
        """The text of the line where it stopped."""
        return self.lines[self.at[0]] if self.at[0] < len(self.lines) else ""

    def sign(self, spot: Spot) -> str:
        """The character at a place."""
        line = self.lines[spot[0]] if spot[0] < len(self.lines) else ""
        return line[spot[1] : spot[1] + 1]


Meaning = tuple[str, Spot, str, str]
"""Rule, place (from 0), message and hint."""


def explain(file: str, lines: tuple[str, ...], failed: Exception, ended: list[Ended]) -> Problem:
    """The problem behind a parser's error, whichever it is."""
    fault = _fault(lines, failed, ended)
    explanation = (meaning(fault) for doing, meaning in _MEANINGS if re.search(doing, f"{fault.doing}; {fault.met}"))
    rule, (line, column), message, hint = next(filter(None, explanation), _unknown(fault))
    line, column = _at_a_text(lines, line, column)
    return problem(rule, Mark(file, line + 1, column + 1), (), message, hint=hint)


def _at_a_text(lines: tuple[str, ...], line: int, column: int) -> Spot:
    """The end of the last line with something in it, for a place beyond the end of the file."""
    while line > 0 and (line >= len(lines) or not lines[line].strip()):
        line = line - 1
        column = len(lines[line].rstrip()) if line < len(lines) else 0
    return line, column


def _fault(lines: tuple[str, ...], failed: Exception, ended: list[Ended]) -> Fault:
    last = max(ended, key=lambda each: each.end, default=None)
    if not isinstance(failed, yaml.MarkedYAMLError):
        return Fault(lines, "", (0, 0), str(failed) or type(failed).__name__, (0, 0), last)
    since, at = _spot(failed.context_mark), _spot(failed.problem_mark)
    met = failed.problem or type(failed).__name__
    return Fault(lines, failed.context or "", since or at or (0, 0), met, at or since or (0, 0), last)


def _spot(mark: yaml.Mark | None) -> Spot | None:
    return (mark.line, mark.column) if mark else None


def _tab(fault: Fault) -> Meaning | None:
    indent = fault.line[: len(fault.line) - len(fault.line.lstrip())]
    if "\t" not in indent and fault.sign(fault.at) != "\t":
        return None
    column = indent.index("\t") if "\t" in indent else fault.at[1]
    return "yaml.tab", (fault.at[0], column), "a tab stands here", "use spaces"


def _odd_space(fault: Fault) -> Meaning | None:
    for number in (fault.at[0], fault.at[0] - 1):
        line = fault.lines[number] if 0 <= number < len(fault.lines) else ""
        indent = line[: len(line) - len(line.lstrip())]
        odd = next((column for column, sign in enumerate(indent) if sign not in " \t"), None)
        if odd is not None:
            return "yaml.character", (number, odd), "an invisible character indents this line", "use plain spaces"
    return None


def _odd_colon(fault: Fault) -> Meaning | None:
    """A space that only looks like one, after the colon of a key."""
    for number in (fault.since[0], fault.at[0]):
        odd = _ODD_COLON.match(fault.lines[number]) if number < len(fault.lines) else None
        if odd:
            return "yaml.character", (number, odd.end() - 1), "an invisible character follows the colon", _PLAIN_SPACE
    return None


def _star_or_and(fault: Fault) -> Meaning:
    sign = fault.sign(fault.since)
    rest = fault.lines[fault.since[0]][fault.since[1] + 1 :]
    if re.match(r"\s*:(\s|$)", rest):
        return "yaml.key-quotes", fault.since, f"the key {sign} stands without quotes", f'write "{sign}": with quotes'
    return _opening(fault.since, sign)


def _opening(spot: Spot, sign: str) -> Meaning:
    message = f"a text that begins with {sign} must stand in quotes"
    return "yaml.text-quotes", spot, message, _QUOTE_IT


def _sign_here(fault: Fault) -> Meaning:
    return _opening(fault.at, fault.sign(fault.at))


def _sign_before(fault: Fault) -> Meaning:
    return _opening(fault.since, fault.sign(fault.since))


def _percent(fault: Fault) -> Meaning | None:
    first = next((number for number, line in enumerate(fault.lines) if line.startswith("%")), None)
    return None if first is None else _opening((first, 0), "%")


def _documents(fault: Fault) -> Meaning:
    return "yaml.documents", fault.at, "a second document begins here; a file holds one", "delete the line before"


def _second_colon(fault: Fault) -> Meaning | None:
    before = fault.line[: fault.at[1]]
    opening = re.search(r":\s+([&*!])", before)
    if opening:
        return _opening((fault.at[0], opening.start(1)), opening.group(1))
    if not _HAS_VALUE.match(before):
        return None
    return "yaml.colon", fault.at, "a second colon stands in this line", _QUOTE_IT


def _glued_colon(fault: Fault) -> Meaning | None:
    for number in (fault.since[0], fault.at[0], fault.at[0] - 1):
        line = fault.lines[number] if 0 <= number < len(fault.lines) else ""
        if _GLUED.match(line):
            colon = line.index(":")
            fix = f"write '{line[:colon].strip()}: '"
            return "yaml.colon-space", (number, colon), "a space is missing after the colon", fix
    return None


def _no_colon(fault: Fault) -> Meaning:
    message = "this line is no 'key: value', and continues no text"
    return "yaml.colon", fault.since, message, "add the colon, or put the whole text in quotes"


def _indent(fault: Fault) -> Meaning:
    column = _depth(fault.line)
    message = "this line is not indented like its neighbours"
    hint = _colon_before(fault, column) or _dash_here(fault, column) or "begin entries of one table in the same column"
    return "yaml.indent", (fault.at[0], column), message, hint


def _colon_before(fault: Fault, column: int) -> str:
    """A hint where this line stands as if below a key, and what stands above it is no key."""
    above = _above(fault)
    number, line = next(above, (0, ":"))
    is_below = _depth(line) < column or (_depth(line) == column and fault.line.lstrip().startswith("- "))
    is_key = _COLON.search(line) is not None or line.lstrip().startswith("- ")
    return f"is a colon missing at the end of line {number + 1}?" if is_below and not is_key else ""


def _dash_here(fault: Fault, column: int) -> str:
    """A hint where the neighbours of this line are the items of a list."""
    beside = next((line for _, line in _above(fault) if _depth(line) <= column), "")
    is_item = _depth(beside) == column and beside.lstrip().startswith("- ")
    return "is a dash missing at the beginning of this line?" if is_item else ""


def _above(fault: Fault) -> Iterator[tuple[int, str]]:
    """The lines above the one where it stopped, the nearest first, but for empty ones and comments."""
    for number in range(min(fault.at[0], len(fault.lines)) - 1, -1, -1):
        line = fault.lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _open_quote(fault: Fault) -> Meaning:
    return "yaml.quote", fault.since, "the quote that opens here is never closed", "close it at the end of the text"


def _escape(fault: Fault) -> Meaning:
    message = "a backslash in a text in double quotes begins an escape, and this is none"
    return "yaml.escape", fault.at, message, "write \\\\ for a backslash"


def _dash(fault: Fault) -> Meaning:
    message = "a list cannot begin in the line of its key"
    return "yaml.list", fault.at, message, "begin it in the next line, or put a text that begins with - in quotes"


def _brackets(fault: Fault) -> Meaning:
    sign = fault.sign(fault.since)
    close = "}" if sign == "{" else "]"
    message = f"the {sign} that opens here is not closed properly"
    return "yaml.brackets", fault.since, message, f"close it with {close}; put texts with commas or colons in quotes"


def _after_the_end(fault: Fault) -> Meaning | None:
    """Something follows a text in quotes, or brackets, in the same line: they ended too early."""
    last = fault.last
    if last is None or last.end[0] != fault.at[0] or fault.line[last.end[1] : fault.at[1]].strip():
        return None
    sign = fault.sign(last.start)
    match last.kind:
        case "brackets":
            message = f"a text that begins with {sign} must stand in quotes"
            return "yaml.text-quotes", last.start, message, _QUOTE_IT
        case "quoted" if last.start[0] < last.end[0]:
            message = f"the quote that opens here is closed only in line {last.end[0] + 1}"
            return "yaml.quote", last.start, message, "close it at the end of the text"
        case "quoted":
            other = "'" if sign == '"' else '"'
            hint = f"for a {sign} inside the text, put {other} around the whole text"
            return "yaml.quote", fault.at, "the text in quotes ends before this", hint
        case _:
            return None


def _stray(fault: Fault) -> Meaning | None:
    sign = fault.sign(fault.at)
    if not sign or sign not in ",]}":
        return None
    return "yaml.brackets", fault.at, f"this {sign} closes or divides nothing", "delete it, or put the text in quotes"


def _closed_twice(fault: Fault) -> Meaning | None:
    return _stray(fault) if fault.sign(fault.at) != "," else None


def _open_at_the_end(fault: Fault) -> Meaning | None:
    if fault.at[0] < len(fault.lines) - 1 or fault.line.strip():
        return None
    return "yaml.brackets", fault.at, "the file ends inside { or [", "close it with } or ]"


def _mixed(fault: Fault) -> Meaning | None:
    if "found '-'" not in fault.met and not fault.line.lstrip().startswith("- "):
        return None
    return "yaml.list", fault.at, "list items and keys stand side by side", "indent the list below its key"


def _unknown(fault: Fault) -> Meaning:
    hint = "look for a missing quote, colon or bracket in this line and the one before"
    return "yaml.syntax", fault.at, f"this cannot be read as YAML: {fault.met}", hint


_MEANINGS: tuple[tuple[str, Callable[[Fault], Meaning | None]], ...] = (
    ("", _tab),
    ("", _odd_space),
    ("", _odd_colon),
    ("scanning an (alias|anchor)", _star_or_and),
    ("cannot start any token", _sign_here),
    ("directive|YAML document|<document start>", _percent),
    ("<document start>", _documents),
    ("unexpected end of stream", _open_quote),
    ("escape", _escape),
    ("quoted scalar", _open_quote),
    ("tag", _sign_before),
    ("scanning a block scalar", _sign_before),
    ("mapping keys are not allowed", _sign_here),
    ("sequence entries are not allowed", _dash),
    ("mapping values are not allowed", _second_colon),
    ("mapping values are not allowed|could not find expected ':'", _glued_colon),
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _indent),
    ("parsing a block", _closed_twice),
    ("parsing a (block|flow)", _after_the_end),
    ("parsing a flow (mapping|sequence)", _brackets),
    ("node", _stray),
    ("node", _open_at_the_end),
    ("expected the node content", _sign_here),
    ("parsing a block", _mixed),
    ("parsing a block", _indent),
)
"""Read from the top: the first whose words stand in the error, and that finds a meaning in it."""
