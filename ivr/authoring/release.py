"""A release: flows and words of a line, compiled together and named by their content. A call stays on one release."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.dialogue.flows import Flows
from ivr.language.book import PromptBook


@dataclass(frozen=True)
class Release:
    """What a call needs: `flows` decide, `books` hold the words of each locale, the line's first locale first."""

    id: str
    flows: Flows
    books: Mapping[str, PromptBook]

    def book(self, locale: str) -> PromptBook:
        """The words of a locale; those of the first when the release does not have it."""
        return self.books.get(locale) or next(iter(self.books.values()))
