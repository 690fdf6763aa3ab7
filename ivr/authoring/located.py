"""YAML as it was written: every scalar is text, and everything knows its file, line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]
Plain = str | list["Plain"] | dict[str, "Plain"] | None

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNSET = frozenset({"", "~", "null", "Null", "NULL"})


class Mark(NamedTuple):
    """A place in a file; line and column from 1.

    Marks, texts and entries are made for every word of every file: tuples are made in half the time of dataclasses.
    """

    file: str
    line: int = 1
    column: int = 1


class Scalar(NamedTuple):
    """A text. `0123`, `no`, `9:00` and `+1855...` stay as they were written; `quoted` tells `""` from nothing."""

    text: str
    mark: Mark
    quoted: bool = False

    @property
    def is_unset(self) -> bool:
        """Whether the key has no value: `key:` with nothing after it."""
        return not self.quoted and self.text in _UNSET


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: "tuple[Node, ...]"
    mark: Mark


class Entry(NamedTuple):
    """A key of a table, and its value."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values, in the order of the file; no key stands in it twice."""

    entries: tuple[Entry, ...]
    mark: Mark

    def __iter__(self) -> Iterator[Entry]:
        """The entries, first to last."""
        return iter(self.entries)

    def entry(self, key: str) -> Entry | None:
        """The entry of a key, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry
        return None

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None."""
        entry = self.entry(key)
        return entry.value if entry else None


Node = Scalar | Listing | Table


def plain(node: Node) -> Plain:
    """The same as text, lists and dicts; None where nothing is written."""
    match node:
        case Scalar():
            return None if node.is_unset else node.text
        case Listing(items):
            return [plain(item) for item in items]
        case _:
            return {entry.key.text: plain(entry.value) for entry in node}


def _down(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.get(str(part))
    if isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def follow(node: Node, path: Path) -> tuple[Node, Path]:
    """The node at the end of a path, and the part of the path that exists.

    Parts that are not in the file are passed over: a validator's own names (of a union's branch) are among them.
    """
    known: Path = ()
    for part in path:
        below = _down(node, part)
        if below is not None:
            node, known = below, (*known, part)
    return node, known


def shown_path(path: Path) -> str:
    """A path as people write it: `what_for.choices[2].goto`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a file, as the YAML reader counts them."""
    return tuple(_LINE_END.split(text))
