"""A call from answer to end, in virtual time and without I/O: it yields what happens and what must be posted."""

from dataclasses import dataclass, replace
from datetime import datetime

from ivr.simulator.any_line import ON_ANY_LINE
from ivr.simulator.dialling import dial
from ivr.simulator.documents import Verbs, play_from
from ivr.simulator.fields import CallFields, duration_form, progress_form
from ivr.simulator.happenings import HungUp, Said
from ivr.simulator.leg import COMPLETED, IN_PROGRESS, RINGING, Failed, Goto, Leg, Onward, Over, Playing, Then
from ivr.simulator.notices import post_last
from ivr.simulator.recording import record
from ivr.simulator.transport import Webhook
from ivr.simulator.verbs import leave, reject
from ivr.simulator.waiting import enqueue
from ivr.simulator.world import World

CALLER_VERBS: Verbs = {
    **ON_ANY_LINE,
    "Leave": leave,
    "Reject": reject,
    "Dial": dial,
    "Enqueue": enqueue,
    "Record": record,
}
APPLICATION_ERROR = "We're sorry, an application error has occurred. Goodbye."
APPLICATION_ERROR_SECONDS = 4.0
MAX_FALLBACKS = 5  # fallback documents in one call: more only lead back to what fails


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The addresses that are set for a number at the carrier: public URLs."""

    voice: str
    fallback: str
    status: str


class Player:
    """Plays one call. `began` stamps the status callback; everything else is seconds from then."""

    def __init__(self, call: CallFields, world: World, webhooks: Webhooks, began: datetime) -> None:
        """Ring, but send nothing yet."""
        self._leg = Leg(replace(call, began=began), world, webhooks.voice)
        self._webhooks = webhooks

    def play(self) -> Playing[None]:
        """Answer, play documents until the call is over, and tell the status URL and whoever else is to know."""
        ending = yield from play_from(self._leg, Goto(self._webhooks.voice), CALLER_VERBS)
        ending = yield from self._fall_back(ending)
        if isinstance(ending, Failed):
            self._leg.status = IN_PROGRESS
            yield Said(self._leg.clock, APPLICATION_ERROR)
            self._leg.wait(APPLICATION_ERROR_SECONDS)
        over = _over(ending)
        self._leg.status = over.status
        yield HungUp(self._leg.clock, over.by, over.reason)
        yield from self.last_words()

    def last_words(self) -> Playing[None]:
        """Send what there is to say about a call that ends at this moment: late notices and the status callback."""
        leg = self._leg
        if leg.status in {RINGING, IN_PROGRESS}:
            leg.status = COMPLETED
        leg.place = None
        about = progress_form(0, leg.call.moment(leg.clock)) | duration_form(leg.clock)
        status = Webhook(self._webhooks.status, leg.form() | about, leg.clock + leg.world.status_delay)
        yield from post_last(leg, status)

    def _fall_back(self, ending: Then) -> Playing[Then]:
        for _ in range(MAX_FALLBACKS):
            if not isinstance(ending, Failed) or ending.url == self._webhooks.fallback:
                break
            fields = {"ErrorCode": str(ending.code), "ErrorUrl": ending.url}
            ending = yield from play_from(self._leg, Goto(self._webhooks.fallback, fields), CALLER_VERBS)
        return ending


def _over(ending: Then) -> Over:
    match ending:
        case Over():
            return ending
        case Failed():
            return Over("line", "application error")
        case Onward():
            return Over("line", "the document ended")
        case _:  # pragma: no cover - nothing else leaves the caller's documents
            raise TypeError(f"a call does not end with {ending!r}")
