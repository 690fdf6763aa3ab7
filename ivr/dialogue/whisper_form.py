"""A whisper as compact JSON and back, so that it can travel sealed in the URL of the person's leg."""

import json

from ivr.dialogue.call_form import call_of, compact, form_of
from ivr.dialogue.whisper import Whisper


def to_json(whisper: Whisper) -> bytes:
    """The whisper with the call that is handed over, its id included: the person's leg has another one."""
    return compact({"c": whisper.call.id, "p": whisper.prompt, "n": whisper.tries, "s": form_of(whisper.call)})


def from_json(plain: bytes) -> Whisper | None:
    """The whisper, or None for a form that this release of the software does not read."""
    try:
        form = json.loads(plain)
        call = call_of(form["s"], form["c"])
        return Whisper(call, form["p"], form["n"]) if call else None
    except (ValueError, KeyError, TypeError, IndexError):
        return None
