"""The small shapes of the files, as an editor meets them.

An editor reads YAML's own types, where `7` is a number and `true` no text; the line reads every value as text. So a
shape here takes every type that the line would understand. Words for people stand in `description`.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ivr.authoring.field_problems import SHAPES
from ivr.authoring.naming import NAME, NAME_FIX
from ivr.dialogue.steps.step import ACTS

Schema = dict[str, Any]
"""A JSON Schema, or a part of one."""

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""

SCALARS = ("string", "number", "boolean")
ADDRESS = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
_OWN = {ADDRESS: "write flow.step, such as main.welcome"}
PROMPT_KEY = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"


def text(said: str = "", **more: Any) -> Schema:
    """Words, or anything that can be read as such."""
    return told(said, {"type": list(SCALARS), **more})


def words(pattern: str, said: str = "") -> Schema:
    """A text of a certain form, which is no number."""
    return told(said, with_meaning({"type": "string", "pattern": pattern}))


def with_meaning(shape: Schema) -> Schema:
    """A shape that says in words what its pattern asks for, as the checker does."""
    meaning = SHAPES.get(shape["pattern"]) or _OWN.get(shape["pattern"])
    return {**shape, "patternErrorMessage": meaning} if meaning else shape


def whole(least: int, most: int, said: str = "", *, unit: str = "") -> Schema:
    """A whole number, quoted or not, with or without its unit."""
    pattern = rf"^[0-9]+{unit}?$" if unit else "^[0-9]+$"
    return told(said, {"type": ["integer", "string"], "minimum": least, "maximum": most, "pattern": pattern})


def yes_or_no(said: str = "") -> Schema:
    """Yes or no, quoted or not."""
    return told(said, {"enum": ["yes", "no", True, False]})


def one_of(known: Iterable[str], said: str = "") -> Schema:
    """A word of a closed list."""
    return told(said, {"enum": list(known)})


def listing(item: Schema, said: str = "", *, least: int = 0) -> Schema:
    """A list."""
    return told(said, {"type": "array", "items": item, **({"minItems": least} if least else {})})


def table(fields: Mapping[str, Schema], said: str = "", *, required: Collection[str] = ()) -> Schema:
    """A table with these keys and no others."""
    need = {"required": list(required)} if required else {}
    return told(said, {"type": "object", "properties": dict(fields), **need, "additionalProperties": False})


def named(value: Schema, said: str = "", *, pattern: str = f"^{NAME.pattern}$") -> Schema:
    """A table whose keys the author chose."""
    return told(said, {"type": "object", "patternProperties": {pattern: value}, "additionalProperties": False})


def either(*shapes: Schema, said: str = "") -> Schema:
    """Any of some shapes."""
    return told(said, {"anyOf": list(shapes)})


def or_nothing(shape: Schema) -> Schema:
    """A shape, or a key with nothing after it."""
    if "type" not in shape:
        return {**shape, "anyOf": [*shape["anyOf"], {"type": "null"}]}
    types = shape["type"] if isinstance(shape["type"], list) else [shape["type"]]
    return {**shape, "type": [*types, "null"]}


def told(said: str, shape: Schema) -> Schema:
    """A shape with what is said about it, first."""
    return {"description": said, **shape} if said else shape


def step_name() -> Schema:
    """The name of a step: not that of an act."""
    acts = "|".join(ACTS)
    meaning = f"a step's name is {NAME_FIX}; {', '.join(ACTS)} are what keys do everywhere"
    return {"pattern": f"^(?!({acts})$){NAME.pattern}$", "patternErrorMessage": meaning}
