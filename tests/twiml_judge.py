"""Judges a TwiML document by Twilio's own definitions (`tests/data/twiml_schema.json`) and by our rules for URLs."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MAX_DOCUMENT = 64 * 1024
MAX_SAY = 4096
URL = re.compile(r"/[A-Za-z0-9/_-]*(#[a-z0-9=&,]*)?")
URL_NAMES = re.compile(r"(action|.*[uU]rl|.*Callback)")
URL_TEXTS = {"Redirect", "Play"}
SPEAKING_TEXTS = {"Say", "Redirect", "Number", "Enqueue"}  # elements that mean nothing without text
SILENT_TEXTS = {"Response", "Gather", "Pause", "Hangup", "Leave", "break"}  # elements whose text nobody would hear
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
IN_A_WAIT = {"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"}


def assert_twiml(xml: str, *, waiting: bool = False) -> None:
    """Fail with every problem of a document. `waiting`: it is played in a queue, where Twilio takes fewer verbs."""
    problems = judge(xml, waiting=waiting)
    assert not problems, "\n".join([*problems, xml])


def judge(xml: str, *, waiting: bool = False) -> list[str]:
    """Every problem of a document, in words; none if Twilio would obey all of it."""
    try:
        root = ElementTree.fromstring(xml.encode())
    except (ElementTree.ParseError, UnicodeEncodeError) as error:
        return [f"it is not XML: {error}"]
    problems = [] if len(xml.encode()) < MAX_DOCUMENT else [f"it has {len(xml.encode())} bytes"]
    if root.tag != "Response":
        return [*problems, f"its root is <{root.tag}>"]
    problems += _of_element(root, "VoiceResponse")
    if waiting:
        problems += [f"<{verb.tag}> in a wait" for verb in root if verb.tag not in IN_A_WAIT]
        problems += [] if len(root) else ["an empty document in a wait, which Twilio asks for again at once"]
    return problems


@cache
def schema() -> Any:
    """Twilio's definitions: `enums`, `attrs` and `children` by the name of the element's class."""
    return json.loads((Path(__file__).parent / "data" / "twiml_schema.json").read_bytes())


def _of_element(element: Element, kind: str) -> Iterator[str]:
    yield from _of_attributes(element, schema()["attrs"].get(kind, {}))
    yield from _of_text(element)
    children = {_tag(name): name for name in schema()["children"][kind] if name in schema()["children"]}
    for child in element:
        if child.tag in children:
            yield from _of_element(child, children[child.tag])
        else:
            yield f"<{child.tag}> in <{element.tag}>"


def _tag(name: str) -> str:
    """The element of a class: SsmlSayAs is written as `say-as`, all else by its own name."""
    if not name.startswith("Ssml"):
        return name
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.removeprefix("Ssml")).lower()


def _of_attributes(element: Element, known: Mapping[str, Any]) -> Iterator[str]:
    for name, value in element.attrib.items():
        place, plain = f'<{element.tag} {name}="{value}">', name.replace(XML_LANG, "xml:lang")
        if plain not in known:
            yield f"{place}: no such attribute"
        elif not _fits(value, known[plain]):
            yield f"{place}: not a value of it"
        elif URL_NAMES.fullmatch(plain) and not URL.fullmatch(value):
            yield f"{place}: not a plain path"
        elif plain.lower().endswith("method") and value != "POST":
            yield f"{place}: only POST forms are taken"


def _fits(value: str, asked: Mapping[str, Any]) -> bool:
    parts = re.split(r"[ ,]", value) if asked["list"] else [value]
    match asked["type"]:
        case "enum":
            return all(part in asked["enum"] for part in parts)
        case "number":
            return all(re.fullmatch(r"[0-9]+", part) for part in parts)
        case "boolean":
            return value in ("true", "false")
        case _:
            return True


def _of_text(element: Element) -> Iterator[str]:
    text = "".join(element.itertext()).strip()
    if element.tag == "Say" and len(text) > MAX_SAY:
        yield f"<Say> has {len(text)} characters"
    if element.tag in SPEAKING_TEXTS and not text:
        yield f"<{element.tag}> is empty"
    if element.tag in SILENT_TEXTS and "".join([element.text or "", *(child.tail or "" for child in element)]).strip():
        yield f"<{element.tag}> has text of its own"
    if element.tag in URL_TEXTS and not URL.fullmatch(text):
        yield f"<{element.tag}>{text}: not a plain path"
