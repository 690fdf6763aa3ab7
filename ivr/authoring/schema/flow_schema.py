"""The schema of a file in flows/: steps by name, each judged by its `type` alone."""

from collections.abc import Mapping

from ivr.authoring.schema.docstrings import about, example
from ivr.authoring.schema.shapes import DIALECT, Schema, step_name
from ivr.authoring.schema.step_models import REF, definitions_of
from ivr.dialogue.steps import STEP_TYPES
from ivr.dialogue.steps.step import Step

STEP = "step"
ABOUT = "A flow: what happens in a call, step by step. Each key is the name of a step."


def flow_schema(types: Mapping[str, type[Step]] = STEP_TYPES) -> Schema:
    """The schema of a flow."""
    models = {kind: {**schema, "markdownDescription": _shown(types[kind])} if kind in types else schema
              for kind, schema in definitions_of(types).items()}  # fmt: skip
    return {
        "$schema": DIALECT,
        "title": "A flow of a helpline",
        "description": ABOUT,
        "type": "object",
        "propertyNames": step_name(),
        "additionalProperties": {"$ref": REF.format(model=STEP)},
        "definitions": {STEP: _any_step(types), **models},
    }


def _any_step(types: Mapping[str, type[Step]]) -> Schema:
    """One step: its `type` decides which of the others holds, so that one slip is one message."""
    kind = {"description": "What kind of step this is.", "oneOf": [_kind(name, step) for name, step in types.items()]}
    return {
        "description": "One unit of a flow.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": kind},
        "allOf": [{"if": _is(name), "then": {"$ref": REF.format(model=name)}} for name in types],
    }


def _kind(name: str, step: type[Step]) -> Schema:
    return {"const": name, "description": about(step).partition("\n")[0]}


def _is(name: str) -> Schema:
    return {"type": "object", "required": ["type"], "properties": {"type": {"const": name}}}


def _shown(step: type[Step]) -> str:
    return f"{about(step)}\n\n```yaml\n{example(step)}\n```"
