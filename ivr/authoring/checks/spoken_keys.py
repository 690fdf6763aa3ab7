"""Keys are said by the line itself, so that they are right whatever a flow looks like."""

import re
from collections.abc import Iterator, Mapping

from ivr.authoring.draft import BookDraft, Draft, WordingDraft
from ivr.authoring.naming import language_of
from ivr.authoring.problem import Problem

_OWN, _WHISPER = "line.", ".whisper"
KEYS: Mapping[str, str] = {
    "en": (
        r"\bpress(?:ing)?(?:\s+the)?(?:\s+(?:key|number|button))?(?:\s*,?\s*\{pause\})?\s+"
        r"(?:(?:[0-9]|zero|one(?!\s+(?:key|of)\b)|two|three|four|five|six|seven|eight|nine|star|pound|hash)\b|[*#])"
    ),
}
"""How words name a key, by language; texts in others are not looked at."""

_KEYS = {language: re.compile(named, re.IGNORECASE) for language, named in KEYS.items()}


def keys_are_left_to_the_line(draft: Draft) -> Iterator[Problem]:
    """No prompt says "press 1": the line says the keys of a menu after its words."""
    for book in draft.books.values():
        named = _KEYS.get(language_of(book.locale))
        yield from _keys_in(book, named) if named else ()


def _keys_in(book: BookDraft, named: re.Pattern[str]) -> Iterator[Problem]:
    for key, words in book.words.items():
        if not key.startswith(_OWN) and not key.endswith(_WHISPER):
            yield from (told for each in words.wordings if (told := _told(each, named)))


def _told(each: WordingDraft, named: re.Pattern[str]) -> Problem | None:
    found = next(filter(None, map(named.search, (each.wording.text, *each.wording.without.values()))), None)
    if found is None:
        return None
    message = f"the words say '{found[0]}', and keys are said by the line itself"
    return each.tell("prompt.key", message, hint="leave the key out; the line says it after these words")
