"""What the world tells a call. Silence is an input of its own, never an empty string."""

from dataclasses import dataclass
from typing import Literal

TransferOutcome = Literal["answered", "busy", "no_answer", "failed"]
QueueOutcome = Literal["ended", "full", "left", "failed"]


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A call comes in. `caller` is E.164, or None when withheld; `dialled` is E.164."""

    caller: str | None
    dialled: str


@dataclass(frozen=True, slots=True)
class Digits:
    """Keys from `0-9 * #`, without the key that ended the entry; a lone finish key is `#` itself.

    Keys that no telephone sends arrive as `?`: heard, and not understood.
    """

    keys: str


@dataclass(frozen=True, slots=True)
class NoInput:
    """Nothing was heard in time."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """An outside number was rung; this is how that ended."""

    outcome: TransferOutcome


@dataclass(frozen=True, slots=True)
class Waiting:
    """The caller waits in a queue, since `seconds`, and the carrier asks what to play."""

    seconds: int


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The wait in a queue is over."""

    outcome: QueueOutcome


@dataclass(frozen=True, slots=True)
class LineFault:
    """Something of ours failed (a token that does not open, a bug): apologise, then a person."""

    reason: str


Input = CallStarted | Digits | NoInput | Transferred | Waiting | QueueLeft | LineFault
