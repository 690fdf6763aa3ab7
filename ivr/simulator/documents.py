"""Plays one document after another on one telephone, until something other than a document is next."""

from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from ivr.simulator.fields import sid
from ivr.simulator.grammar import complaints
from ivr.simulator.happenings import LineError, LineWarning
from ivr.simulator.leg import (
    IN_PROGRESS,
    LONGEST_CALL,
    RINGING,
    TOO_LONG,
    Failed,
    Goto,
    Leg,
    Onward,
    Playing,
    Stop,
    Then,
    sent,
    unheard,
)
from ivr.simulator.notices import post_due
from ivr.simulator.overrides import BAD_OVERRIDE, overrides_of
from ivr.simulator.stretch import Scene
from ivr.simulator.transport import Reply, Unreachable, Webhook
from ivr.simulator.twiml import REDIRECTS, Element, RefusedError, read_reply

VerbPlayer = Callable[[Leg, Element], Playing[Then]]
Verbs = Mapping[str, VerbPlayer]

MAX_QUIET = 50  # documents in a row without a moment of sound or silence: they go round in circles
MAX_REDIRECTS = 5  # of HTTP, in a row
INTERNAL = 12400
NESTED_DIAL = 13201


def play_from(leg: Leg, start: Goto, verbs: Verbs) -> Playing[Then]:
    """Fetch and play documents from `start` on. Returns Onward when a document ran out of verbs.

    `verbs` says which verbs may stand in this place.
    """
    here = start
    while True:
        document = yield from fetch(leg, here)
        if not isinstance(document, Element):
            return document
        yield from warn(leg, document, verbs)
        then = yield from perform(leg, document, verbs)
        if not isinstance(then, Goto):
            return then
        here = then


def fetch(leg: Leg, here: Goto) -> Playing[Element | Failed | Stop]:
    """Ask for a document; report what the carrier would refuse. The round trip is time in which keys are lost."""
    url = leg.absolute(here.url)
    leg.quiet += 1
    half = on_the_call(leg, leg.world.round_trip / 2)
    stopped = yield from unheard(leg, Scene.FETCHING, half)
    yield from post_due(leg)
    reply = yield from delivered(leg, here, url)
    leg.url = url
    if isinstance(reply, Stop):
        return reply
    stopped = stopped or (yield from unheard(leg, Scene.FETCHING, half))
    if stopped is not None:
        return stopped  # the request went out all the same, and its answer is of no use any more
    try:
        if leg.quiet > MAX_QUIET:
            leg.quiet = 0  # the fallback document may yet be heard
            raise RefusedError(INTERNAL, f"{MAX_QUIET} documents in a row without a sound: they go round in circles")
        return read_reply(reply, url)
    except RefusedError as refused:
        yield LineError(leg.clock, refused.code, refused.text, url, refused.status)
        return Failed(refused.code, url)


def delivered(leg: Leg, here: Goto, url: str) -> Playing[Reply | Unreachable | Stop]:
    """Send a webhook, again where its URL asks for that; what is waited for in vain is time of the call."""
    overrides, wrong = overrides_of(urljoin(leg.url, here.url))
    for what in wrong:
        yield LineWarning(leg.clock, BAD_OVERRIDE, f"the URL's fragment has {what}, which the carrier does not know")
    leg.requests += 1
    token = sid("", f"{leg.call.call_id} {leg.requests}")
    webhook = Webhook(url, leg.form() | dict(here.fields), leg.clock, here.method, token, overrides.rt / 1000)
    spent, tries = 0.0, 0
    while True:
        answer = yield from followed(webhook)
        tries_again = tries < overrides.rc and overrides.tries_again_after(answer)
        lost = min(overrides.seconds_of(answer, leg.world.round_trip, tries_again=tries_again), overrides.total - spent)
        spent, tries = spent + lost, tries + 1
        stopped = yield from unheard(leg, Scene.FETCHING, on_the_call(leg, lost))
        if stopped is not None:
            return stopped
        if not tries_again or spent >= overrides.total:
            return answer


def on_the_call(leg: Leg, seconds: float) -> float:
    """Return how much of the time that a request takes is time of the call, which begins when it is answered."""
    return 0.0 if leg.status == RINGING else seconds


def followed(webhook: Webhook) -> Playing[Reply | Unreachable]:
    """Send a webhook; a redirect is followed by a GET that has lost the form, so the line seldom knows it again."""
    answer = yield from sent(webhook)
    for _ in range(MAX_REDIRECTS):
        if not isinstance(answer, Reply) or answer.status not in REDIRECTS or not answer.location:
            break
        there = urljoin(webhook.url, answer.location)
        answer = yield from sent(Webhook(there, at=webhook.at, method="GET", token=webhook.token))
    return answer


def warn(leg: Leg, document: Element, verbs: Verbs) -> Playing[None]:
    """Report what the carrier will skip."""
    for code, text in complaints(document, verbs.keys(), f"for the {leg.party}'s line here"):
        yield LineWarning(leg.clock, code, text)


def perform(leg: Leg, document: Element, verbs: Verbs) -> Playing[Then]:
    """Play the verbs of a document until one leads elsewhere. Any but `<Reject>` answers a call that still rings."""
    for element in document.children:
        if leg.clock >= LONGEST_CALL:
            return TOO_LONG
        play = verbs.get(element.name)
        if leg.status == RINGING and element.name != "Reject":
            leg.status = IN_PROGRESS
        then: Then = Onward() if play is None else (yield from play(leg, element))
        if not isinstance(then, Onward):
            return then
    return Onward()


def refuse_dial(leg: Leg, _element: Element) -> Playing[Then]:
    """Refuse to ring a third party from a telephone that was itself rung."""
    yield LineError(leg.clock, NESTED_DIAL, "<Dial> may not be used on a line that was dialled", leg.url)
    return Failed(NESTED_DIAL, leg.url)
