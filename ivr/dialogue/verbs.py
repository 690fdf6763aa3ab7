"""What we tell the carrier to do. Verbs hold prompts by key; words and XML come later."""

from dataclasses import dataclass

from ivr.dialogue.values import PromptRef


@dataclass(frozen=True, slots=True)
class Say:
    """Play a prompt."""

    prompt: PromptRef


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence between two prompts, in milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Collect:
    """Play `says`, which any key cuts, and listen.

    Waits are whole seconds: `first_key` from the end of the prompts to the first key, `between_keys` from one key to
    the next. `max_keys` ends the entry by itself; `finish_key` is "" where `#` is a key like any other.
    """

    says: tuple[Say | Pause, ...]
    first_key: int
    between_keys: int
    max_keys: int
    finish_key: str = ""


@dataclass(frozen=True, slots=True)
class Enqueue:
    """Put the caller into a queue of the carrier; the wait is answered by `QueueLeft`."""

    queue: str


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring `number` (E.164) for `ring` seconds.

    With `whisper` (a prompt's key), the person who answers first hears who is calling, and accepts with 1.
    """

    number: str
    ring: int
    whisper: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """Take the caller out of the queue they wait in."""


@dataclass(frozen=True, slots=True)
class Hangup:
    """End the call."""


Verb = Say | Pause | Collect | Enqueue | Dial | Leave | Hangup
