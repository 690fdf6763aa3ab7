"""The world around the caller: how fast the line is, whether telephones are picked up and queues are served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ivr.simulator.happenings import Party
from ivr.simulator.speech import Pace


class Pickup(StrEnum):
    """How another number takes our ringing, in the carrier's words; a machine counts as answered there."""

    ANSWERED = "answered"
    MACHINE = "machine"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class World:
    """What everybody but the caller does. Times are virtual seconds.

    `served_after` is how long the caller waits in a queue until a person takes them, None for never; `patience` how
    long until the caller hangs up there; `talk_ended_by` says who puts the telephone down after `talk` seconds.
    `round_trip` passes between two documents: keys pressed then are lost. The status callback comes `status_delay`
    after the end, and with `status_first` before the last notices about the call.
    """

    pickup: Pickup = Pickup.ANSWERED
    rings: int = 6
    talk: int = 60
    talk_ended_by: Party = Party.AGENT
    served_after: int | None = 20
    patience: int | None = None
    queue_full: bool = False
    round_trip: float = 0.3
    status_delay: float = 0.0
    status_first: bool = False
    pace: Pace = field(default_factory=Pace)
    sounds: Mapping[str, float] = field(default_factory=dict)
    usual_sound: float = 5.0
    confidence: float = 0.9
