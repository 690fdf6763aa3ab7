"""`<Enqueue>`: the caller waits, hearing documents over and over, until served, gone, or tired of it."""

from ivr.simulator.any_line import ON_ANY_LINE
from ivr.simulator.documents import Verbs, play_from
from ivr.simulator.fields import sid
from ivr.simulator.happenings import Bridged, InQueue, LineWarning, Party, QueueLeft
from ivr.simulator.leg import (
    COMPLETED,
    LONGEST_CALL,
    NEVER,
    TOO_LONG,
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
    unheard,
)
from ivr.simulator.notices import post_due, post_later
from ivr.simulator.reading import method, number
from ivr.simulator.stretch import Press, PutDown, Scene
from ivr.simulator.transport import Method
from ivr.simulator.twiml import SCHEMA, Element
from ivr.simulator.verbs import leave

# Play, Say, Pause, Hangup, Redirect, Leave and Gather: nothing else may be played to somebody who waits.
WAIT_VERBS: Verbs = {**ON_ANY_LINE, "Leave": leave}
QUEUE_SIZE, MAX_NAME = 1000, 64  # callers, and characters
QUEUE_NAME, WAIT_METHOD = SCHEMA, 14206
HOLD_MUSIC = 60.0  # seconds of the carrier's own music, when no document is given
HUNG_UP_AFTER_TALK = Over("caller", "hung up after speaking with a person")


def enqueue(leg: Leg, element: Element) -> Playing[Then]:
    """Wait in the queue, then post how the wait ended to the action; without one, go on with the next verb."""
    if len(element.text) > MAX_NAME:
        yield LineWarning(leg.clock, QUEUE_NAME, f"<Enqueue> names a queue of more than {MAX_NAME} characters")
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
            yield QueueLeft(leg.clock, element.text, "hangup")
            gone(leg, element, {"QueueResult": "hangup", **fields})
            return ending
        case _:
            return (yield from served(leg, element, fields))


def wait_out(leg: Leg, element: Element) -> Playing[Then]:
    """Play the wait document again and again, also after another one that it led to, until something else is next."""
    wait_url = element.attributes.get("waitUrl")
    home = (
        Goto(leg.absolute(wait_url), method=(yield from method(leg, element, "waitUrlMethod", WAIT_METHOD)))
        if wait_url
        else None
    )
    served_at = begin_waiting(leg)
    ending: Then = Onward()
    while isinstance(ending, Onward):
        if home:
            ending = yield from play_from(leg, home, WAIT_VERBS)
        else:
            ending = (yield from unheard(leg, Scene.HOLDING, HOLD_MUSIC)) or Onward()
    over = end_waiting(leg, served_at)
    return over if isinstance(ending, Due) else ending


def begin_waiting(leg: Leg) -> float:
    """Set the moment at which the wait ends by itself; returns the one at which a person comes."""
    served_at = leg.clock + _or_never(leg.world.served_after)
    leg.due = min(served_at, leg.clock + _or_never(leg.world.patience), LONGEST_CALL)
    return served_at


def end_waiting(leg: Leg, served_at: float) -> Due | Over:
    """End a wait whose moment has come: a person is there, or the caller's patience is at its end, or the carrier's."""
    leg.due = None
    if served_at <= leg.clock:
        return Due()
    return TOO_LONG if leg.clock >= LONGEST_CALL else Over("caller", "hung up while waiting")


def served(leg: Leg, element: Element, fields: dict[str, str]) -> Playing[Then]:
    """Connect the caller with the person who took them; the action hears of it before and after."""
    post_action(leg, element, {"QueueResult": "bridging-in-process", **fields})
    yield from post_due(leg)
    yield Bridged(leg.clock, element.text)
    ended_by = yield from talk(leg)
    bridged = {"QueueResult": "bridged", **fields}
    yield QueueLeft(leg.clock, element.text, "bridged")
    if ended_by is Party.CALLER:
        gone(leg, element, bridged)
        return HUNG_UP_AFTER_TALK
    return onward(element, bridged)


def talk(leg: Leg, longest: float = NEVER, *, ends_on_star: bool = False) -> Playing[Party]:
    """Let the caller speak with a person; returns who puts the telephone down.

    Keys are heard by the person only, but for a star where that ends the talk; the caller is still there then, as after
    the `longest` time.
    """
    until = leg.clock + min(leg.world.talk, longest)
    while True:
        act = yield from first_act(leg, Scene.TALKING, until)
        match act:
            case PutDown():
                return Party.CALLER
            case Press(_, "*") if ends_on_star:
                return Party.AGENT
            case Over():
                return Party.AGENT  # four hours are over: the carrier ends the call with the next document
            case None:
                return leg.world.talk_ended_by if leg.world.talk <= longest else Party.AGENT
            case _:
                pass


def left(leg: Leg, element: Element, fields: dict[str, str]) -> Playing[Then]:
    """Leave the queue with the caller still there."""
    yield QueueLeft(leg.clock, element.text, fields["QueueResult"])
    return onward(element, fields)


def onward(element: Element, fields: dict[str, str]) -> Then:
    """Post to the action, or go on without one."""
    action = element.attributes.get("action")
    return Goto(action, fields, _how(element)) if action else Onward()


def gone(leg: Leg, element: Element, fields: dict[str, str]) -> None:
    """Tell the action what became of a caller who is gone; what it answers is of no use to anybody."""
    leg.status = COMPLETED
    post_action(leg, element, fields)


def post_action(leg: Leg, element: Element, fields: dict[str, str]) -> None:
    """Post a notice to the action, if there is one."""
    action = element.attributes.get("action")
    if action:
        post_later(leg, action, leg.form() | fields, _how(element))


def _how(element: Element) -> Method:
    return "GET" if element.attributes.get("method") == "GET" else "POST"


def _or_never(seconds: int | None) -> float:
    return NEVER if seconds is None else seconds
