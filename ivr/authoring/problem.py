"""A mistake in the YAML files: where it is, what it is, and how it is mended."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from ivr.authoring.located import Mark, Path, shown_path
from ivr.authoring.rulebook.rule import Severity
from ivr.authoring.rules import RULES

GOOD, BROKEN = 0, 1
_GRAVEST: tuple[Severity, ...] = ("error", "warning", "hint")
_LONGEST = 400  # characters of a message, which quotes what the author wrote
_SHOWN = 160  # characters of a source line; a file may be one line of 256 kB


@dataclass(frozen=True)
class Problem:
    """One mistake, at a line and column (from 1) of a file.

    `path` is the way through the file (`what_for.choices[2].goto`), `hint` the likely fix, `source` the line's text.
    """

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""
    source: str = ""

    def __str__(self) -> str:
        """The problem in one line, as editors and terminals can follow it."""
        kind = "" if self.severity == "error" else f"{self.severity}: "
        path = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{path}{self.message}{hint}"


def problem(rule: str, at: Mark, path: Path, message: str, *, hint: str = "") -> Problem:
    """A problem of a known rule, which decides how grave it is."""
    severity = RULES[rule].severity
    return Problem(rule, severity, at.file, at.line, at.column, _line(shown_path(path)), _line(message), _line(hint))


def _line(text: str) -> str:
    """A text in one line of fair length, in which nothing is left that could steer a terminal."""
    if text.isprintable() and len(text) <= _LONGEST and "  " not in text:
        return text.strip()  # nearly every text, and a file may have thousands of problems
    text = _safe(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 4 :]}"


def _safe(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\t" else "?" for sign in text)


def with_rule(problem: Problem) -> str:
    """The problem in one line, with the rule that `ivr explain` tells more of."""
    return f"{problem} [{problem.rule}]"


def shown(problem: Problem) -> str:
    """The problem and its rule, with the source line and a caret below it."""
    return "\n".join([with_rule(problem), *source_lines(problem)])


def source_lines(problem: Problem, width: int = _SHOWN) -> tuple[str, ...]:
    """The source line, as much of it as fits around the place, and a caret below it; nothing where there is none."""
    if not problem.source.strip():
        return ()
    cut = max(0, problem.column - width // 2)
    seen = problem.source[cut : cut + width]
    margin = "".join(sign if sign == "\t" else " " for sign in seen[: problem.column - 1 - cut])
    return f"    {seen}", f"    {margin}^"


def as_json(problem: Problem) -> dict[str, str | int]:
    """The problem for another program."""
    return asdict(problem)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and line."""
    return tuple(sorted(set(problems), key=lambda each: (each.file, each.line, each.column, each.rule, each.message)))


def gravest_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then hints; each of them in the order they are in."""
    return tuple(sorted(problems, key=lambda each: _GRAVEST.index(each.severity)))


def is_error(problem: Problem) -> bool:
    """Whether it forbids a release."""
    return problem.severity == "error"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them forbids a release."""
    return any(map(is_error, problems))


def exit_code(problems: Iterable[Problem]) -> int:
    """What a command that checks files ends with: 1 when there is an error, 0 when there are warnings at most."""
    return BROKEN if has_errors(problems) else GOOD


def with_source(each: Problem, lines: tuple[str, ...]) -> Problem:
    """The problem with the text of its line."""
    return replace(each, source=_safe_line(lines[each.line - 1])) if each.line <= len(lines) else each


@lru_cache(maxsize=4)  # a hundred problems may stand in one line of 256 kB
def _safe_line(text: str) -> str:
    return _safe(text)
