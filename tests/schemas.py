"""The judge of files by their schemas: jsonschema, which nobody here wrote."""

from functools import cache
from typing import Any

from editor_yaml import as_an_editor_reads
from jsonschema import Draft7Validator

from ivr.authoring.schema.shapes import Schema
from ivr.commands.schema import SCHEMAS

KINDS = {"helpline.yaml": "helpline", "flows/": "flow", "prompts/": "prompts", "calls/": "calls"}


@cache
def made(kind: str) -> Schema:
    return SCHEMAS[kind]()


@cache
def judge(kind: str) -> Draft7Validator:
    Draft7Validator.check_schema(made(kind))
    return Draft7Validator(made(kind))


def kind_of(file: str) -> str:
    """Which schema judges a file of a helpline, by its place in the folder."""
    return next(kind for begin, kind in KINDS.items() if file.startswith(begin))


def faults(kind: str, content: bytes) -> list[str]:
    """What a schema finds wrong with a file, each with its path."""
    return [_told(error) for error in judge(kind).iter_errors(as_an_editor_reads(content))]


def _told(error: Any) -> str:
    return f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
