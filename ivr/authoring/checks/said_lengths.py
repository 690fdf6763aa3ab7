"""Callers hear how many digits an entry has."""

import re
from collections.abc import Iterator, Mapping

from ivr.authoring.draft import Draft
from ivr.authoring.naming import language_of
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.collect import CollectStep

_NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"),
}
"""Numbers from two upwards, by language."""


def lengths_are_said(draft: Draft) -> Iterator[Problem]:
    """The question names the digits of an entry, or the most of them (caller rule 16)."""
    for step, collect in draft.of_type(CollectStep):
        longest = collect.digits.longest
        for locale, book in draft.prompt_books.items():
            words = draft.books[locale].words.get(collect.prompt)
            if words is not None and collect.prompt in book.prompts and words.wordings:
                names = _NAMES.get(language_of(locale), ())
                name = names[longest - 2] if longest - 2 < len(names) else str(longest)
                if not re.search(rf"\b({longest}|{name})\b", words.wordings[0].wording.text, re.IGNORECASE):
                    message = f"callers do not hear in {locale} how many digits they are to enter"
                    yield step.tell("collect.length-said", ("prompt",), message, hint=f"say {longest} in '{words.key}'")
