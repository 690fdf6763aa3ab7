"""Edits of YAML as somebody makes them in an editor: a span of the text is replaced, taken out or written twice.

What is found by `spots` is located by the parser's own marks, so that everything else stays as it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Spot:
    """A key with its value, or an item of a list: where it stands in the text, and among which others."""

    file: str
    path: Path
    key: Any
    node: Any
    parent: Any

    @property
    def index(self) -> int:
        """Its place among the entries of its table or list."""
        return [_value(entry) for entry in self.parent.value].index(self.node)

    @property
    def begin(self) -> int:
        """Where its key begins, or the item."""
        return int((self.key or self.node).start_mark.index)

    @property
    def is_text(self) -> bool:
        """Whether it holds a text."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def text(self) -> str:
        """The text that it holds."""
        return str(self.node.value) if self.is_text else ""


def spots(file: str, text: str) -> Iterator[Spot]:
    """Every key and every item of a file, outer ones first."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    yield from _below(file, (), root)


def _below(file: str, path: Path, node: Any) -> Iterator[Spot]:
    if isinstance(node, yaml.ScalarNode):
        return
    for index, entry in enumerate(node.value):
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        here = (*path, key.value if key else index)
        yield Spot(file, here, key, value, node)
        yield from _below(file, here, value)


def replaced(text: str, spot: Spot, new: str) -> str:
    """Another value, written as the old one was: in quotes or without."""
    quote = spot.node.style if spot.is_text and spot.node.style in ('"', "'") else ""
    return _cut(text, spot.node.start_mark.index, _end(text, spot), f"{quote}{new}{quote}")


def renamed(text: str, spot: Spot, new: str) -> str:
    """Another key for the same value."""
    return _cut(text, spot.key.start_mark.index, spot.key.end_mark.index, new)


def without(text: str, spot: Spot) -> str | None:
    """The text without a key and its value, or an item; None where nothing would be left of its table or list."""
    entries = spot.parent.value
    if len(entries) == 1:
        return None
    begin, end = _span(text, spot)
    if spot.parent.flow_style and spot.index == len(entries) - 1:
        begin = _value(entries[-2]).end_mark.index
    return _cut(text, begin, end, "")


def doubled(text: str, spot: Spot, name: str = "") -> str:
    """The text with an entry written twice, the second time under another name if one is given."""
    begin, end = _span(text, spot)
    entry = text[begin:end]
    if name:
        shift = spot.key.start_mark.index - begin
        entry = entry[:shift] + name + entry[shift + len(spot.key.value) :]
    if spot.parent.flow_style and spot.index == len(spot.parent.value) - 1:
        entry = f", {entry}"
    elif not spot.parent.flow_style and not text[:end].endswith("\n"):
        entry = f"\n{entry}"
    return _cut(text, end, end, entry)


def swapped(text: str, first: Spot, second: Spot) -> str:
    """Two values of one file in each other's place."""
    if first.node.start_mark.index > second.node.start_mark.index:
        first, second = second, first
    later = _cut(text, second.node.start_mark.index, _end(text, second), _written(text, first))
    return _cut(later, first.node.start_mark.index, _end(text, first), _written(text, second))


def with_entry(text: str, table: Spot, entry: str) -> str:
    """One key more in a table, behind its first."""
    key, value = table.node.value[0]
    margin = ", " if table.node.flow_style else "\n" + " " * key.start_mark.column
    return _cut(text, value.end_mark.index, value.end_mark.index, margin + entry)


def _written(text: str, spot: Spot) -> str:
    return text[spot.node.start_mark.index : _end(text, spot)]


def _end(text: str, spot: Spot) -> int:
    """Where the value ends; the parser ends a block behind the white space and comments that follow it."""
    end = int(spot.node.end_mark.index)
    return end if spot.is_text or spot.node.flow_style else len(text[:end].rstrip())


def _span(text: str, spot: Spot) -> tuple[int, int]:
    """From where an entry begins to where the next one does."""
    entries = spot.parent.value
    following = entries[spot.index + 1] if spot.index + 1 < len(entries) else None
    if spot.parent.flow_style:
        return spot.begin, _begin(following) if following else int(spot.node.end_mark.index)
    begin, dash = _line(text, spot.begin), text[_line(text, spot.begin) : spot.begin].strip()
    if dash and spot.key:  # the first key of an item: the dash before it stays
        return spot.begin, _begin(following) if following else _line_end(text, spot)
    return begin, _line(text, _begin(following)) if following else _line_end(text, spot)


def _line_end(text: str, spot: Spot) -> int:
    end = text.find("\n", _end(text, spot))
    return len(text) if end < 0 else end + 1


def _line(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _begin(entry: Any) -> int:
    return int((entry[0] if isinstance(entry, tuple) else entry).start_mark.index)


def _value(entry: Any) -> Any:
    return entry[1] if isinstance(entry, tuple) else entry


def _cut(text: str, begin: int, end: int, new: str) -> str:
    return text[:begin] + new + text[end:]
