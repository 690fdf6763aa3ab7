"""One telephone's half of a call while it is played, and the words in which verbs speak to the player."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urldefrag, urljoin

from ivr.simulator.caller import HangUp, Keys, Move, Silence
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Happening, Listening, Party
from ivr.simulator.transport import Reply, Unreachable
from ivr.simulator.world import World


@dataclass(frozen=True, slots=True)
class Post:
    """A webhook to be sent at virtual second `at`; the player is sent the Reply, or Unreachable."""

    url: str
    fields: Mapping[str, str]
    at: float = 0.0


Step = Happening | Post
Answer = Reply | Unreachable | Move | None
T = TypeVar("T")
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


@dataclass(frozen=True, slots=True)
class Over:
    """The telephone is down: put down by `caller` or by `line`. `status` is what the carrier calls such a call."""

    by: str
    reason: str
    status: str = "completed"


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


@dataclass
class Leg:
    """The state of one telephone: the only thing that changes while a call is played.

    `quiet` counts documents in a row in which no time passed. `place` gives the fields that are posted while the
    caller waits in a queue.
    """

    call: CallFields
    world: World
    url: str
    party: Party = Party.CALLER
    clock: float = 0.0
    status: str = "ringing"
    quiet: int = 0
    place: "Place | None" = None

    def wait(self, seconds: float) -> None:
        """Let virtual time pass."""
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


def posted(post: Post) -> Playing[Reply | Unreachable]:
    """Send a webhook and return what came back."""
    answer = yield post
    if isinstance(answer, Reply | Unreachable):
        return answer
    raise TypeError(f"a post is answered with a reply, not {answer!r}")


def asked(listening: Listening) -> Playing[Move]:
    """Listen, and return what was done on the telephone."""
    answer = yield listening
    if isinstance(answer, Keys | Silence | HangUp):
        return answer
    raise TypeError(f"a listening is answered with a move, not {answer!r}")
