"""What a validator found wrong with a step, in the words of the YAML file and at its place."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ivr.authoring.cursor import Cursor
from ivr.authoring.located import Path, follow, plain
from ivr.authoring.suggestions import did_you_mean, fix_for

SHAPES: Mapping[str, str] = {
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$": "name a step of this file, or flow.step: small letters, digits and _",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$": "name a prompt: small letters, digits and _; its words stand in prompts/",
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$": "name a topic: small letters, digits, _ and a dot, such as care.rose",
    r"^[a-z][a-z0-9_]*$": "small letters, digits and _, beginning with a letter",
    r"^[A-Za-z][A-Za-z0-9_-]*$": "letters, digits, - and _, beginning with a letter",
    r"^[0-9]$": "one key, 0 to 9",
    r"^([1-9]|[1-5][0-9]|60)s?$": "write 1s to 60s",
}
"""What the shapes of names in the steps mean."""

_KEY = "[key]"  # the validator's word for the key of a table
_OUTCOMES = "on"
FEWEST_DIGITS = 2  # of an entry


def note_field(step: Cursor, model: type[BaseModel], error: ErrorDetails) -> None:
    """Note one of the validator's errors where it stands in the step."""
    loc = error["loc"]
    match error["type"]:
        case "missing":
            _note_missing(_place(step, loc[:-1]), str(loc[-1]))
        case "extra_forbidden":
            _note_extra(_place(step, loc[:-1]), str(loc[-1]), model_at(model, loc[:-1]))
        case kind:
            place = _place(step, loc)
            what = f"'{loc[-2]}'" if loc and loc[-1] == _KEY else place.what()
            rule, message, hint = _MEANINGS.get(kind, _anything)(what, error)
            if not (kind == "too_short" and plain(place.node)):  # then its items are no good, which is told already
                place.tell(rule, message, hint=hint)


def _place(step: Cursor, loc: Path) -> Cursor:
    node, known = follow(step.node, loc)
    return Cursor(node, (*step.path, *known), step.found)


def _note_missing(place: Cursor, field: str) -> None:
    if place.path[-1] == _OUTCOMES:
        place.tell("outcome.missing", f"the outcome '{field}' leads nowhere", hint=f"add '{field}:' and a step")
    else:
        place.missing(field)


def _note_extra(place: Cursor, field: str, owner: type[BaseModel]) -> None:
    key = next(place.at_key(entry) for entry in place.entries() if entry.key.text == field)
    if place.path[-1] == _OUTCOMES:
        key.tell("outcome.unknown", f"there is no outcome '{field}'", hint=fix_for(field, owner.model_fields))
    else:
        key.unknown_field(owner.model_fields)


def model_at(model: type[BaseModel], loc: Path) -> type[BaseModel]:
    """The model of a part of a step: that of one choice, for `choices[2]`."""
    for part in loc:
        field = model.model_fields.get(str(part))
        model = next(_models_in(field.annotation), model) if field else model
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


Meaning = tuple[str, str, str]
"""Rule, message and hint."""


def _shape(expected: str, hint: str = "") -> Callable[[str, ErrorDetails], Meaning]:
    def meaning(what: str, _error: ErrorDetails) -> Meaning:
        return "field.shape", f"{what} stands where {expected} is expected", hint

    return meaning


def _pattern(what: str, error: ErrorDetails) -> Meaning:
    return "field.value", f"{what} cannot stand here", SHAPES.get(error["ctx"]["pattern"], "")


def _choice(what: str, error: ErrorDetails) -> Meaning:
    expected = str(error["ctx"]["expected"]).replace("'", "")
    names = expected.replace(" or ", ", ").split(", ")
    hint = did_you_mean(what.strip("'"), names) or f"write {expected}"
    return "field.value", f"{what} cannot stand here", hint


def _least(what: str, error: ErrorDetails) -> Meaning:
    least = error["ctx"]["ge"]
    if least == FEWEST_DIGITS and what == "'1'":
        return "collect.one-digit", "an entry of one digit is a menu", "use type: menu"
    return "field.value", f"{what} cannot stand here", f"at least {least}"


def _most(what: str, error: ErrorDetails) -> Meaning:
    return "field.value", f"{what} cannot stand here", f"at most {error['ctx']['le']}"


def _too_few(_what: str, _error: ErrorDetails) -> Meaning:
    return "field.value", "nothing is listed here", ""


def _too_many(_what: str, error: ErrorDetails) -> Meaning:
    return "field.value", f"more than {error['ctx']['max_length']} are listed here", ""


def _long(_what: str, error: ErrorDetails) -> Meaning:
    return "field.value", f"the text is longer than {error['ctx']['max_length']} characters", ""


def _own_words(_what: str, error: ErrorDetails) -> Meaning:
    return "field.value", str(error["ctx"]["error"]), ""


def _number(what: str, _error: ErrorDetails) -> Meaning:
    return "field.value", f"{what} is no whole number", "write 7, or 7s for seconds"


def _yes_no(what: str, _error: ErrorDetails) -> Meaning:
    return "field.value", f"{what} is neither yes nor no", 'write "yes" or "no"'


def _anything(what: str, error: ErrorDetails) -> Meaning:
    return "field.value", f"{what} cannot stand here: {error['msg'].lower()}", ""


_TABLE, _LIST = _shape("a table of keys and values"), _shape("a list", "write it as [one, two]")
_MEANINGS: Mapping[str, Callable[[str, ErrorDetails], Meaning]] = {
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
    "dict_type": _TABLE,
    "greater_than_equal": _least,
    "int_parsing": _number,
    "int_type": _number,
    "less_than_equal": _most,
    "list_type": _LIST,
    "literal_error": _choice,
    "mapping_type": _TABLE,
    "model_type": _TABLE,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _long,
    "string_type": _shape("a text"),
    "too_long": _too_many,
    "too_short": _too_few,
    "tuple_type": _LIST,
    "value_error": _own_words,
}
"""The validator's errors by their kind; a kind that is not here is told in the validator's own words."""
