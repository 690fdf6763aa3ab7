"""A telephone that is rung for the caller: how it takes that, and what is posted about its own call."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ivr.simulator.fields import duration_form, progress_form
from ivr.simulator.happenings import DialEnded, Party, Ringing
from ivr.simulator.leg import COMPLETED, IN_PROGRESS, RINGING, Leg, Playing, Stop, unheard
from ivr.simulator.notices import post_later
from ivr.simulator.stretch import Scene
from ivr.simulator.transport import Method
from ivr.simulator.twiml import Element
from ivr.simulator.world import Pickup, Telephone

BUSY_AFTER = 2.0  # seconds until a busy tone is known to be one
ANSWERED = frozenset({Pickup.ANSWERED, Pickup.MACHINE})
NEVER_RANG = frozenset({Pickup.BUSY, Pickup.FAILED})
INITIATED, PICKED_UP, CANCELED = "initiated", "answered", "canceled"
E164 = re.compile(r"\+[1-9]\d{6,14}\Z")


@dataclass
class Rung:
    """A telephone that is rung: its own call, and how many notices were posted about it."""

    noun: Element
    leg: Leg
    telephone: Telephone
    notices: int = 0
    since: float | None = None  # when it was picked up

    @property
    def number(self) -> str:
        """The number that is rung."""
        return self.leg.call.dialled

    def tell(self, event: str, status: str, moment: float) -> None:
        """Post a notice of the progress, if it is asked for; unless said, only the end is told."""
        leg, given = self.leg, self.noun.attributes
        leg.clock, leg.status = moment, status
        url = given.get("statusCallback")
        if not url or event not in given.get("statusCallbackEvent", COMPLETED).split():
            return
        form = leg.form() | progress_form(self.notices, leg.call.moment(moment))
        if event == COMPLETED:
            form |= duration_form(0.0 if self.since is None else moment - self.since)
        how: Method = "GET" if given.get("statusCallbackMethod") == "GET" else "POST"
        post_later(leg, url, form, how)
        self.notices += 1

    def end(self, status: str, moment: float) -> None:
        """Tell that the call to this telephone is over."""
        self.tell(COMPLETED, status, moment)


def rung_for(leg: Leg, noun: Element, shown: str = "") -> Rung:
    """Return the call to a number that is about to be rung for this caller, who shows there as `shown`."""
    leg.rung += 1
    call = leg.call.child(noun.text, leg.rung, shown)
    child = Leg(call, leg.world, leg.url, Party.AGENT, leg.clock, INITIATED, later=leg.later)
    return Rung(noun, child, leg.world.telephone(noun.text))


def taken(telephone: Telephone, seconds: float) -> tuple[float, Pickup]:
    """Return when the ringing ends and how; who picks up too late did not answer."""
    if telephone.pickup in NEVER_RANG:
        return BUSY_AFTER, telephone.pickup
    if telephone.pickup in ANSWERED and telephone.rings <= seconds:
        return telephone.rings, telephone.pickup
    return seconds, Pickup.NO_ANSWER


def ring(leg: Leg, seconds: int, number: str = "") -> Playing[Pickup | Stop]:
    """Let one telephone ring as the world has it."""
    moment, pickup = taken(leg.world.telephone(number), seconds)
    return (yield from unheard(leg, Scene.RINGING, moment)) or pickup


def ring_all(leg: Leg, group: Sequence[Rung], seconds: int) -> Playing[tuple[Rung, Pickup] | Stop]:
    """Let telephones ring at once, until the first is picked up; else the one that rang last is returned."""
    for rung in group:
        yield Ringing(leg.clock, rung.number, seconds)
        rung.tell(INITIATED, INITIATED, leg.clock)
        if rung.telephone.pickup not in NEVER_RANG:
            rung.tell(RINGING, RINGING, leg.clock)
    began, waiting = leg.clock, sorted(group, key=lambda rung: taken(rung.telephone, seconds)[0])
    while True:
        rung = waiting.pop(0)
        moment, pickup = taken(rung.telephone, seconds)
        stopped = yield from unheard(leg, Scene.RINGING, began + moment - leg.clock)
        if stopped is not None:
            yield from hung_up([rung, *waiting], CANCELED, leg.clock)
            return stopped
        if pickup in ANSWERED:
            yield from hung_up(waiting, CANCELED, leg.clock)
            rung.since = leg.clock
            rung.tell(PICKED_UP, IN_PROGRESS, leg.clock)
            return rung, pickup
        if not waiting:
            return rung, pickup
        yield from hung_up([rung], pickup.value, leg.clock)


def hung_up(group: Sequence[Rung], status: str, moment: float) -> Playing[None]:
    """End calls that nobody was connected by."""
    for rung in group:
        yield DialEnded(moment, rung.number, status, bridged=False)
        rung.end(status, moment)
