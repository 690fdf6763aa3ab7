"""Reads attributes of verbs as the carrier does: what it cannot use it reports, and takes the default."""

from ivr.simulator.happenings import LineWarning
from ivr.simulator.leg import Leg, Playing
from ivr.simulator.transport import Method
from ivr.simulator.twiml import SCHEMA, Element

ENDLESS = 1000  # times: what `loop="0"` comes to, until the caller hangs up


def number(leg: Leg, element: Element, name: str, default: int, code: int = SCHEMA) -> Playing[int]:
    """Read a whole number from 1 up; anything else is reported, and the default used."""
    text = element.attributes.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    yield LineWarning(leg.clock, code, f"<{element.name}> has {name}={text!r}, not a whole number from 1 up: ignored")
    return default


def times(leg: Leg, element: Element, code: int) -> Playing[int]:
    """Read how often something is said or played; 0 is for ever."""
    if element.attributes.get("loop") == "0":
        return ENDLESS
    return (yield from number(leg, element, "loop", 1, code))


def method(leg: Leg, element: Element, name: str = "method", code: int = SCHEMA) -> Playing[Method]:
    """Read how to request a URL: POST, unless GET is asked for."""
    text = element.attributes.get(name, "POST")
    if text not in {"GET", "POST"}:
        yield LineWarning(leg.clock, code, f"<{element.name}> has {name}={text!r}, not GET or POST: POST is used")
    return "GET" if text == "GET" else "POST"


def keys(leg: Leg, element: Element, name: str, default: str, code: int) -> Playing[str]:
    """Read keys of a keypad; with anything else among them they are reported, and the default used."""
    text = element.attributes.get(name, default)
    if set(text) <= set("0123456789*#"):
        return text
    yield LineWarning(leg.clock, code, f"<{element.name}> has {name}={text!r}, which no keypad has: {default} is used")
    return default


def is_on(element: Element, name: str, *, unless_said: bool = False) -> bool:
    """Read a switch; what is neither true nor false was reported with the document."""
    return element.attributes.get(name, str(unless_said).lower()) == "true"
