"""A YAML file becomes located text. Only a plain subset is read: no anchors, aliases, tags, or second documents."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import yaml

from ivr.authoring.located import Entry, Listing, Mark, Node, Scalar, Table, lines_of
from ivr.authoring.problem import Problem, problem
from ivr.authoring.yaml_bytes import decode, is_speakable
from ivr.authoring.yaml_comments import BRACKETS, Ended, lost_in_comments
from ivr.authoring.yaml_traps import explain

MAX_DEPTH = 20  # our deepest file has 7 levels
MAX_NODES = 10_000  # 300 menus; the largest file of the shipped line has 340
MOST_TOLD = 100  # problems of one rule in one file; more than these have one cause
MOST_REREAD = 20_000  # characters that the pure reader, twenty times as slow as the fast one, may go through
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CURLY = ("“", "”", "„", "‘", "’", "«")  # what word processors make of quotes
_PLAIN_STYLE = (None, "")


class _TooMuchError(Exception):
    """The file is deeper or longer than any honest one."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.found = found


def read_yaml(file: str, content: bytes) -> tuple[Node | None, list[Problem]]:
    """The file's content, and all problems found; nothing and a reason when it cannot be read at all."""
    node, problems = _read(file, content)
    by_rule = groupby(sorted(problems, key=attrgetter("rule")), key=attrgetter("rule"))
    return node, [each for _, alike in by_rule for each in islice(alike, MOST_TOLD)]


def _read(file: str, content: bytes) -> tuple[Node | None, list[Problem]]:
    text = decode(file, content)
    if isinstance(text, Problem):
        return None, [text]
    reader = _Reader(file, _FAST)
    try:
        node = reader.document(text)
    except _TooMuchError as stopped:
        return None, [*reader.problems, stopped.found]
    except Exception as failed:  # whatever a parser raises, the author learns where
        return None, _why_unreadable(file, text, failed, reader)
    lost = lost_in_comments(file, lines_of(text), reader.ended(), MOST_TOLD) if "#" in text else ()
    return node, [*reader.problems, *lost]


def _why_unreadable(file: str, text: str, failed: Exception, reader: "_Reader") -> list[Problem]:
    """The pure reader words its errors better than the fast one, and tells more exactly where they are."""
    slow = _Reader(file, yaml.SafeLoader)
    part = text if len(text) <= MOST_REREAD else reader.last_entry(text)
    try:
        slow.document(part if len(part.lstrip("\n")) <= MOST_REREAD else "")
    except _TooMuchError as stopped:
        return [stopped.found]
    except Exception as again:
        failed, reader = again, slow if part is text else reader
    lines = lines_of(text)
    ended = reader.ended()
    why = explain(file, lines, failed, ended)
    lost = [each for each in lost_in_comments(file, lines, ended, MOST_TOLD) if each.line <= why.line]
    keys_lost = [each for each in lost if each.rule == "yaml.key-quotes"]
    hidden = [each for each in reader.problems if each.rule == why.rule == "yaml.character"]
    return [*reader.problems, *(keys_lost or ([] if hidden else [why]))]


@dataclass
class _Reader:
    """Builds the located tree from the parser's events, so that nothing is resolved, expanded or converted.

    It runs once for every word of a helpline, and so does as little as it can for the texts that are as they should be.
    """

    file: str
    loader: Any
    problems: list[Problem] = field(default_factory=list)
    spans: list[tuple[str | None, Any, Any]] = field(default_factory=list)  # what `ended` is made of
    path: list[str | int] = field(default_factory=list)
    depth: int = 0
    nodes: int = 0
    told: Counter[str] = field(default_factory=Counter)
    entry_line: int = 0  # where the last entry of the outermost table begins
    following: Callable[[], Any] = lambda: None

    def last_entry(self, text: str) -> str:
        """The text from where the last entry of the outermost table begins, in its own lines."""
        return "\n" * self.entry_line + "\n".join(lines_of(text)[self.entry_line :])

    def ended(self) -> list[Ended]:
        """The texts and brackets that were finished."""
        return [Ended.of(*span) for span in self.spans]

    def document(self, text: str) -> Node | None:
        """The only document of the file."""
        parser = self.loader(text)
        self.following = parser.get_event
        try:
            return self._first()
        finally:
            parser.dispose()

    def _first(self) -> Node | None:
        node = None
        while (event := self.following()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._another(event, node)
        if node is None:
            self._tell("yaml.empty", Mark(self.file), "the file is empty", hint="write something in it, or delete it")
        return node

    def _another(self, start: Any, first: Node | None) -> Node:
        if start.version or start.tags:
            self._tell("yaml.directive", self._mark(start), "lines that begin with % are not read", hint="delete it")
        node = self._node(self.following())
        if first is None:
            return node
        message = "a second document begins here; a file holds one"
        self._tell("yaml.documents", self._mark(start), message, hint="delete the line ---")
        return first

    def _node(self, event: Any) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES or self.depth > MAX_DEPTH:
            raise self._too_much(event)
        if event.anchor or getattr(event, "tag", None):
            self._refuse_magic(event)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
            case yaml.AliasEvent():  # refused already
                return Scalar("", self._mark(event))
        self.depth += 1
        node = self._table(event) if isinstance(event, yaml.MappingStartEvent) else self._listing(event)
        self.depth -= 1
        return node

    def _scalar(self, event: Any) -> Scalar:
        text, style, start = event.value, event.style, event.start_mark
        at, quoted = Mark(self.file, start.line + 1, start.column + 1), style not in _PLAIN_STYLE
        self.spans.append((style, start, event.end_mark))
        if not (text.isprintable() or is_speakable(text)):
            self._tell("yaml.character", at, "the text holds an invisible control character", hint="delete its escape")
            return Scalar("", at, quoted=True)
        if not quoted and text.startswith(_CURLY):
            self._tell("yaml.curly-quotes", at, "curly quotes are part of the text", hint='write straight ones, "')
        return Scalar(text, at, quoted)

    def _listing(self, start: Any) -> Listing:
        items: list[Node] = []
        while not isinstance(event := self.following(), yaml.SequenceEndEvent):
            self.path.append(len(items))
            items.append(self._node(event))
            self.path.pop()
        self._close(start, event)
        return Listing(tuple(items), self._mark(start))

    def _table(self, start: Any) -> Table:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.following(), yaml.MappingEndEvent):
            key = self._key(self._node(event))
            if key.mark.column == 1:
                self.entry_line = key.mark.line - 1
            self.path.append(key.text)
            entry = Entry(key, self._node(self.following()))
            if self._is_new(entry, entries):
                entries[key.text] = entry
            self.path.pop()
        self._close(start, event)
        return Table(tuple(entries.values()), self._mark(start))

    def _close(self, start: Any, end: Any) -> None:
        if start.flow_style:
            self.spans.append((BRACKETS, start.start_mark, end.end_mark))

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self._tell("yaml.key", node.mark, "a key is a word, not a list or table", hint="put it in quotes")
        return Scalar("?", node.mark)

    def _is_new(self, entry: Entry, entries: dict[str, Entry]) -> bool:
        key = entry.key
        if key.text == "<<":
            self._tell("yaml.merge", key.mark, "merge keys (<<) are not read", hint="write the entries out")
            return False
        first = entries.get(key.text)
        if first is not None:
            at = first.key.mark
            message = f"the key '{key.text}' stands here a second time; the first is in line {at.line}"
            self._tell("yaml.duplicate-key", key.mark, message, hint="delete or rename one of them")
            return False
        return self._is_clean(entry)

    def _is_clean(self, entry: Entry) -> bool:
        key, value = entry
        odd = "" if key.text.isascii() and key.text.isprintable() else key.text
        hidden = next((each for each in odd if each.isspace() or each in "\u200b\u200c\u200d\u2060"), " ")
        if hidden not in " \n\t":
            message = f"the key holds an invisible character (U+{ord(hidden):04X})"
            self._tell("yaml.character", key.mark, message, hint="type the key anew")
            return False
        glued = isinstance(value, Scalar) and value.is_unset and not key.quoted and ":" in key.text
        if glued:
            message = f"a space is missing after the colon of '{key.text}'"
            self._tell("yaml.colon-space", key.mark, message, hint=f"write '{key.text.replace(':', ': ', 1)}'")
        return not glued

    def _refuse_magic(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            message, fix = f"aliases (*{event.anchor}) are not read", "write the value out, or put a text in quotes"
            self._tell("yaml.alias", self._mark(event), message, hint=fix)
        elif event.anchor:
            message, fix = f"anchors (&{event.anchor}) are not read", "delete it, or put a text in quotes"
            self._tell("yaml.anchor", self._mark(event), message, hint=fix)
        if getattr(event, "tag", None):
            message, fix = f"tags ({event.tag}) are not read", "delete it, or put a text that begins with ! in quotes"
            self._tell("yaml.tag", self._mark(event), message, hint=fix)

    def _too_much(self, event: Any) -> _TooMuchError:
        if self.nodes > MAX_NODES:
            message, hint = f"the file has more than {MAX_NODES} keys and values", "divide it into several files"
            return _TooMuchError(problem("yaml.size", self._mark(event), (), message, hint=hint))
        message = f"lists and tables stand more than {MAX_DEPTH} deep in one another here"
        return _TooMuchError(problem("yaml.depth", self._mark(event), (), message, hint="close the brackets before"))

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _tell(self, rule: str, at: Mark, message: str, *, hint: str) -> None:
        self.told[rule] += 1
        if self.told[rule] <= MOST_TOLD:
            self.problems.append(problem(rule, at, tuple(self.path), message, hint=hint))
