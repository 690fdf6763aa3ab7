"""The world around the caller: whether telephones are picked up and queues are served."""

from dataclasses import dataclass
from enum import StrEnum

from ivr.simulator.happenings import Party


class Pickup(StrEnum):
    """How another number takes our ringing, in the carrier's words."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class World:
    """What everybody but the caller does. Times are virtual seconds.

    `served_after` is how long the caller waits in a queue until a person takes them, None for never; `patience` how
    long until the caller hangs up there; `talk_ended_by` says who puts the telephone down after `talk` seconds.
    """

    pickup: Pickup = Pickup.ANSWERED
    rings: int = 6
    talk: int = 60
    talk_ended_by: Party = Party.AGENT
    served_after: int | None = 20
    patience: int | None = None
    queue_full: bool = False
