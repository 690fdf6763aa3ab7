"""`<Dial>`: rings another number for the caller, whispers to whoever answers, and connects the two."""

import re

from ivr.simulator.documents import Verbs, play_from, refuse_dial
from ivr.simulator.happenings import Bridged, DialEnded, LineWarning, Party, Ringing
from ivr.simulator.leg import Goto, Leg, Onward, Playing, Stop, Then, unheard
from ivr.simulator.reading import method, number
from ivr.simulator.stretch import Scene
from ivr.simulator.twiml import Element
from ivr.simulator.verbs import ON_ANY_LINE
from ivr.simulator.waiting import HUNG_UP_AFTER_TALK, notice, onward, talk
from ivr.simulator.world import Pickup

WHISPER_VERBS: Verbs = {**ON_ANY_LINE, "Dial": refuse_dial}
RING = 30  # seconds, unless the document says otherwise
BUSY_AFTER = 2.0
ANSWERED = frozenset({Pickup.ANSWERED, Pickup.MACHINE})
INVALID_NUMBER = 13223
_E164 = re.compile(r"\+[1-9]\d{6,14}\Z")


def dial(leg: Leg, element: Element) -> Playing[Then]:
    """Ring, perhaps talk, and post how it went to the action; without one, go on with the next verb."""
    nouns = [child for child in element.children if child.name == "Number"]
    target = nouns[0] if nouns else element
    if not _E164.match(target.text):
        yield LineWarning(leg.clock, INVALID_NUMBER, f"<Dial> cannot ring {target.text!r}: a number begins with +")
        return onward(element, {"DialCallStatus": "failed", "DialBridged": "false"})
    seconds = yield from number(leg, element, "timeout", RING)
    yield Ringing(leg.clock, target.text, seconds)
    pickup = yield from ring(leg, seconds)
    if isinstance(pickup, Stop):
        yield from canceled(leg, element, target)
        return pickup
    if pickup not in ANSWERED:
        return (yield from ended(leg, element, target, {"DialCallStatus": pickup.value, "DialBridged": "false"}))
    return (yield from answered(leg, element, target))


def ring(leg: Leg, seconds: int) -> Playing[Pickup | Stop]:
    """Let the telephone ring as the world has it; who picks up too late did not answer."""
    world = leg.world
    if world.pickup in {Pickup.BUSY, Pickup.FAILED}:
        return (yield from unheard(leg, Scene.RINGING, BUSY_AFTER)) or world.pickup
    in_time = world.pickup in ANSWERED and world.rings <= seconds
    stopped = yield from unheard(leg, Scene.RINGING, world.rings if in_time else seconds)
    return stopped or (world.pickup if in_time else Pickup.NO_ANSWER)


def canceled(leg: Leg, element: Element, target: Element) -> Playing[None]:
    """Stop ringing for a caller who is gone; the action is told."""
    yield DialEnded(leg.clock, target.text, "canceled", bridged=False)
    leg.status = "completed"
    child = leg.call.child(target.text).call_id
    fields = {"DialCallStatus": "canceled", "DialBridged": "false", "DialCallSid": child}
    yield from notice(leg, element, fields)


def answered(leg: Leg, element: Element, target: Element) -> Playing[Then]:
    """Whisper, connect, talk. Who declines was on the line all the same: `completed`, but not bridged."""
    began = leg.clock
    accepted = yield from whisper(leg, target)
    ended_by = Party.AGENT
    if accepted:
        yield Bridged(leg.clock, target.text)
        ended_by = yield from talk(leg)
    fields = {
        "DialCallStatus": "completed",
        "DialCallDuration": str(int(leg.clock - began)),
        "DialBridged": str(accepted).lower(),
    }
    if accepted and ended_by is Party.CALLER:
        yield DialEnded(leg.clock, target.text, "completed", bridged=True)
        leg.status = "completed"
        yield from notice(leg, element, fields | {"DialCallSid": leg.call.child(target.text).call_id})
        return HUNG_UP_AFTER_TALK
    return (yield from ended(leg, element, target, fields))


def ended(leg: Leg, element: Element, target: Element, fields: dict[str, str]) -> Playing[Then]:
    """Say how the ringing ended, and go on."""
    yield DialEnded(leg.clock, target.text, fields["DialCallStatus"], fields["DialBridged"] == "true")
    return onward(element, fields | {"DialCallSid": leg.call.child(target.text).call_id})


def whisper(leg: Leg, target: Element) -> Playing[bool]:
    """Play the document for the person who answered; they are connected when it runs out, not when it hangs up."""
    url = target.attributes.get("url")
    if not url:
        return True
    child = Leg(leg.call.child(target.text), leg.world, leg.url, Party.AGENT, leg.clock, "in-progress")
    ending = yield from play_from(child, Goto(url, method=(yield from method(leg, target))), WHISPER_VERBS)
    yield from unheard(leg, Scene.RINGING, child.clock - leg.clock)
    return isinstance(ending, Onward)
