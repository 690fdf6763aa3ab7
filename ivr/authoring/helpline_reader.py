"""helpline.yaml becomes a Helpline. What is wrong is left out, and its name kept, so that one slip is one problem."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ivr.authoring.cursor import Cursor
from ivr.authoring.hours_reader import as_written, read_hours
from ivr.authoring.naming import address, is_name, prompt_key
from ivr.authoring.number_rules import e164, may_be_rung
from ivr.authoring.waivers import Waiver, read_waivers
from ivr.dialogue.helpline import Defaults, Helpline, Queue
from ivr.dialogue.hours import OpeningHours
from ivr.dialogue.steps.step import ACTS
from ivr.dialogue.values import Kind, Value
from ivr.language.spoken import kind_of_fact

REQUIRED = ("numbers", "always")
OPTIONAL = ("locales", "facts", "outside", "hours", "queues", "notices", "defaults", "voices", "waivers")
WAITS: Mapping[str, int] = {"first_key": 7, "between_keys": 4}  # seconds (caller rules 13 and 14)
DEFAULT_TRIES = 3  # caller rule 10
DEFAULT_LOCALE = "en-US"
DEFAULT_VOICES: Mapping[str, str] = {"en-US": "Polly.Joanna-Neural", "es-US": "Polly.Lupe-Neural"}
PERSON_KEY = "0"
HOURS, NUMBER = "_hours", "_number"  # endings of the slots by which prompts speak them
MAX_FACT = 200  # characters; a fact is spoken inside a sentence
_MAX_WAIT, _MAX_TRIES = 60, 5
_OWN_KEYS = frozenset("12468")  # yes, no; and previous, next, main menu while a topic is read
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_VOICE = re.compile(r"[A-Za-z0-9.-]+")
T = TypeVar("T")


@dataclass(frozen=True)
class HelplineDraft:
    """The line as far as it can be read.

    `spoken` is what it tells prompts, by slot: facts, opening hours as `{care_hours}`, outside numbers as
    `{agent_number}`; `unset` are the slots that are declared without a value.
    """

    line: Helpline
    root: Cursor
    unset: frozenset[str]
    spoken: Mapping[str, Value]
    waivers: tuple[Waiver, ...] = ()


def read_helpline(root: Cursor) -> HelplineDraft:
    """The line. Its `topics` are empty: they come with the prompts."""
    root.only((*REQUIRED, *OPTIONAL))
    for key in REQUIRED:
        if root.get(key) is None:
            root.missing(key)
    _refuse_double_facts(root)
    facts, hours, always = _named(root, "facts", _fact), _named(root, "hours", read_hours), _always(root)
    outside = _named(root, "outside", _outside)
    line = Helpline(
        numbers=_numbers(root),
        locales=_locales(root),
        facts={name: text for name, text in facts.items() if text is not None},
        outside=outside,
        hours=hours,
        queues=_named(root, "queues", _queue),
        notices=_notices(root),
        always=always,
        defaults=_defaults(root, always.get(PERSON_KEY, "")),
        voices={**DEFAULT_VOICES, **_voices(root)},
        topics={},
    )
    numbers = {f"{name}{NUMBER}": number for name, number in outside.items()}
    unset = frozenset(name for name, text in (*facts.items(), *numbers.items()) if text is None)
    spoken = {name: Value(kind_of_fact(text), text) for name, text in line.facts.items()}
    spoken |= {name: Value(Kind.PHONE, number) for name, number in numbers.items() if number is not None}
    waivers = read_waivers(root.get("waivers"))
    return HelplineDraft(line, root, unset, {**spoken, **_spoken_hours(root, hours)}, waivers)


def _named(root: Cursor, key: str, read: Callable[[Cursor], T]) -> dict[str, T]:
    """A table of names that the author chose."""
    return {str(value.path[-1]): read(value) for value in _table(root, key) if is_name(value, key)}


def _table(root: Cursor, key: str) -> tuple[Cursor, ...]:
    table = root.get(key)
    return () if table is None or table.is_unset else tuple(table.table())


def _fact(cursor: Cursor) -> str | None:
    text = cursor.text_or_unset()
    if text is not None and len(text) > MAX_FACT:
        cursor.tell("field.value", f"a fact has at most {MAX_FACT} characters", hint="longer words belong in prompts/")
    return text or None


def _refuse_double_facts(root: Cursor) -> None:
    tables = (("hours", "the opening hours", HOURS), ("outside", "the number", NUMBER))
    taken = {
        f"{at.path[-1]}{ending}": f"{what} '{at.path[-1]}'" for key, what, ending in tables for at in _table(root, key)
    }
    for fact in _table(root, "facts"):
        name = str(fact.path[-1])
        if name in taken:
            fact.tell("field.name", f"prompts say {taken[name]} as {{{name}}} already", hint="delete this fact")


def _outside(cursor: Cursor) -> str | None:
    number = cursor.text_or_unset()
    return e164(cursor, number) if number is not None and may_be_rung(cursor, number) else None


def _queue(cursor: Cursor) -> Queue:
    cursor.only(("hours", "wait"))
    hours, wait = cursor.get("hours"), cursor.get("wait")
    if wait is None:
        cursor.missing("wait", hint="the prompt that is heard while waiting")
    return Queue(hours.text_or_unset() if hours else None, (prompt_key(wait) if wait else None) or "")


def _spoken_hours(root: Cursor, hours: Mapping[str, OpeningHours]) -> dict[str, Value]:
    written = ((value, hours.get(str(value.path[-1]))) for value in _table(root, "hours"))
    return {
        f"{value.path[-1]}{HOURS}": Value(Kind.HOURS, as_written(each, value))
        for value, each in written
        if each is not None
    }


def _numbers(root: Cursor) -> dict[str, str]:
    numbers = root.get("numbers")
    if numbers is None:
        return {}
    lines = {str(line.path[-1]): address(line) for line in numbers.table() if e164(line, str(line.path[-1]))}
    if not numbers.entries():
        numbers.tell("field.missing", "no number leads to a step", hint="write the number and its first step")
    return {number: step for number, step in lines.items() if step is not None}


def _locales(root: Cursor) -> tuple[str, ...]:
    locales = root.get("locales")
    if locales is None or locales.is_unset:
        return (DEFAULT_LOCALE,)
    names = [name for name in (_locale(item) for item in locales.items()) if name is not None]
    if not locales.items():
        locales.tell("field.missing", "no locale is listed", hint=f"write [{DEFAULT_LOCALE}]")
    return tuple(dict.fromkeys(names)) or (DEFAULT_LOCALE,)


def _locale(item: Cursor) -> str | None:
    name = item.text()
    if name is None or _LOCALE.fullmatch(name):
        return name
    item.tell("field.value", f"'{name}' is no locale", hint="a language and a region, such as en-US")
    return None


def _notices(root: Cursor) -> tuple[str, ...]:
    notices = root.get("notices")
    if notices is None or notices.is_unset:
        return ()
    return tuple(key for key in map(prompt_key, notices.items()) if key is not None)


def _always(root: Cursor) -> dict[str, str]:
    acts = {str(value.path[-1]): _act(value) for value in _table(root, "always") if _is_free_key(value)}
    person = root.get("always")
    if person is not None and acts.get(PERSON_KEY) in (None, *ACTS) and person.get(PERSON_KEY) is None:
        hint = 'write "0": with the step that brings a person, such as agent.queue'
        person.tell("always.person", "0 is a person everywhere, and is missing", hint=hint)
    return {key: act for key, act in acts.items() if act is not None}


def _act(cursor: Cursor) -> str | None:
    act = cursor.text()
    if cursor.path[-1] == PERSON_KEY and act in ACTS:
        cursor.tell("always.person", f"0 is a person everywhere, not '{act}'", hint="write the step that brings one")
        return None
    return act if act in (None, *ACTS) else address(cursor)


def _is_free_key(cursor: Cursor) -> bool:
    key = str(cursor.path[-1])
    if key in _OWN_KEYS or key not in tuple("035789*"):
        hint = "# ends an entry, or asks for more time" if key == "#" else "free keys are 0, 9 and *, and 3, 5, 7"
        cursor.tell("always.key", f"'{key}' cannot be a key that always works", hint=hint)
        return False
    return True


def _defaults(root: Cursor, person: str) -> Defaults:
    cursor = root.get("defaults")
    if cursor is None or cursor.is_unset:
        return Defaults(DEFAULT_TRIES, WAITS["first_key"], WAITS["between_keys"], person)
    cursor.only(("tries", *WAITS, "give_up"))
    give_up = cursor.get("give_up")
    return Defaults(
        tries=_number(cursor.get("tries"), "", _MAX_TRIES) or DEFAULT_TRIES,
        first_key=_number(cursor.get("first_key"), "s", _MAX_WAIT) or WAITS["first_key"],
        between_keys=_number(cursor.get("between_keys"), "s", _MAX_WAIT) or WAITS["between_keys"],
        give_up=(address(give_up) if give_up else None) or person,
    )


def _number(cursor: Cursor | None, unit: str, most: int) -> int | None:
    text = cursor.text() if cursor else None
    if cursor is None or text is None:
        return None
    digits = text.removesuffix(unit)
    if re.fullmatch("[0-9]{1,3}", digits) and 1 <= int(digits) <= most:
        return int(digits)
    cursor.tell("field.value", f"'{text}' cannot stand here", hint=f"write 1{unit} to {most}{unit}")
    return None


def _voices(root: Cursor) -> dict[str, str]:
    voices = {str(value.path[-1]): _voice(value) for value in _table(root, "voices")}
    return {locale: voice for locale, voice in voices.items() if voice is not None}


def _voice(cursor: Cursor) -> str | None:
    voice = cursor.text()
    if voice is None or _VOICE.fullmatch(voice):
        return voice
    cursor.tell("field.value", f"'{voice}' is no voice", hint=f"for instance {DEFAULT_VOICES[DEFAULT_LOCALE]}")
    return None
