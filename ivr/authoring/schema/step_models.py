"""A step's model as a JSON Schema for editors: what pydantic makes of it, opened to all that the line reads as text."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from ivr.authoring.field_problems import model_at
from ivr.authoring.schema.docstrings import about, fields
from ivr.authoring.schema.shapes import SCALARS, Schema, with_meaning, yes_or_no

REF = "#/definitions/{model}"
_NOISE = frozenset({"title", "ge", "le"})
_DIGITS = "^[0-9]+$"


def definitions_of(models: Mapping[str, type[BaseModel]]) -> Schema:
    """Every model by its name, and the models inside them by theirs."""
    found: Schema = {}
    for name, model in models.items():
        made = model.model_json_schema(ref_template=REF)
        inner = made.pop("$defs", {})
        found[name] = _described(_written(made), model)
        for kind in _models_below(model):
            if kind.__name__ in inner:
                found[kind.__name__] = _described(_written(inner[kind.__name__]), kind)
    return found


def _models_below(model: type[BaseModel]) -> Iterable[type[BaseModel]]:
    for name in model.model_fields:
        inner = model_at(model, (name,))
        if inner is not model:
            yield inner
            yield from _models_below(inner)


def _described(schema: Schema, model: type[BaseModel]) -> Schema:
    said = fields(model)
    properties = {
        name: {**({"description": said[name]} if name in said else {}), **shape}
        for name, shape in schema["properties"].items()
    }
    return {**schema, "description": about(model), "properties": properties}


def _written(node: Any) -> Any:
    """The schema of what stands in the file, from that of what it means."""
    if isinstance(node, list):
        return [_written(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in node.items() if key not in _NOISE and not _is_no_default(key, value)}
    inner = {key: _tables(value) if key in ("properties", "patternProperties") else _written(value)
             for key, value in kept.items()}  # fmt: skip
    return _closed(_merged(_opened(inner)))


def _is_no_default(key: str, value: Any) -> bool:
    return key == "default" and value in (None, [], {})


def _tables(fields: Schema) -> Schema:
    return {name: _written(value) for name, value in fields.items()}


def _opened(node: Schema) -> Schema:
    """Numbers may be quoted, keys of the telephone unquoted, yes and no written out."""
    match node:
        case {"type": "integer"}:
            return {**node, "type": ["integer", "string"], "pattern": _DIGITS}
        case {"type": "boolean"}:
            return {**yes_or_no(), **({"default": "yes" if node["default"] else "no"} if "default" in node else {})}
        case {"type": "string", "pattern": "^[0-9]$"}:
            return {**node, "type": ["integer", "string"], "minimum": 0, "maximum": 9}
        case {"type": "string", "pattern": _}:
            return with_meaning(node)
        case {"type": "string", **rest} if not {"const", "enum"} & set(rest):
            return {**node, "type": list(SCALARS)}
        case _:
            return node


def _merged(node: Schema) -> Schema:
    """One shape instead of several that are values: an editor then says better what is wrong."""
    parts = node.get("anyOf", [])
    if not parts or not all(_is_value(part) for part in parts):
        return node
    whole: Schema = {key: value for key, value in node.items() if key != "anyOf"}
    types: dict[str, None] = {}
    for part in sorted(parts, key=lambda part: "s?" not in part.get("pattern", "")):
        listed = part["type"] if isinstance(part["type"], list) else [part["type"]]
        types |= dict.fromkeys(listed)
        whole = {**part, **whole}
    return _nullable({**whole, "type": list(types)})


def _is_value(part: Schema) -> bool:
    return "type" in part and not {"object", "array"} & set(
        part["type"] if isinstance(part["type"], list) else [part["type"]]
    )


def _nullable(node: Schema) -> Schema:
    if "enum" in node and "null" in node["type"]:
        return {**{key: value for key, value in node.items() if key != "type"}, "enum": [*node["enum"], None]}
    return node


def _closed(node: Schema) -> Schema:
    """A table whose keys have a pattern has no others."""
    return {**node, "additionalProperties": False} if "patternProperties" in node else node
