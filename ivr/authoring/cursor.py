"""A place in the located YAML, and what every reader asks of it. What is wrong is noted, never raised."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ivr.authoring.located import Entry, Listing, Mark, Node, Path, Scalar, Table
from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import fix_for

QUOTE_IT = "put the whole text in quotes"


@dataclass(frozen=True)
class Cursor:
    """A node, the path to it, and the list in which problems are noted."""

    node: Node
    path: Path
    found: list[Problem]

    @property
    def mark(self) -> Mark:
        """Where the node begins."""
        return self.node.mark

    @property
    def is_unset(self) -> bool:
        """Whether nothing is written here."""
        return isinstance(self.node, Scalar) and self.node.is_unset

    def tell(self, rule: str, message: str, *, hint: str = "", at: Mark | None = None) -> None:
        """Note a problem, here or at a mark nearby."""
        self.found.append(problem(rule, at or self.mark, self.path, message, hint=hint))

    def text(self) -> str | None:
        """The text written here; None, and a problem, when there is none."""
        if isinstance(self.node, Scalar) and not self.node.is_unset:
            return self.node.text
        self.tell("field.shape", f"{self.what()} stands where a text is expected", hint=self.text_hint())
        return None

    def text_or_unset(self) -> str | None:
        """The text written here, or None where nothing is written."""
        return None if self.is_unset else self.text()

    def what(self) -> str:
        """What stands here, in words."""
        match self.node:
            case Scalar() if self.node.is_unset:
                return "nothing"
            case Scalar(text):
                return f"'{text}'"
            case Listing():
                return "a list"
            case _:
                return "a table"

    def text_hint(self) -> str:
        """Why a text may have become something else: it lacks its quotes."""
        match self.node:
            case Listing():
                return "a text that begins with [ must stand in quotes"
            case Table(entries) if entries and entries[0].key.mark.column > self.mark.column:
                return "a text that begins with { must stand in quotes"
            case Table(entries) if entries:
                return f"'{entries[0].key.text}:' reads as a key; {QUOTE_IT}"
            case _:
                return ""

    def table(self) -> Iterator["Cursor"]:
        """The values of the table here, each with its path; a problem when this is none."""
        for entry in self.entries():
            yield Cursor(entry.value, (*self.path, entry.key.text), self.found)

    def entries(self) -> tuple[Entry, ...]:
        """The entries of the table here; none, and a problem, when this is none."""
        if isinstance(self.node, Table):
            return self.node.entries
        self.tell("field.shape", f"{self.what()} stands where keys with values are expected")
        return ()

    def at_key(self, entry: Entry) -> "Cursor":
        """The key of an entry of the table here, as a place of its own."""
        return Cursor(entry.key, (*self.path, entry.key.text), self.found)

    def items(self) -> tuple["Cursor", ...]:
        """The items of the list here; none, and a problem, when this is none."""
        if isinstance(self.node, Listing):
            return tuple(Cursor(item, (*self.path, nth), self.found) for nth, item in enumerate(self.node.items))
        self.tell("field.shape", f"{self.what()} stands where a list is expected", hint="write it as [one, two]")
        return ()

    def get(self, key: str) -> "Cursor | None":
        """The value of a key, when there is a table here that has it."""
        value = self.node.get(key) if isinstance(self.node, Table) else None
        return None if value is None else Cursor(value, (*self.path, key), self.found)

    def only(self, known: Collection[str]) -> None:
        """Note every key of the table here that is not known."""
        for entry in self.entries():
            if entry.key.text not in known:
                self.at_key(entry).unknown_field(known)

    def unknown_field(self, known: Collection[str]) -> None:
        """Note that the key here is not known: a slip, or half of a text that lacks its quotes."""
        key = self.path[-1]
        self.tell("field.unknown", f"there is no '{key}' here", hint=fix_for(str(key), known))

    def missing(self, key: str, *, hint: str = "") -> None:
        """Note that a key is missing from the table here."""
        self.tell("field.missing", f"'{key}' is missing", hint=hint)
