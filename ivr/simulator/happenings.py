"""What happens on a call, in order. `at` is seconds of virtual time since the call was answered."""

import re
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from urllib.parse import urlsplit

LONGEST_PART = 24  # characters of a part of a path; what is longer is a sealed call


class Party(StrEnum):
    """Whose telephone: the caller's, or that of the person who was rung for them."""

    CALLER = "caller"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Said:
    """The line spoke these words, from `at` on."""

    at: float
    text: str
    to: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class CutOff:
    """A key or a word of the caller cut the words that were begun last; `heard` is what they had heard by then."""

    at: float
    heard: str
    to: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class Played:
    """The line played a sound file."""

    at: float
    url: str
    to: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class Listening:
    """The words are over and the line waits: for keys, or where `keypad` is False for speech only.

    Waits are seconds. `max_keys` is None where only the finish key or a wait ends the entry; `finish_key` is "" where
    no key does.
    """

    at: float
    first_wait: int
    between_keys: int
    max_keys: int | None = None
    finish_key: str = "#"
    keypad: bool = True
    to: Party = Party.CALLER
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """The line took these keys, the finish key included."""

    at: float
    keys: str
    by: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class Spoke:
    """The line took these words, whose end was at `at`."""

    at: float
    text: str
    by: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The wait ran out without a key or a word."""

    at: float
    to: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class KeysLost:
    """Keys pressed while the line did not listen: the carrier throws them away."""

    at: float
    keys: str
    by: Party = Party.CALLER


@dataclass(frozen=True, slots=True)
class Ringing:
    """The line rings another number for the caller, for at most `seconds`."""

    at: float
    number: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Bridged:
    """The caller speaks with a person: the one at `number`, or who took them out of a queue."""

    at: float
    number: str


@dataclass(frozen=True, slots=True)
class DialEnded:
    """The other number is done: `completed`, `busy`, `no-answer`, `failed`, `canceled`."""

    at: float
    number: str
    status: str
    bridged: bool


@dataclass(frozen=True, slots=True)
class InQueue:
    """The caller entered a queue of the carrier."""

    at: float
    queue: str


@dataclass(frozen=True, slots=True)
class QueueLeft:
    """The caller is out of the queue: `bridged`, `hangup`, `leave`, `queue-full`, `error`."""

    at: float
    queue: str
    result: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The line recorded so many seconds, ended by silence, a key, the longest time or `hangup`; 0 when it was empty.

    `words` is what was said into it.
    """

    at: float
    seconds: float
    ended_by: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LineWarning:
    """The carrier does not like a document, and goes on without that part. Code 0: not simulated (yet)."""

    at: float
    code: int
    text: str


@dataclass(frozen=True, slots=True)
class LineError:
    """The carrier gave up on a document; the fallback URL is next. `status` is None when nothing answered."""

    at: float
    code: int
    text: str
    url: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class HungUp:
    """The call ended: by the `caller` or by the `line`."""

    at: float
    by: str
    reason: str


Happening = (
    Said | CutOff | Played | Listening | Pressed | Spoke | NothingHeard | KeysLost | Ringing | Bridged | DialEnded
    | InQueue | QueueLeft | Recorded | LineWarning | LineError | HungUp
)  # fmt: skip


def as_record(happening: Happening) -> dict[str, object]:
    """Return a happening as plain fields for JSON, `event` naming what it is: `said`, `nothing_heard`."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(happening).__name__).lower()
    told = replace(happening, url=short_url(happening.url)) if isinstance(happening, LineError) else happening
    return {"event": name, **asdict(told)}


def short_url(url: str) -> str:
    """Return an address for people: without the sealed call in it, which nobody can read and nobody should pass on."""
    parts = urlsplit(url)
    path = "/".join("..." if len(part) > LONGEST_PART else part for part in parts.path.split("/"))
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path
