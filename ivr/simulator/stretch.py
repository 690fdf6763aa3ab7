"""Spans of time on one telephone, and what somebody may do in them."""

from dataclasses import dataclass
from enum import StrEnum

from ivr.simulator.happenings import Party

KEYPAD = frozenset("0123456789*#")


class Scene(StrEnum):
    """What goes on in a span of time, as whoever holds the telephone knows it."""

    SPEAKING = "speaking"
    PLAYING = "playing"
    PAUSING = "pausing"
    LISTENING = "listening"
    FETCHING = "fetching"
    RINGING = "ringing"
    TALKING = "talking"
    RECORDING = "recording"
    HOLDING = "holding"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word, and the second at which it begins."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Ears:
    """How a `<Gather>` listens, and a `<Record>`: for it every key that ends it is a finish key. Waits are seconds.

    `max_keys` is None where only the finish key or a wait ends the entry; `finish_key` is "" where no key does.
    `between_keys` is also how long it waits for the first key or word, besides any silence after the words;
    `speech_end` the silence after which an utterance is over, and `max_speech` the longest that is heard. Without
    `barge_in` nothing cuts the words.
    """

    between_keys: int = 5
    max_keys: int | None = None
    finish_key: str = "#"
    keypad: bool = True
    speech: bool = False
    speech_end: float = 1.0
    barge_in: bool = True
    max_speech: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nothing changes between `since` and `until` unless somebody does something.

    `gather` counts the listenings of a leg from 1, and is 0 outside of one; `ears` are None while nothing listens, and
    keys are lost. `words` are what is spoken in this span, for those who wait for a word; `queued` callers wait in a
    queue of the carrier.
    """

    since: float
    until: float
    scene: Scene
    party: Party = Party.CALLER
    ears: Ears | None = None
    gather: int = 0
    words: tuple[Spoken, ...] = ()
    queued: bool = False

    @property
    def is_callers_turn(self) -> bool:
        """Whether the line has said what it had to say, and now listens or records."""
        return self.scene in {Scene.LISTENING, Scene.RECORDING}


@dataclass(frozen=True, slots=True)
class Press:
    """One key, at a moment."""

    at: float
    key: str

    def __post_init__(self) -> None:
        """Refuse what no keypad has."""
        if self.key not in KEYPAD:
            raise ValueError(f"a keypad has 0-9, * and #, not {self.key!r}")


@dataclass(frozen=True, slots=True)
class Speak:
    """Words, begun at a moment."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class PutDown:
    """The telephone is put down."""

    at: float


Act = Press | Speak | PutDown
