"""The schema of helpline.yaml, key by key as its reader takes them."""

from ivr.authoring.helpline_reader import MAX_FACT, REQUIRED
from ivr.authoring.hours_reader import ALWAYS, ZONE
from ivr.authoring.naming import NAME
from ivr.authoring.schema.shapes import (
    ADDRESS,
    DIALECT,
    PROMPT_KEY,
    Schema,
    either,
    listing,
    named,
    or_nothing,
    table,
    text,
    told,
    whole,
    words,
    yes_or_no,
)
from ivr.dialogue.hours import WEEKDAYS
from ivr.dialogue.steps.step import ACTS

NUMBER = r"^\+[1-9][0-9]{6,14}$"
LOCALE = "^[a-z]{2}-[A-Z]{2}$"
FREE_KEYS = ("0", "9", "*", "3", "5", "7")
_DAY = f"({'|'.join(WEEKDAYS)})"
_SPAN = r"[0-9]{1,2}:[0-9]{2}\s*-\s*[0-9]{1,2}:[0-9]{2}"
_TIMES = words(rf"^\s*{_SPAN}\s*(,\s*{_SPAN}\s*)*$", "When it is open, such as `9:00-12:00, 13:00-17:00`.")
_NAME = words(f"^{NAME.pattern}$")


def helpline_schema() -> Schema:
    """The schema of helpline.yaml."""
    whole_file = table(_FIELDS, "What callers hear and whom they reach, apart from the flows.", required=REQUIRED)
    return {"$schema": DIALECT, "title": "helpline.yaml", **whole_file}


def _always() -> Schema:
    acts = either({"enum": list(ACTS)}, words(ADDRESS, "A step, as flow.step."))
    keys = {key: told("What this key does everywhere.", acts) for key in FREE_KEYS}
    person = words(ADDRESS, "The step that brings a person, such as `agent.queue`.")
    said = "Keys that do the same everywhere: an act (back, repeat, more_time) or a step. 0 is a person."
    return table({**keys, "0": person}, said, required=["0"])


def _hours() -> Schema:
    zone = words("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$", "The time zone, such as America/New_York.")
    days: Schema = {
        "type": "object",
        "properties": {ZONE: zone},
        "patternProperties": {f"^{_DAY}(-{_DAY})?$": _TIMES},
        "required": [ZONE],
        "minProperties": 2,
        "additionalProperties": False,
    }
    always = table({ALWAYS: yes_or_no("Somebody always answers."), ZONE: zone}, required=[ALWAYS])
    always["properties"][ALWAYS]["enum"] = ["yes"]
    return named(either(days, always), "Opening hours by name; prompts speak `care` as {care_hours}.")


def _queues() -> Schema:
    hours = or_nothing(told("When somebody is there, by the name under `hours`; left out: always.", _NAME))
    wait = words(PROMPT_KEY, "The prompt that is heard while waiting.")
    return named(table({"hours": hours, "wait": wait}, required=["wait"]), "Waiting lines for a person, by name.")


def _defaults() -> Schema:
    fields = {
        "tries": whole(1, 5, "Stumbles of one kind before giving up; 3 unless given."),
        "first_key": whole(1, 60, "The wait for the first key; 7s unless given.", unit="s"),
        "between_keys": whole(1, 60, "The wait from key to key in an entry; 4s unless given.", unit="s"),
        "give_up": words(ADDRESS, "Where a caller goes whose tries are used up; what 0 does unless given."),
    }
    return table(fields, "What holds where a step does not say otherwise.")


def _waiver() -> Schema:
    fields = {
        "rule": words(r"^[a-z-]+(\.[a-z-]+)+$", "The name in brackets behind the problem; `ivr explain` lists them."),
        "at": words("^[^ ]+$", "A step, a prompt or topic, or a way through this file, such as `facts.email`."),
        "reason": text("Why it is kept.", minLength=1),
        "locale": words(LOCALE, "The locale for which it is kept; left out: for all."),
    }
    return table(fields, "A rule that does not hold at a place.", required=["rule", "at", "reason"])


_FIELDS: dict[str, Schema] = {
    "numbers": {
        **named(
            words(ADDRESS, "The step that a call to this number begins with, as flow.step."),
            "Each number that callers dial, and the step that a call begins with.",
            pattern=NUMBER,
        ),
        "minProperties": 1,
    },
    "locales": or_nothing(
        listing(words(LOCALE), "Languages with a region, such as en-US; calls begin in the first.", least=1)
    ),
    "facts": or_nothing(
        named(
            or_nothing(text("A value that prompts speak as {name}; empty while it is not known.", maxLength=MAX_FACT)),
            "What only the shop knows. Prompts say these as {brand} and so on.",
        )
    ),
    "outside": or_nothing(
        named(
            {"description": "A number that may be rung; empty while it is not known.",
             "type": ["string", "integer", "null"], "pattern": NUMBER},
            "Numbers that the line may ring for a caller; no others are ever rung. `agent` is the person who helps.",
        )
    ),
    "hours": or_nothing(_hours()),
    "queues": or_nothing(_queues()),
    "notices": or_nothing(listing(words(PROMPT_KEY), "Prompts said before everything else, which no key cuts.")),
    "always": _always(),
    "defaults": or_nothing(_defaults()),
    "voices": or_nothing(
        named(words("^[A-Za-z0-9.-]+$"), "The carrier's voice for each locale.", pattern="^.*$")
    ),
    "waivers": or_nothing(listing(_waiver(), "What is kept although `ivr check` tells of it, each with its reason.")),
}  # fmt: skip
