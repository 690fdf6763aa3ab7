"""The writing of prompts: words with {slots} and {pause}s, taken apart once and kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ivr.language.playable import Break, Part, Words

PAUSE_MS = 250  # a breath between two sentences; choices have their own, longer silence (caller rule 4)

SLOT_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PAUSE = "pause"
_BRACED = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_ANY_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class SlotName:
    """A place in a prompt where a value is spoken."""

    name: str


Template = tuple[Part | SlotName, ...]


@lru_cache(maxsize=4096)  # all wordings of a large line in two languages; a turn renders five to ten of them
def parsed(text: str) -> Template:
    """The parts of a wording; a brace that makes no slot is words: better a stray sound than silence."""
    pieces = _BRACED.split(text)
    parts: list[Part | SlotName] = []
    for words, name in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        parts += [Words(words)] if words else []
        parts += [Break(PAUSE_MS) if name == _PAUSE else SlotName(name)] if name else []
    return tuple(parts)


def slots_in(text: str) -> frozenset[str]:
    """The names of the slots in a wording; `{pause}` is none."""
    return frozenset(part.name for part in parsed(text) if isinstance(part, SlotName)) if "{" in text else frozenset()


def template_problems(text: str) -> list[str]:
    """What is wrong with the braces of a wording, for its author; braces are never spoken, so there is no escape."""
    if "{" not in text and "}" not in text:
        return []
    problems = [_bad_name(name) for name in _ANY_BRACES.findall(text) if not SLOT_NAME.fullmatch(name)]
    rest = _ANY_BRACES.sub("", text)
    if "{" in rest or "}" in rest:
        problems.append("a brace without its partner: a slot is one name in one pair of braces, such as {order_number}")
    return problems


def _bad_name(name: str) -> str:
    likely = re.sub(r"\W+", "_", name.strip().lower(), flags=re.ASCII).strip("_")
    if SLOT_NAME.fullmatch(likely):
        return f"no slot can be called '{{{name}}}' (did you mean '{{{likely}}}'?)"
    return f"no slot can be called '{{{name}}}': use small letters, digits and _, such as {{order_number}}"
