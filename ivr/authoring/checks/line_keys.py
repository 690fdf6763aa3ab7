"""The line's own words name keys: the function first, then a pause, then a key that really works there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.authoring.draft import Draft, WordingDraft
from ivr.authoring.naming import language_of
from ivr.authoring.problem import Problem
from ivr.dialogue import line_words
from ivr.dialogue.steps.listening import ListeningStep

OFFERED: Mapping[str, frozenset[str]] = {
    line_words.YES_NO: frozenset("12"),
    line_words.CONFIRM: frozenset("12"),
    line_words.MORE_TIME_OFFER: frozenset("#"),
    line_words.WHISPER_ACCEPT: frozenset("1"),
}
"""The keys that work where the line's own words are heard; in all others, keys come from slots."""

_NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ENGLISH_KEYS: Mapping[str, str] = {
    **{name: str(key) for key, name in enumerate(_NAMES)},
    "star": "*",
    "pound": "#",
    "hash": "#",
}
_REST = [name for name in _ENGLISH_KEYS if name != "one"]  # "press one key" names none


@dataclass(frozen=True)
class Naming:
    """How a language names keys: where a key is told (`pause`, `key`, what comes `after`), and its words for keys."""

    told: re.Pattern[str]
    keys: Mapping[str, str]


NAMINGS: Mapping[str, Naming] = {
    "en": Naming(
        re.compile(
            r"\bpress(?:ing)?(?:\s+the)?(?P<pause>(?:\s*,?\s*\{pause\})?)\s+"
            rf"(?P<key>\{{(?:key|next|repeat|home)\}}|[0-9*#]|one(?!\s+(?:key|of)\b)\b|(?:{'|'.join(_REST)})\b)"
            r"(?P<after>\s+(?:for|to|if)\b)?",
            re.IGNORECASE,
        ),
        _ENGLISH_KEYS,
    ),
}
"""By language; of others it is only looked at whether the label of a choice stands before its key."""

_BEFORE_KEY = re.compile(r"\{pause\}\W*(?:\w+\W+){0,2}$")


def keys_stand_last(draft: Draft) -> Iterator[Problem]:
    """What a key does comes first, then a pause, then the key (caller rule 1); and the key works there."""
    for book in draft.books.values():
        naming = NAMINGS.get(language_of(book.locale))
        for key in line_words.LINE_PROMPTS:
            for each in book.words[key].wordings if key in book.words else ():
                yield from _label_last(key, each)
                if naming is not None:
                    yield from _as_named(key, each, naming)


def _label_last(key: str, each: WordingDraft) -> Iterator[Problem]:
    """In any language, the label of a choice stands before its key."""
    text = each.wording.text
    if key == line_words.CHOICE and 0 <= text.find("{key}") < text.find("{label}"):
        message = "the key stands before what it does"
        yield each.tell("key.first", message, hint="say what the key does, {pause}, then the key")


def _as_named(key: str, each: WordingDraft, naming: Naming) -> Iterator[Problem]:
    for found in naming.told.finditer(each.wording.text):
        named = naming.keys.get(found["key"].lower(), found["key"])
        if found["after"]:
            message = f"'{found[0]}' names the key before what it does"
            yield each.tell("key.first", message, hint="say what the key does, {pause}, then the key")
        elif not found["pause"] and not _BEFORE_KEY.search(each.wording.text[: found.start()]):
            yield each.tell("key.pause", f"no pause before '{found[0]}'", hint="write {pause} before it")
        if not named.startswith("{") and named not in OFFERED.get(key, frozenset()):
            message = f"the words say '{found[0]}', and that key does not work there"
            yield each.tell("key.not-offered", message, hint=_working(key))


def _working(key: str) -> str:
    keys = sorted(OFFERED.get(key, ()))
    slots = sorted(line_words.LINE_PROMPTS[key] - {"label", "entry"})
    return f"say {', '.join([*keys, *(f'{{{slot}}}' for slot in slots)])}" if keys or slots else "name no key here"


def recited_keys_work(draft: Draft) -> Iterator[Problem]:
    """Once in a call a menu tells the key that repeats: a menu that opted out of it would tell a key that does not."""
    repeat = next((key for key, act in draft.line.always.items() if act == "repeat"), None)
    for step in draft.all_steps():
        if isinstance(step.step, ListeningStep) and step.step.is_menu and repeat in step.step.opt_out:
            message = f"the line tells callers of the key {repeat} at the first menu, and here it does not repeat"
            yield step.tell("key.not-offered", ("opt_out", str(repeat)), message, hint="do not opt out of it at a menu")
