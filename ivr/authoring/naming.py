"""The shapes of names in the YAML files, as the steps have them."""

import re

from ivr.authoring.cursor import Cursor
from ivr.dialogue.steps.step import ACTS

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
PROMPT_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
ADDRESS = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
NAME_FIX = "small letters, digits and _, beginning with a letter, at most 40"


def language_of(locale: str) -> str:
    """The language of a locale, `en` of `en-US`: what the tables of words and rules are keyed by."""
    return locale.partition("-")[0]


def is_name(cursor: Cursor, kind: str) -> bool:
    """Whether the text here is a name; a problem when it is not."""
    text = str(cursor.path[-1])
    if NAME.fullmatch(text):
        return True
    cursor.tell("field.name", f"'{text}' cannot be the name of {kind}", hint=NAME_FIX)
    return False


def is_free(cursor: Cursor) -> bool:
    """Whether the name of a step here is not that of an act; a problem when it is."""
    name = str(cursor.path[-1])
    if name not in ACTS:
        return True
    cursor.tell("step.act-name", f"no step can be called '{name}', which is what a key does everywhere")
    return False


def address(cursor: Cursor) -> str | None:
    """The step that is named here in full, `flow.step`; None and a problem when it is not."""
    text = cursor.text()
    if text is None or ADDRESS.fullmatch(text):
        return text
    cursor.tell("field.value", f"'{text}' is no step's full name", hint="write flow.step, such as main.welcome")
    return None


def prompt_key(cursor: Cursor) -> str | None:
    """The prompt that is named here; None and a problem when it cannot be one."""
    text = cursor.text()
    if text is None or PROMPT_KEY.fullmatch(text):
        return text
    hint = "prompts are named by small letters, digits and _, with dots between; their words stand in prompts/"
    cursor.tell("field.value", f"'{text}' is no prompt's key", hint=hint)
    return None
