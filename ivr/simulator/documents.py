"""Plays one document after another on one telephone, until something other than a document is next."""

from collections.abc import Callable, Mapping

from ivr.simulator.grammar import complaints
from ivr.simulator.happenings import LineError, LineWarning
from ivr.simulator.leg import Due, Failed, Goto, Leg, Onward, Over, Playing, Post, Then, posted
from ivr.simulator.twiml import SCHEMA, Element, RefusedError, read_reply

VerbPlayer = Callable[[Leg, Element], Playing[Then]]
Verbs = Mapping[str, VerbPlayer]

LONGEST_CALL = 4 * 60 * 60  # seconds: the carrier ends a call after four hours
MAX_QUIET = 50  # documents in a row without a moment of sound or silence: they go round in circles
INTERNAL = 12400
NESTED_DIAL = 13201


def play_from(leg: Leg, start: Goto, verbs: Verbs, until: float | None = None) -> Playing[Then]:
    """Fetch and play documents from `start` on. Returns Onward when a document ran out of verbs.

    `verbs` says which verbs may stand in this place, `until` the moment at which to stop after a verb.
    """
    here = start
    while True:
        document = yield from fetch(leg, here)
        if isinstance(document, Failed):
            return document
        yield from warn(leg, document, verbs)
        then = yield from perform(leg, document, verbs, until)
        if not isinstance(then, Goto):
            return then
        here = then


def fetch(leg: Leg, here: Goto) -> Playing[Element | Failed]:
    """Post for a document; report what the carrier would refuse."""
    url = leg.absolute(here.url)
    leg.quiet += 1
    reply = yield from posted(Post(url, leg.form() | dict(here.fields), leg.clock))
    leg.url = url
    leg.status = "in-progress"
    try:
        if leg.quiet > MAX_QUIET:
            leg.quiet = 0  # the fallback document may yet be heard
            raise RefusedError(INTERNAL, f"{MAX_QUIET} documents in a row without a sound: they go round in circles")
        return read_reply(reply)
    except RefusedError as refused:
        yield LineError(leg.clock, refused.code, refused.text, url, refused.status)
        return Failed(refused.code, url)


def warn(leg: Leg, document: Element, verbs: Verbs) -> Playing[None]:
    """Report what the carrier will skip."""
    for serious, text in complaints(document, verbs.keys(), f"for the {leg.party}'s line here"):
        yield LineWarning(leg.clock, SCHEMA if serious else 0, text)


def perform(leg: Leg, document: Element, verbs: Verbs, until: float | None) -> Playing[Then]:
    """Play the verbs of a document until one leads elsewhere."""
    for element in document.children:
        if leg.clock >= LONGEST_CALL:
            return Over("line", "a call lasts four hours at most")
        play = verbs.get(element.name)
        then: Then = Onward() if play is None else (yield from play(leg, element))
        if isinstance(then, Onward) and until is not None and leg.clock >= until:
            return Due()
        if not isinstance(then, Onward):
            return then
    return Onward()


def refuse_dial(leg: Leg, _element: Element) -> Playing[Then]:
    """Refuse to ring a third party from a telephone that was itself rung."""
    yield LineError(leg.clock, NESTED_DIAL, "<Dial> may not be used on a line that was dialled", leg.url)
    return Failed(NESTED_DIAL, leg.url)
