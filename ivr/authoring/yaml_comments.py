"""Words that YAML takes for a comment, and so loses without a sound: an unquoted `#:` key, a `#` inside a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ivr.authoring.located import Mark
from ivr.authoring.problem import Problem, problem

_KEY = re.compile(r"#\s?:(\s|$)")
_UNQUOTED = re.compile(r"""\s*(?:-\s+)*(?:[\w.*"'-]+:\s+)?([^\s'"{\[#|>].*[^\s,"'}\]]) """)
_BEFORE_COMMENT = " \t{[,"
Spot = tuple[int, int]
Kind = Literal["plain", "quoted", "block", "brackets"]
BRACKETS = "{"
"""The style of a list or table in brackets."""
_KINDS: Mapping[str | None, Kind] = {
    "'": "quoted", '"': "quoted", "|": "block", ">": "block", BRACKETS: "brackets"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ended:
    """A text or a pair of brackets that the parser has finished: from `start` until just before `end`, from 0."""

    kind: Kind
    start: Spot
    end: Spot

    @classmethod
    def of(cls, style: str | None, start: Any, end: Any) -> "Ended":
        """From the style of a text (or `BRACKETS`), and the parser's marks."""
        return cls(_KINDS.get(style, "plain"), (start.line, start.column), (end.line, end.column))


def lost_in_comments(file: str, lines: tuple[str, ...], ended: list[Ended]) -> Iterator[Problem]:
    """Every comment that looks as if it were meant to be read."""
    texts = [each for each in ended if each.kind != "brackets"]
    starts = [each.start for each in texts]
    for number, line in enumerate(lines):
        column = _comment_in(line, number, texts, starts) if "#" in line else None
        if column is not None:
            yield from _judge(file, number, line, column)


def _comment_in(line: str, number: int, texts: list[Ended], starts: list[Spot]) -> int | None:
    for found in re.finditer("#", line):
        column = found.start()
        begins = column == 0 or line[column - 1] in _BEFORE_COMMENT
        if begins and not _is_inside((number, column), texts, starts):
            return column
    return None


def _is_inside(spot: Spot, texts: list[Ended], starts: list[Spot]) -> bool:
    nearest = bisect_right(starts, spot) - 1
    return nearest >= 0 and spot < texts[nearest].end


def _judge(file: str, number: int, line: str, column: int) -> Iterator[Problem]:
    before, comment = line[:column], line[column:]
    at = Mark(file, number + 1, column + 1)
    if _KEY.match(comment) and (not before.strip() or before.rstrip()[-1] in "{,"):
        message = "an unquoted # begins a comment, so this key is not read"
        yield problem("yaml.key-quotes", at, (), message, hint='write "#": with quotes')
    elif _cuts_a_text(before, comment):
        message = "an unquoted # begins a comment, so the words from here on are not read"
        yield problem("yaml.cut-text", at, (), message, hint="put the text in quotes, or two spaces before a comment")


def _cuts_a_text(before: str, comment: str) -> bool:
    """Whether a sentence stops here; a true comment stands two spaces off, or after a word, quote or bracket."""
    value = _UNQUOTED.fullmatch(before)
    if value is None:
        return False
    return " " in value.group(1) or not comment[1:2].isspace()
