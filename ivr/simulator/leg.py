"""One telephone's half of a call while it is played, and the words in which verbs speak to the player."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urldefrag, urljoin

from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Happening, KeysLost, Party
from ivr.simulator.overrides import Overrides
from ivr.simulator.stretch import Act, Ears, Press, PutDown, Scene, Speak, Spoken, Stretch
from ivr.simulator.transport import Method, Reply, Unreachable, Webhook
from ivr.simulator.world import World

Step = Happening | Webhook | Stretch
Answer = Reply | Unreachable | Act | None
T = TypeVar("T")
# What the carrier calls a call.
RINGING, IN_PROGRESS, COMPLETED = "ringing", "in-progress", "completed"
# The player does nothing itself: it yields what happens and what it needs, and is sent the answers.
Playing = Generator[Step, Answer, T]


@dataclass(frozen=True, slots=True)
class Onward:
    """Go on with the next verb; at the end of a document: nothing more to do."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Fetch another document, with these fields beside the usual ones."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    method: Method = "POST"


@dataclass(frozen=True, slots=True)
class Over:
    """The telephone is down: put down by `caller` or by `line`. `status` is what the carrier calls such a call."""

    by: str
    reason: str
    status: str = COMPLETED


@dataclass(frozen=True, slots=True)
class Left:
    """The caller leaves the queue by `<Leave>`."""


@dataclass(frozen=True, slots=True)
class Due:
    """The moment until which documents were to be played has come."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The carrier could not go on from `url`."""

    code: int
    url: str


Then = Onward | Goto | Over | Left | Due | Failed
Stop = Over | Due
"""What ends a verb before its time."""

PUT_DOWN = Over("caller", "hung up")
NEVER = float("inf")
LONGEST_CALL = 4 * 60 * 60  # seconds: the carrier ends a call after four hours
TOO_LONG = Over("line", "a call lasts four hours at most")


@dataclass
class Leg:
    """The state of one telephone: the only thing that changes while a call is played.

    `quiet` counts documents in a row in which no time passed; `gathers` counts listenings. `place` gives the fields
    that are posted while the caller waits in a queue, and `due` is the moment at which that wait ends. `later` holds
    the notices that are not sent yet; the telephones that are rung for a caller share it. `rung` counts those.
    """

    call: CallFields
    world: World
    url: str
    party: Party = Party.CALLER
    clock: float = 0.0
    status: str = RINGING
    quiet: int = 0
    gathers: int = 0
    requests: int = 0
    rung: int = 0
    place: "Place | None" = None
    due: float | None = None
    later: list["Notice"] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        """Let virtual time pass that somebody can hear."""
        self.clock += seconds
        if seconds:
            self.quiet = 0

    def absolute(self, url: str) -> str:
        """Resolve an address of the current document; its fragment (retry settings) is never sent."""
        return urldefrag(urljoin(self.url, url))[0]

    def form(self) -> dict[str, str]:
        """Return the fields that a webhook carries at this moment."""
        return self.call.form(self.status) | (self.place.form(self.clock) if self.place else {})


@dataclass(frozen=True, slots=True)
class Place:
    """A caller's place in a queue. There is nobody else in it."""

    queue: str
    queue_id: str
    since: float
    size: int

    def form(self, now: float) -> dict[str, str]:
        """Return the fields about the queue."""
        waited = str(int(now - self.since))
        return {
            "QueueSid": self.queue_id,
            "QueueTime": waited,
            "QueuePosition": "1",
            "AvgQueueTime": waited,
            "CurrentQueueSize": "1",
            "MaxQueueSize": str(self.size),
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """A webhook that nobody waits for, and what its address asks for when it does not arrive."""

    webhook: Webhook
    overrides: Overrides = field(default_factory=Overrides)

    @property
    def at(self) -> float:
        """The moment at which it is sent."""
        return self.webhook.at

    def not_before(self, moment: float) -> "Notice":
        """Return it for a later moment."""
        return replace(self, webhook=replace(self.webhook, at=max(self.at, moment)))


def sent(webhook: Webhook) -> Playing[Reply | Unreachable]:
    """Send a webhook and return what came back."""
    answer = yield webhook
    if isinstance(answer, Reply | Unreachable):
        return answer
    raise TypeError(f"a webhook is answered with a reply, not {answer!r}")


def first_act(
    leg: Leg, scene: Scene, until: float, words: tuple[Spoken, ...] = (), ears: Ears | None = None
) -> Playing[Act | Stop | None]:
    """Let time pass until somebody acts or the moment has come; returns the act, what ends all, or None."""
    due = NEVER if leg.due is None else leg.due
    end = max(leg.clock, min(until, due, LONGEST_CALL))
    ahead = tuple(word for word in words if leg.clock <= word.at < end)
    number = leg.gathers if ears else 0
    act = yield Stretch(leg.clock, end, scene, leg.party, ears, number, ahead, leg.place is not None)
    if act is None:
        advance(leg, scene, end)
        return _stop(due, end, until)
    if not isinstance(act, Press | Speak | PutDown) or not leg.clock <= act.at <= end:
        raise TypeError(f"between {leg.clock} and {end} nobody can do {act!r}")
    advance(leg, scene, act.at)
    return act


def _stop(due: float, end: float, until: float) -> Stop | None:
    """What has come by `end`: the moment that is due, the end of any call, or only `until`."""
    if due <= end and (end < until or due == until):
        return Due()
    return TOO_LONG if end >= LONGEST_CALL else None


def advance(leg: Leg, scene: Scene, moment: float) -> None:
    """Go on to a moment. While a document is fetched the line makes no sound: that is no progress of the call."""
    if scene is Scene.FETCHING:
        leg.clock = moment
    else:
        leg.wait(moment - leg.clock)


def unheard(leg: Leg, scene: Scene, seconds: float, words: tuple[Spoken, ...] = ()) -> Playing[Stop | None]:
    """Let time pass in which nothing listens: keys are lost, and only putting down ends it."""
    until = leg.clock + max(0.0, seconds)  # what two telephones did at one moment may differ by a rounding
    while True:
        act = yield from first_act(leg, scene, until, words)
        match act:
            case None | Due() | Over():
                return act
            case PutDown():
                return PUT_DOWN
            case Press(at, key):
                yield KeysLost(at, key, leg.party)
            case _:
                pass  # words, which nobody hears
