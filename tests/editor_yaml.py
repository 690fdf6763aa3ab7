"""YAML as an editor reads it: the core types of YAML 1.2, where the line reads every value as text."""

import re
from typing import Any

from ivr.authoring.located import Listing, Node, Scalar, Table
from ivr.authoring.yaml_reader import read_yaml

_WHOLE = re.compile(r"[-+]?[0-9]+")
_FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def as_an_editor_reads(content: bytes) -> Any:
    """The content of a file that is YAML at all."""
    node, _ = read_yaml("file.yaml", content)
    return None if node is None else value_of(node)


def value_of(node: Node) -> Any:
    match node:
        case Scalar(text, quoted=True):
            return text
        case Scalar(text):
            return _plain(text)
        case Listing(items):
            return [value_of(item) for item in items]
        case Table(entries):
            return {entry.key.text: value_of(entry.value) for entry in entries}


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FRACTION.fullmatch(text) else text
