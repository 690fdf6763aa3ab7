"""Callers who wait for a person hear that they are still in line, and that nobody came."""

from collections.abc import Iterator, Mapping

from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem, problem
from ivr.dialogue.values import Variant
from ivr.language.book import Prompt

WORDS: Mapping[Variant, str] = {Variant.WAITING: "while they wait", Variant.LEAVING: "when nobody came"}


def waiting_has_its_words(draft: Draft) -> Iterator[Problem]:
    """Without words of their own, callers hear the first ones each time."""
    for key in sorted({queue.wait for queue in draft.line.queues.values()}):
        for book in draft.books.values():
            words = book.words.get(key)
            if words is None or not isinstance(words.content, Prompt):
                continue
            for variant in (each for each in WORDS if each not in words.content.variants):
                message = f"callers hear the first words again {WORDS[variant]}"
                yield problem("queue.words", words.mark, (key,), message, hint=f"add '{variant}:' with words for it")
