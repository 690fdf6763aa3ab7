"""Callers hear soon which key to press, and notices and pieces of topics are short."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft, StepDraft, WordsDraft
from ivr.authoring.figures import (
    BEFORE_KEY_FEW,
    BEFORE_KEY_MOST,
    NOTICE_SECONDS,
    PIECE_SECONDS,
    WORDS_A_MINUTE,
)
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.listening import ListeningStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.say import SayStep
from ivr.dialogue.steps.topics import TopicsStep
from ivr.dialogue.steps.yes_no import YesNoStep
from ivr.dialogue.values import PromptRef, Variant
from ivr.language.book import PromptBook, Topic
from ivr.language.pace import seconds_of, words_in
from ivr.language.render import render

Refs = tuple[PromptRef, ...]
_WORDS_OF_A_PIECE = PIECE_SECONDS * WORDS_A_MINUTE // 60


def keys_are_named_soon(draft: Draft) -> Iterator[Problem]:
    """Few words come before the first key of a menu; before that of a call, the welcome's are among them."""
    welcomes = dict(_welcomes(draft))
    for locale, book in draft.prompt_books.items():
        for step in draft.all_steps():
            words = _words(book, _before_the_key(step.step)) if isinstance(step.step, ListeningStep) else 0
            if words:
                yield from _told(step, locale, words + _words(book, welcomes.get(step.address, ())))


def _told(step: StepDraft, locale: str, words: int) -> Iterator[Problem]:
    if words > BEFORE_KEY_FEW:
        rule, most = ("words.too-late-key", BEFORE_KEY_MOST) if words > BEFORE_KEY_MOST else (
            "words.late-key", BEFORE_KEY_FEW
        )  # fmt: skip
        message = f"callers hear {words} words in {locale} before the first key is named; {most} are enough"
        yield step.tell(rule, ("prompt",), message, hint="name the choices sooner")


def _before_the_key(step: ListeningStep) -> Refs:
    """What is said up to the first key: the question, and what the first choice is called."""
    match step:
        case MenuStep(prompt=prompt, choices=choices):
            return PromptRef(prompt), PromptRef(choices[0].label)
        case TopicsStep(prompt=prompt, list=listed) if len(listed) > 1:
            return PromptRef(prompt), PromptRef(listed[0].topic, Variant.TITLE)
        case YesNoStep(prompt=prompt):
            return (PromptRef(prompt),)
        case _:
            return ()


def _welcomes(draft: Draft) -> Iterator[tuple[str, Refs]]:
    """What is said from a number that is dialled to the first step that listens."""
    for first in draft.line.numbers.values():
        said: Refs = ()
        address = first
        seen: set[str] = set()
        while address not in seen and (step := draft.steps.get(address)) and isinstance(step.step, SayStep):
            seen.add(address)
            said, address = (*said, PromptRef(step.step.prompt)), step.step.then
        yield address, said


def _words(book: PromptBook, said: Refs) -> int:
    return sum(_words_of(book, ref) for ref in said)


def _words_of(book: PromptBook, ref: PromptRef) -> int:
    prompt = book.prompts.get(ref.key)
    if prompt is None:
        return words_in(render(book, ref)) if ref.key in book.topics else 0
    text = prompt.variants[Variant.FIRST][0].text
    return words_in(render(book, ref)) if "{" in text else len(text.split())  # most words are as they are written


def notices_are_short(draft: Draft) -> Iterator[Problem]:
    """A notice cannot be cut, so everybody hears all of it each time (caller rule 29)."""
    for locale, book in draft.prompt_books.items():
        for notice in sorted(set(draft.line.notices) & set(book.prompts)):
            seconds = seconds_of(render(book, PromptRef(notice)), WORDS_A_MINUTE)
            if seconds > NOTICE_SECONDS:
                message = f"the notice takes {seconds:.0f} s, and nobody can cut it; {NOTICE_SECONDS} s are the most"
                words = draft.books[locale].words[notice]
                yield words.wordings[0].tell("notice.long", message, hint="say only what everybody must hear")


def pieces_are_short(draft: Draft) -> Iterator[Problem]:
    """After each piece of a topic a key works; a long one keeps callers waiting for it (caller rule 21)."""
    for locale, book in draft.books.items():
        for words in book.words.values():
            if isinstance(words.content, Topic):
                yield from _long_pieces(draft.prompt_books[locale], words, words.content)


def _long_pieces(book: PromptBook, words: WordsDraft, topic: Topic) -> Iterator[Problem]:
    for nth, (piece, place) in enumerate(zip(topic.pieces, words.wordings[1:], strict=False)):
        if "{" not in piece.text and len(piece.text.split()) <= _WORDS_OF_A_PIECE:
            continue  # nearly every piece: it is as long as it is written
        seconds = seconds_of(render(book, PromptRef(words.key, Variant.PIECE, nth)), WORDS_A_MINUTE)
        if seconds > PIECE_SECONDS:
            message = f"the piece takes {seconds:.0f} s; {PIECE_SECONDS} s are the most"
            yield place.tell("topic.long-piece", message, hint="make two pieces of it")
