"""All that one line says in one locale: prompts by key, topics, and the facts spoken in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from ivr.dialogue.values import PromptRef, Value, Variant
from ivr.language.playable import Phrase, Playable
from ivr.language.spoken import SPOKEN
from ivr.language.template import Template, parsed, slots_in


@dataclass(frozen=True)
class Wording:
    """One way to say something.

    `without` maps a slot of the text to the text that is said instead while that fact or answer is not known; an entry
    for several slots (`about and order_number`) is for when none of them is.
    """

    text: str
    without: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def template(self) -> Template:
        """The text taken apart."""
        return parsed(self.text)

    def slots(self) -> frozenset[str]:
        """Every slot that may be spoken, whatever is known."""
        return slots_in(self.text).union(*map(slots_in, self.without.values()))


def slots_of(entry: str) -> frozenset[str]:
    """The slots that an entry of `without` is for."""
    return frozenset(slot.strip() for slot in entry.split(" and "))


@dataclass(frozen=True)
class Prompt:
    """Something said, in its variants: FIRST always, the others where written, each more helpful than the last."""

    variants: Mapping[Variant, tuple[Wording, ...]]


@dataclass(frozen=True)
class Piece(Wording):
    """One short part of a topic, and the line of its source that it comes from."""

    source: str = ""


@dataclass(frozen=True)
class Topic:
    """One answer: its title, what callers say for it, the pieces read out, its text message, and its source."""

    title: Wording
    phrases: tuple[str, ...]
    pieces: tuple[Piece, ...]
    text: str | None
    source: str


@dataclass(frozen=True)
class PromptBook:
    """The words of a line in one locale; `facts` holds all that helpline.yaml tells prompts, by slot."""

    locale: str
    prompts: Mapping[str, Prompt]
    topics: Mapping[str, Topic]
    facts: Mapping[str, Value]

    @cached_property
    def spoken_facts(self) -> Mapping[str, Playable]:
        """The facts as they are spoken, made once: they are the same in every call."""
        return {name: SPOKEN[fact.kind](fact.text, self.locale) for name, fact in self.facts.items()}

    @cached_property
    def phrases(self) -> dict[PromptRef, Phrase]:
        """What was put into words already, where no caller's own answer is spoken in it."""
        return {}

    def slots(self, key: str) -> frozenset[str]:
        """The slots that any wording of a prompt or topic may speak."""
        if key not in self._slots:
            prompt, topic = self.prompts.get(key), self.topics.get(key)
            wordings = [*chain.from_iterable(prompt.variants.values())] if prompt else []
            wordings += [topic.title, *topic.pieces] if topic else []
            self._slots[key] = frozenset().union(*(wording.slots() for wording in wordings))
        return self._slots[key]

    @cached_property
    def _slots(self) -> dict[str, frozenset[str]]:
        return {}
