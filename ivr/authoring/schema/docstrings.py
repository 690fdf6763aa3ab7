"""What the code says about a model and its fields, for the help that an editor shows."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel

_EXAMPLE = "\nExample:\n"


def about(model: type[BaseModel]) -> str:
    """What a model is, without its example; each paragraph in one line."""
    whole = inspect.cleandoc(model.__doc__ or "").partition(_EXAMPLE)[0]
    return "\n\n".join(" ".join(part.split()) for part in whole.split("\n\n")).strip()


def example(model: type[BaseModel]) -> str:
    """The YAML of its example; empty when there is none."""
    return textwrap.dedent(inspect.cleandoc(model.__doc__ or "").partition(_EXAMPLE)[2]).strip()


def fields(model: type[BaseModel]) -> Mapping[str, str]:
    """The sentence below each field, those of the models that it is made from included."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        if issubclass(kind, BaseModel) and kind is not BaseModel:
            found |= _own_fields(kind)
    return found


@cache
def _own_fields(model: type[BaseModel]) -> dict[str, str]:
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    lines = body.body if isinstance(body, ast.ClassDef) else []
    found = {}
    for field, below in pairwise(lines):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = " ".join(said.split())
    return found
