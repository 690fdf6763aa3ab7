"""Keys are said by the line itself, so that they are right whatever a flow looks like."""

import re
from collections.abc import Iterator

from ivr.authoring.draft import BookDraft, Draft, WordingDraft
from ivr.authoring.problem import Problem

ENGLISH = "en-"
_OWN, _WHISPER = "line.", ".whisper"
_KEY = re.compile(
    r"\bpress(?:ing)?(?:\s+the)?(?:\s+(?:key|number|button))?(?:\s*,?\s*\{pause\})?\s+"
    r"(?:(?:[0-9]|zero|one(?!\s+(?:key|of)\b)|two|three|four|five|six|seven|eight|nine|star|pound|hash)\b|[*#])",
    re.IGNORECASE,
)


def keys_are_left_to_the_line(draft: Draft) -> Iterator[Problem]:
    """No English prompt says "press 1": the line says the keys of a menu after its words."""
    for book in draft.books.values():
        if book.locale.startswith(ENGLISH):
            yield from _keys_in(book)


def _keys_in(book: BookDraft) -> Iterator[Problem]:
    for key, words in book.words.items():
        if not key.startswith(_OWN) and not key.endswith(_WHISPER):
            yield from (told for each in words.wordings if (told := _told(each)))


def _told(each: WordingDraft) -> Problem | None:
    found = next(filter(None, map(_KEY.search, (each.wording.text, *each.wording.without.values()))), None)
    if found is None:
        return None
    message = f"the words say '{found[0]}', and keys are said by the line itself"
    return each.tell("prompt.key", message, hint="leave the key out; the line says it after these words")
