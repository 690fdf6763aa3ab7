"""`<Enqueue>`: the caller waits, hearing documents over and over, until served, gone, or tired of it."""

from ivr.simulator.documents import LONGEST_CALL, Verbs, play_from
from ivr.simulator.fields import sid
from ivr.simulator.happenings import Bridged, InQueue, Party, QueueLeft
from ivr.simulator.leg import (
    Due,
    Failed,
    Goto,
    Left,
    Leg,
    Onward,
    Over,
    Place,
    Playing,
    Then,
    first_act,
    sent,
    unheard,
)
from ivr.simulator.reading import method, number
from ivr.simulator.stretch import PutDown, Scene
from ivr.simulator.transport import Method, Webhook
from ivr.simulator.twiml import Element
from ivr.simulator.verbs import ON_ANY_LINE, leave

# Play, Say, Pause, Hangup, Redirect, Leave and Gather: nothing else may be played to somebody who waits.
WAIT_VERBS: Verbs = {**ON_ANY_LINE, "Leave": leave}
QUEUE_SIZE = 1000
HOLD_MUSIC = 60.0  # seconds of the carrier's own music, when no document is given
NEVER = float("inf")
HUNG_UP_AFTER_TALK = Over("caller", "hung up after speaking with a person")


def enqueue(leg: Leg, element: Element) -> Playing[Then]:
    """Wait in the queue, then post how the wait ended to the action; without one, go on with the next verb."""
    size = yield from number(leg, element, "maxQueueSize", QUEUE_SIZE)
    if leg.world.queue_full:
        return (yield from left(leg, element, {"QueueResult": "queue-full"}))
    here, place = leg.url, Place(element.text, sid("QU", element.text), leg.clock, size)
    leg.place = place
    yield InQueue(leg.clock, element.text)
    ending = yield from wait_out(leg, element)
    leg.place, leg.url = None, here
    fields = {"QueueSid": place.queue_id, "QueueTime": str(int(leg.clock - place.since))}
    match ending:
        case Failed():
            return (yield from left(leg, element, {"QueueResult": "error", **fields}))
        case Left():
            return (yield from left(leg, element, {"QueueResult": "leave", **fields}))
        case Over():
            return (yield from gone(leg, element, {"QueueResult": "hangup", **fields}, ending))
        case _:
            return (yield from served(leg, element, fields))


def wait_out(leg: Leg, element: Element) -> Playing[Then]:
    """Play the wait document again and again, also after another one that it led to, until something else is next."""
    wait_url = element.attributes.get("waitUrl")
    home = Goto(leg.absolute(wait_url), method=(yield from method(leg, element, "waitUrlMethod"))) if wait_url else None
    served_at = leg.clock + _or_never(leg.world.served_after)
    tired_at = leg.clock + _or_never(leg.world.patience)
    leg.due = min(served_at, tired_at, LONGEST_CALL)
    ending: Then = Onward()
    while isinstance(ending, Onward):
        if home:
            ending = yield from play_from(leg, home, WAIT_VERBS)
        else:
            ending = (yield from unheard(leg, Scene.HOLDING, HOLD_MUSIC)) or Onward()
    leg.due = None
    if isinstance(ending, Due) and served_at > leg.clock:
        return Over("caller", "hung up while waiting")
    return ending


def served(leg: Leg, element: Element, fields: dict[str, str]) -> Playing[Then]:
    """Connect the caller with the person who took them; the action hears of it before and after."""
    yield from notice(leg, element, {"QueueResult": "bridging-in-process", **fields})
    yield Bridged(leg.clock, element.text)
    ended_by = yield from talk(leg)
    bridged = {"QueueResult": "bridged", **fields}
    if ended_by is Party.CALLER:
        return (yield from gone(leg, element, bridged, HUNG_UP_AFTER_TALK))
    return (yield from left(leg, element, bridged))


def talk(leg: Leg) -> Playing[Party]:
    """Let the caller speak with a person; returns who puts the telephone down. Keys are heard by the person only."""
    until = leg.clock + leg.world.talk
    act = None
    while leg.clock < until:
        act = yield from first_act(leg, Scene.TALKING, until)
        if isinstance(act, PutDown):
            return Party.CALLER
        if act is None:
            break
    return leg.world.talk_ended_by


def left(leg: Leg, element: Element, fields: dict[str, str]) -> Playing[Then]:
    """Leave the queue with the caller still there."""
    yield QueueLeft(leg.clock, element.text, fields["QueueResult"])
    return onward(element, fields)


def gone(leg: Leg, element: Element, fields: dict[str, str], over: Over) -> Playing[Then]:
    """Leave the queue because the caller is gone."""
    yield QueueLeft(leg.clock, element.text, fields["QueueResult"])
    leg.status = "completed"
    yield from notice(leg, element, fields)
    return over


def onward(element: Element, fields: dict[str, str]) -> Then:
    """Post to the action, or go on without one."""
    action = element.attributes.get("action")
    how: Method = "GET" if element.attributes.get("method") == "GET" else "POST"
    return Goto(action, fields, how) if action else Onward()


def notice(leg: Leg, element: Element, fields: dict[str, str]) -> Playing[None]:
    """Tell the action what became of the caller; what it answers is of no use to anybody."""
    action = element.attributes.get("action")
    if action:
        yield from sent(Webhook(leg.absolute(action), leg.form() | fields, leg.clock))


def _or_never(seconds: int | None) -> float:
    return NEVER if seconds is None else seconds
