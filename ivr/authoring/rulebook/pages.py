"""The rules as people read them: one explained at the terminal, all of them as a page of the documentation."""

import re
from collections.abc import Iterator, Mapping
from textwrap import indent, wrap

from ivr.authoring.rulebook.rule import Rule

WIDTH = 120
CHAPTER = "## "
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def explained(name: str, rule: Rule) -> str:
    """What a rule asks for, why, what breaks and what keeps it, and where it comes from."""
    kept = ("It can be waived with a reason.",) if rule.can_be_waived else ()
    parts = [
        f"{name} ({rule.severity}): {rule.asks}",
        "\n".join(wrap(_LINK.sub(r"\1 (docs/\2)", rule.tells), WIDTH)),
        f"wrong:\n{indent(rule.wrong, '    ')}",
        f"right:\n{indent(rule.right, '    ')}",
        *((f"source: {rule.source}",) if rule.source else ()),
        *kept,
    ]
    return "\n\n".join(parts)


def listed(chapters: Mapping[str, Mapping[str, Rule]]) -> str:
    """Every rule in a line, by chapters."""
    return "\n\n".join("\n".join(_lines(chapter, rules)) for chapter, rules in chapters.items())


def _lines(chapter: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    yield chapter
    width = max(map(len, rules))
    for name, rule in rules.items():
        yield f"  {name:{width}}  {'' if rule.severity == 'error' else f'{rule.severity}: '}{rule.asks}"


def page(chapters: Mapping[str, Mapping[str, Rule]]) -> str:
    """The chapters of the documentation's page, in Markdown."""
    return "\n\n".join(part for chapter, rules in chapters.items() for part in _chapter(chapter, rules)) + "\n"


def _chapter(chapter: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    yield f"{CHAPTER}{chapter}"
    for name, rule in rules.items():
        grave = "" if rule.severity == "error" else f"*{rule.severity.capitalize()}.* "
        source = f" Source: {rule.source}." if rule.source else ""
        yield f"### `{name}`\n" + "\n".join(wrap(f"{grave}{rule.tells}{source}", WIDTH, break_on_hyphens=False))
        yield f"```\n# wrong\n{rule.wrong}\n# right\n{rule.right}\n```"
