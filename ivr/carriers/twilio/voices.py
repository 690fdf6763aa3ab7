"""The voices and languages that Twilio knows, so that a misspelt one is found at start and not by a caller.

The lists in `voices.json` come from the type definitions of Twilio's own Node library. Of Spanish, say, it speaks only
es-ES, es-MX and es-US.
"""

import json
from functools import cache
from importlib.resources import files

from ivr.authoring.checks.voices import Spoken


@cache
def spoken() -> Spoken:
    """What `<Say voice>` and `<Say language>` take."""
    lists = json.loads(files(__package__).joinpath("voices.json").read_bytes())
    return Spoken(frozenset(lists["voices"]), frozenset(lists["say_languages"]))
