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
class Telephone:
    """How one telephone takes our ringing: picked up after `rings` seconds, or as `pickup` has it."""

    pickup: Pickup = Pickup.ANSWERED
    rings: int = 6


@dataclass(frozen=True, slots=True)
class World:
    """What everybody but the caller does. Times are virtual seconds.

    `pickup` and `rings` are those of every telephone that is not named in `telephones`, by its number.
    `served_after` is how long the caller waits in a queue until a person takes them, None for never; `patience` how
    long until the caller hangs up there; `talk_ended_by` says who puts the telephone down after `talk` seconds.
    `round_trip` passes between two documents: keys pressed then are lost. The status callback comes `status_delay`
    after the end, and with `status_first` before the last notices about the call. With `disordered`, notices that
    nobody waits for arrive in the wrong order; those about a recording come `recording_delay` after its end.
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
    disordered: bool = False
    recording_delay: float = 3.0
    telephones: Mapping[str, Telephone] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    sounds: Mapping[str, float] = field(default_factory=dict)
    usual_sound: float = 5.0
    confidence: float = 0.9

    def telephone(self, number: str) -> Telephone:
        """Return how the telephone with this number takes our ringing."""
        return self.telephones.get(number) or Telephone(self.pickup, self.rings)
