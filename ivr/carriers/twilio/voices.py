"""The voices and languages that Twilio knows, so that a misspelt one is found at start and not by a caller.

The lists in `voices.json` come from the type definitions of Twilio's own Node library.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Literal


def is_voice(name: str) -> bool:
    """Whether `<Say voice>` takes this name, `Polly.Joanna-Neural` for one."""
    return name in names("voices")


def is_say_language(code: str) -> bool:
    """Whether `<Say language>` takes this code; of Spanish, say, it knows only es-ES, es-MX and es-US."""
    return code in names("say_languages")


def is_gather_language(code: str) -> bool:
    """Whether `<Gather language>` takes this code, to listen to speech."""
    return code in names("gather_languages")


@cache
def names(what: Literal["voices", "say_languages", "gather_languages"]) -> tuple[str, ...]:
    """Every name of one list, to check a setting or to suggest the nearest."""
    lists = json.loads(files(__package__).joinpath("voices.json").read_bytes())
    return tuple(lists[what])
