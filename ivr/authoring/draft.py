"""All that was read from the files of a helpline, with places: what the checks look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ivr.authoring.cursor import Cursor
from ivr.authoring.helpline_reader import HelplineDraft
from ivr.authoring.located import Mark, Node, Path, Table, follow
from ivr.authoring.problem import Problem, problem
from ivr.dialogue.helpline import Helpline
from ivr.dialogue.steps.step import Step
from ivr.dialogue.values import Value
from ivr.language.book import Prompt, PromptBook, Topic, Wording

S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class StepDraft:
    """A step with its address and its place in the YAML."""

    address: str
    step: Step
    name: Mark
    node: Table

    @property
    def flow(self) -> str:
        """The flow that the step belongs to."""
        return self.address.partition(".")[0]

    def tell(self, rule: str, path: Path, message: str, *, hint: str = "") -> Problem:
        """A problem at a part of the step; at its name when the part is not written down."""
        node, known = follow(self.node, path)
        at = node.mark if known else self.name
        return problem(rule, at, (self.address.partition(".")[2], *path), message, hint=hint)


@dataclass(frozen=True)
class WordingDraft:
    """One wording of a prompt or topic, and its place."""

    wording: Wording
    mark: Mark
    path: Path

    def tell(self, rule: str, message: str, *, hint: str = "") -> Problem:
        """A problem of this wording."""
        return problem(rule, self.mark, self.path, message, hint=hint)


@dataclass(frozen=True)
class WordsDraft:
    """A prompt or topic with all its wordings, and its place; no content where it could not be read."""

    key: str
    mark: Mark
    content: Prompt | Topic | None
    wordings: tuple[WordingDraft, ...] = ()
    node: Node | None = None

    def tell(self, rule: str, path: Path, message: str, *, hint: str = "") -> Problem:
        """A problem at a part of the prompt or topic; at its key when the part is not written down."""
        node, known = follow(self.node, path) if self.node else (None, ())
        return problem(rule, node.mark if node and known else self.mark, (self.key, *path), message, hint=hint)


@dataclass(frozen=True)
class BookDraft:
    """The words of one locale; not `whole` when a file of it could not be read, or has a key twice."""

    locale: str
    words: Mapping[str, WordsDraft]
    whole: bool

    @cached_property
    def topics(self) -> frozenset[str]:
        """The keys of its topics."""
        return frozenset(key for key, words in self.words.items() if isinstance(words.content, Topic))

    @cached_property
    def prompts(self) -> frozenset[str]:
        """The keys of its prompts, those that could not be read included."""
        return frozenset(self.words) - self.topics

    def all_wordings(self) -> Iterator[WordingDraft]:
        """Every wording of its prompts and topics."""
        return (each for words in self.words.values() for each in words.wordings)

    def as_spoken(self, facts: Mapping[str, Value]) -> PromptBook:
        """The words that could be read, as calls speak them."""
        contents = {key: words.content for key, words in self.words.items()}
        prompts = {key: content for key, content in contents.items() if isinstance(content, Prompt)}
        topics = {key: content for key, content in contents.items() if isinstance(content, Topic)}
        return PromptBook(self.locale, prompts, topics, facts)


@dataclass(frozen=True)
class Draft:
    """A helpline as far as it could be read.

    `known` are the addresses of all steps, those that could not be read included; `lost` the flows whose file could
    not be read at all, or has a step twice; `folders` are those of `prompts/`, each with a file of it. `line_lost`
    tells that helpline.yaml could not be read, and `whole` that nothing was wrong so far, which some checks need so as
    not to mislead.
    """

    helpline: HelplineDraft
    steps: Mapping[str, StepDraft]
    known: frozenset[str]
    lost: frozenset[str]
    books: Mapping[str, BookDraft]
    folders: Mapping[str, str]
    line_lost: bool
    whole: bool

    @cached_property
    def prompt_books(self) -> Mapping[str, PromptBook]:
        """The words that could be read, as calls speak them."""
        return {locale: book.as_spoken(self.helpline.spoken) for locale, book in self.books.items()}

    @property
    def line(self) -> Helpline:
        """The line itself."""
        return self.helpline.line

    @cached_property
    def flows(self) -> frozenset[str]:
        """The names of all flows, those that could not be read included."""
        return frozenset(address.partition(".")[0] for address in self.known) | self.lost

    @cached_property
    def first_steps(self) -> Mapping[str, str]:
        """Flow -> its first step."""
        return {step.flow: step.address for step in reversed(tuple(self.steps.values()))}

    @cached_property
    def topics(self) -> frozenset[str]:
        """The keys of the topics of all locales."""
        return frozenset(topic for book in self.books.values() for topic in book.topics)

    def is_known(self, address: str) -> bool:
        """Whether there is such a step, or may be one in a file that could not be read."""
        return address in self.known or address.partition(".")[0] in self.lost

    def at_line(self, *path: str | int) -> Cursor:
        """A place in helpline.yaml, or the nearest one that is written down."""
        root = self.helpline.root
        node, known = follow(root.node, path)
        return Cursor(node, known or root.path, root.found)

    def all_steps(self) -> Iterator[StepDraft]:
        """Every step that could be read."""
        yield from self.steps.values()

    def of_type(self, kind: type[S]) -> Iterator[tuple[StepDraft, S]]:
        """Every step of one type: its place, and the step as that type."""
        yield from ((each, each.step) for each in self.steps.values() if isinstance(each.step, kind))
