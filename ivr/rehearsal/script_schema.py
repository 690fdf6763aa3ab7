"""The schema of a file of call scripts, from the tables by which they are read."""

from collections.abc import Mapping

from ivr.authoring.schema.shapes import (
    DIALECT,
    SCALARS,
    Schema,
    either,
    listing,
    named,
    one_of,
    or_nothing,
    table,
    text,
    told,
    whole,
    words,
    yes_or_no,
)
from ivr.dialogue.disposition import DISPOSITIONS
from ivr.rehearsal.expectations import FIELDS
from ivr.rehearsal.moves import HANG_UP, MOST_SILENCES, SILENCE, VERBS
from ivr.rehearsal.reader import FULL, NEVER, NOBODY
from ivr.rehearsal.worlds import AGENTS
from ivr.simulator.caller import MANNERS

_TIME = r"[0-9]{1,5}(\.[0-9]{1,3})? ?[sm]"
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_NUMBER = r"\+[ ().-]*[1-9][0-9 ().-]{6,}"
_ANY = r"^[\s\S]*$"


def script_schema() -> Schema:
    """The schema of a file of call scripts."""
    move = {"if": {"type": "string"}, "then": {"const": HANG_UP}, "else": _move()}
    call = listing(move, "What is heard and done, in order.", least=1)
    fields = {**_settings(), "call": call, "expect": _expect()}
    one = table(fields, "One call: what the caller does, and what they must hear.", required=["call"])
    said = "Call scripts: calls written down. Each key is the name of a call."
    return {"$schema": DIALECT, "title": "Call scripts of a helpline", **named(one, said, pattern=_ANY)}


def _time(said: str) -> Schema:
    return words(f"^{_TIME}$", said)


def _telephone(said: str, *, other: str = "") -> Schema:
    return told(said, {"type": ["string", "integer"], "pattern": f"^({_NUMBER}{other})$"})


def _move() -> Schema:
    """One move: exactly one verb, and beside it only what belongs to that verb."""
    beside: dict[str, list[str]] = {}
    for verb, (_, options) in VERBS.items():
        for option in options:
            beside.setdefault(option, []).append(verb)
    shapes = {**_verbs(), **_options()}
    return {
        **table({key: shapes[key] for key in (*VERBS, *beside)}),
        "oneOf": [{"required": [verb]} for verb in VERBS],
        "dependencies": {
            option: {"anyOf": [{"required": [verb]} for verb in verbs]} for option, verbs in beside.items()
        },
    }


def _verbs() -> Mapping[str, Schema]:
    heard = either(text(), table({"exactly": text("Nothing else is said.")}, required=["exactly"]))
    keys = r"^[0-9*# -]*[0-9*#][0-9*# -]*$"
    silence = rf"^({SILENCE}|{_TIME})$"
    return {
        "hear": told("The line says these words; `...` in them stands for anything.", heard),
        "not_hear": text("These words are not said there."),
        "whisper": text("The person whose telephone is rung hears these words first."),
        "press": told("The caller presses keys.", {"type": ["string", "integer"], "pattern": keys, "minimum": 0}),
        "say": text("The caller says something; the line listens for keys only."),
        "wait": words(silence, "`silence`: until the line has waited in vain. A time, such as 20s: does nothing."),
        "reach": words("^.+$", "agent, queue, goodbye, or an outside number's name: the caller comes this far."),
        HANG_UP: told("The caller hangs up. Nothing stands after it.", {"type": "null"}),
    }


def _options() -> Mapping[str, Schema]:
    return {
        "within": _time("The words begin at most so long after the caller's last deed."),
        "after": _time("How long the caller takes to begin."),
        "every": _time("How long the caller takes from key to key."),
        "at_once": yes_or_no("The caller does not wait for the end of the words."),
        "times": whole(1, MOST_SILENCES, "How many silences, one after the other."),
    }


def _settings() -> Mapping[str, Schema]:
    values = or_nothing(named(or_nothing(text()), pattern=_ANY))
    day = "([A-Za-z]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
    served = words(f"^({NEVER}|{_TIME})$", "A person takes the caller after this time; `never`.")
    queue = table({"served_after": served, "patience": _time("The caller hangs up after waiting so long.")})
    return {
        "at": words(rf"^{day}\s+{_CLOCK}\s*$", "When the call is made: `mon 10:00`, or `2026-12-24 14:10`."),
        "from": _telephone("The caller's number; `anonymous` hides it.", other="|anonymous"),
        "to": _telephone("The number that is called."),
        "locale": words("^[a-z]{2}-[A-Z]{2}$", "The language that the call begins in."),
        "agent": one_of(AGENTS, "How people take the ringing."),
        "queue": either(one_of((FULL, NOBODY)), queue, said="How the queue for a person is."),
        "facts": told("Facts of helpline.yaml for this call only; nothing after the name: not known.", values),
        "outside": told("Numbers under `outside` for this call only.", values),
        "fingers": one_of(MANNERS, "How the caller uses the telephone."),
    }


def _expect() -> Schema:
    """What the record says in the end."""
    matches = (
        table({name: table({key: {"type": list(SCALARS)} for key in keys})}, required=[name])
        for name, keys in FIELDS.items()
    )
    event = either(one_of(FIELDS), *matches)
    fields = {
        "disposition": one_of(DISPOSITIONS, "How the call ended."),
        "events": listing(event, "These happened in this order, others between them."),
        "never": listing(event, "None of these happened."),
    }
    return table(fields, "What the record of the call must say in the end.")
