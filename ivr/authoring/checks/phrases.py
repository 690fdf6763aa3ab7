"""What callers say leads to one topic."""

from collections.abc import Iterator

from ivr.authoring.draft import BookDraft, Draft
from ivr.authoring.problem import Problem
from ivr.language.book import Topic


def phrases_have_one_topic(draft: Draft) -> Iterator[Problem]:
    """A phrase that two topics own cannot tell them apart."""
    for book in draft.books.values():
        yield from _twice(book)


def _twice(book: BookDraft) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for key, words in book.words.items():
        phrases = words.content.phrases if isinstance(words.content, Topic) else ()
        for number, phrase in enumerate(phrases):
            owner = owners.setdefault(_plain(phrase), key)
            if owner != key:
                message = f"'{phrase}' is a phrase of '{owner}' already"
                yield words.tell("phrase.twice", ("phrases", number), message, hint="keep it in one of them")


def _plain(phrase: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in phrase.casefold()).split())
