"""Words that YAML takes for a comment, and so loses without a sound: an unquoted `#:` key, a `#` inside a text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ivr.authoring.located import Mark
from ivr.authoring.problem import Problem, problem

_KEY = re.compile(r"#\s?:(\s|$)")
_SUSPECT = re.compile(r"#\s?:|[^\s#].*#")  # no comment that has its line to itself
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


_MEANINGS: Mapping[str, tuple[str, str]] = {
    "yaml.key-quotes": (
        "an unquoted # begins a comment, so this key is not read",
        'write "#": with quotes',
    ),
    "yaml.cut-text": (
        "an unquoted # begins a comment, so the words from here on are not read",
        "put the text in quotes, or two spaces before a comment",
    ),
}
"""Rule -> message and hint."""


def lost_in_comments(file: str, lines: tuple[str, ...], ended: list[Ended], most: int) -> Iterator[Problem]:
    """The comments that look as if they were meant to be read; so many of each rule at most."""
    texts = [each for each in ended if each.kind != "brackets"]
    starts = [each.start for each in texts]
    told: Counter[str] = Counter()
    for number, line in enumerate(lines):
        column = _comment_in(line, number, texts, starts) if "#" in line and _SUSPECT.search(line) else None
        rule = _rule_of(line[:column], line[column:]) if column is not None else None
        if column is not None and rule is not None and told[rule] < most:
            told[rule] += 1
            message, hint = _MEANINGS[rule]
            yield problem(rule, Mark(file, number + 1, column + 1), (), message, hint=hint)
        if told["yaml.key-quotes"] >= most:
            return  # an error, so often, has one cause


def _comment_in(line: str, number: int, texts: list[Ended], starts: list[Spot]) -> int | None:
    column = -1
    while (column := line.find("#", column + 1)) >= 0:
        begins = column == 0 or line[column - 1] in _BEFORE_COMMENT
        if begins and not _is_inside((number, column), texts, starts):
            return column
    return None


def _is_inside(spot: Spot, texts: list[Ended], starts: list[Spot]) -> bool:
    nearest = bisect_right(starts, spot) - 1
    return nearest >= 0 and spot < texts[nearest].end


def _rule_of(before: str, comment: str) -> str | None:
    if _KEY.match(comment) and (not before.strip() or before.rstrip()[-1] in "{,"):
        return "yaml.key-quotes"
    return "yaml.cut-text" if _cuts_a_text(before, comment) else None


def _cuts_a_text(before: str, comment: str) -> bool:
    """Whether a sentence stops here; a true comment stands two spaces off, or after a word, quote or bracket."""
    value = _UNQUOTED.fullmatch(before)
    if value is None:
        return False
    return " " in value.group(1) or not comment[1:2].isspace()
