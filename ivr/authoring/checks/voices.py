"""Every locale is one that the carrier can speak, with a voice that it knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import fix_for


@dataclass(frozen=True, slots=True)
class Spoken:
    """The names of voices and languages that a carrier knows; with any other it says nothing at all."""

    voices: frozenset[str]
    languages: frozenset[str]


def locales_are_spoken(draft: Draft, carrier: Spoken | None) -> Iterator[Problem]:
    """Each locale has a voice; and where the carrier is known, it knows both."""
    for locale in () if draft.line_lost else draft.line.locales:
        voice = draft.line.voices.get(locale)
        if carrier is not None and locale not in carrier.languages:
            at, message = draft.at_line("locales"), f"the carrier does not speak '{locale}'"
            yield problem("locale.unknown", at.mark, at.path, message, hint=fix_for(locale, carrier.languages))
        elif voice is None:
            at, message = draft.at_line("locales"), f"no voice is set for the locale '{locale}'"
            yield problem("voice.missing", at.mark, at.path, message, hint="name one under 'voices'")
        elif carrier is not None and voice not in carrier.voices:
            at, message = draft.at_line("voices", locale), f"the carrier has no voice '{voice}'"
            yield problem("voice.unknown", at.mark, at.path, message, hint=fix_for(voice, carrier.voices))
