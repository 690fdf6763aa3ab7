"""From a prompt's key and slots to what a caller hears, in the words of one book."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from ivr.dialogue.values import PromptRef, Slot, Value, Variant
from ivr.language.book import Prompt, PromptBook, Topic, Wording, slots_of
from ivr.language.playable import Break, Part, Phrase, Playable, Words, joined, transcript
from ivr.language.spoken import SPOKEN
from ivr.language.template import SlotName, Template, parsed, slots_in, template_problems

__all__ = ["UnknownPrompt", "render", "slots_in", "template_problems"]


class UnknownPrompt(KeyError):  # noqa: N818 - it says what is unknown, like the words of the checker
    """A key that no prompt and no topic has: the checker lets no such release pass, so this is a programmer's error."""


def render(book: PromptBook, ref: PromptRef) -> Playable:
    """What a caller hears for a prompt.

    A slot is looked up among those of the prompt (the last of a name wins), then among the facts. Where one is not
    known, the wording written for that is said; where none was written, the slot is left out.

    Raises:
        UnknownPrompt: neither a prompt nor a topic of the book has this key.
    """
    return phrase(book, ref).playable


MAX_PHRASES = 20_000  # of a book that are kept, some 20 MB; what callers are said is far less in almost every line


def phrase(book: PromptBook, ref: PromptRef) -> Phrase:
    """The same with its transcript; made once per book, unless it speaks a caller's own answer."""
    needed = _needed(book, ref)
    known = book.phrases.get(needed)
    if known is not None:
        return known
    playable = _Rendering(book, dict(needed.slots)).prompt(needed)
    made = Phrase(playable, transcript(playable))
    if len(book.phrases) < MAX_PHRASES and all(_is_of_the_release(slot) for _, slot in needed.slots):
        book.phrases[needed] = made
    return made


def _needed(book: PromptBook, ref: PromptRef) -> PromptRef:
    """The prompt with those slots alone that its words can speak: most of what a call knows is not said in it."""
    if not ref.slots:
        return ref
    known = dict(ref.slots)
    names = _names(book, ref.key, known)
    slots = tuple([(name, slot) for name, slot in known.items() if name in names])
    return PromptRef(ref.key, ref.variant, ref.number, slots)


def _names(book: PromptBook, key: str, known: Mapping[str, Slot]) -> frozenset[str]:
    """The slots that a prompt and the prompts inside it can speak."""
    names = book.slots(key)
    for name in names:
        slot = known.get(name)
        label = _label(slot) if slot else None
        if label is not None:
            inner = {other: slot for other, slot in known.items() if other != name} | dict(label.slots)
            names |= _names(book, label.key, inner)
    return names


def _label(slot: Slot) -> PromptRef | None:
    """The prompt that names a slot, if there is one."""
    match slot:
        case PromptRef():
            return slot
        case Value(label=label):
            return PromptRef(label) if label else None
        case never:
            assert_never(never)


def _is_of_the_release(slot: Slot) -> bool:
    """Whether a release's own words or one key are spoken: of those there are few, and they are nobody's secret."""
    match slot:
        case PromptRef(slots=inner):
            return all(_is_of_the_release(each) for _, each in inner)
        case Value(text=text, sensitive=sensitive, label=label):
            return not sensitive and (bool(label) or len(text) <= 1)
        case never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class _Rendering:
    """One prompt being put into words, with the slots that are known there."""

    book: PromptBook
    slots: Mapping[str, Slot]

    def prompt(self, ref: PromptRef) -> Playable:
        template = self.fitting(_wording(self.book, ref))
        return joined(part for place in template for part in self.spoken(place))

    def fitting(self, wording: Wording) -> Template:
        """The wording that fits what is known; each `without` is taken once, so that no two can chase each other."""
        template, without = wording.template, dict(wording.without)
        while (entry := self.first_fitting(template, without)) is not None:
            template = parsed(without.pop(entry))
        return template

    def first_fitting(self, template: Template, without: Mapping[str, str]) -> str | None:
        """The entry for the first slot that is not known; one that is for more such slots comes before the others."""
        entries = sorted(without, key=lambda entry: -len(slots_of(entry)))
        names = (place.name for place in template if isinstance(place, SlotName))
        fitting = (entry for name in names for entry in entries if name in slots_of(entry) and self.lacks(entry))
        return next(fitting, None)

    def lacks(self, entry: str) -> bool:
        """Whether none of the slots that an entry is for is known."""
        return not any(self.slot(name) for name in slots_of(entry))

    def spoken(self, place: Part | SlotName) -> Playable:
        match place:
            case SlotName(name):
                return self.slot(name)
            case Words() | Break():
                return (place,)
            case never:
                assert_never(never)

    def slot(self, name: str) -> Playable:
        """A slot as it is spoken: nothing when it is not known."""
        match self.slots.get(name):
            case None:
                return self.book.spoken_facts.get(name, ())
            case PromptRef() as ref:
                return self.label(name, ref)
            case Value() as value:
                spoken = self.value(name, value)
                return tuple(_secret(spoken)) if value.sensitive else spoken
            case never:
                assert_never(never)

    def value(self, name: str, value: Value) -> Playable:
        """A value as people say it, or the prompt that names it."""
        if value.label:
            return self.label(name, PromptRef(value.label))
        return SPOKEN[value.kind](value.text, self.book.locale)

    def label(self, name: str, ref: PromptRef) -> Playable:
        """A prompt inside another: it knows what the outer one knows except itself, so that this always ends."""
        outer = {other: slot for other, slot in self.slots.items() if other != name}
        return replace(self, slots=outer | dict(ref.slots)).prompt(ref)


def _secret(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield replace(part, sensitive=True) if isinstance(part, Words) else part


def _wording(book: PromptBook, ref: PromptRef) -> Wording:
    match book.prompts.get(ref.key), book.topics.get(ref.key):
        case Prompt(variants), _:
            wordings: tuple[Wording, ...] = variants.get(ref.variant) or variants[Variant.FIRST]
        case None, Topic(title, pieces=pieces):
            wordings = pieces if ref.variant is Variant.PIECE else (title,)
        case _:
            raise UnknownPrompt(f"no prompt '{ref.key}' in {book.locale}")
    return wordings[min(ref.number, len(wordings) - 1)]
