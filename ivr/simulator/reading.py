"""Reads attributes of verbs as the carrier does: what it cannot use it reports, and takes the default."""

from ivr.simulator.happenings import LineWarning
from ivr.simulator.leg import Leg, Playing
from ivr.simulator.transport import Method
from ivr.simulator.twiml import SCHEMA, Element


def number(leg: Leg, element: Element, name: str, default: int, code: int = SCHEMA) -> Playing[int]:
    """Read a whole number from 1 up; anything else is reported, and the default used."""
    text = element.attributes.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    yield LineWarning(leg.clock, code, f"<{element.name}> has {name}={text!r}, not a whole number from 1 up: ignored")
    return default


def method(leg: Leg, element: Element, name: str = "method") -> Playing[Method]:
    """Read how to request a URL: POST, unless GET is asked for."""
    text = element.attributes.get(name, "POST")
    if text not in {"GET", "POST"}:
        yield LineWarning(leg.clock, SCHEMA, f"<{element.name}> has {name}={text!r}, not GET or POST: POST is used")
    return "GET" if text == "GET" else "POST"
