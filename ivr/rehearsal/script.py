"""A call script: what a caller does and must hear on one call, and how the world is meanwhile."""

from dataclasses import dataclass, field

from ivr.authoring.located import Mark

NOWHERE = Mark("")
ANONYMOUS = "anonymous"
AGENT, QUEUE, GOODBYE = "agent", "queue", "goodbye"
REACHED = (AGENT, QUEUE, GOODBYE)
"""What every caller may reach, on any helpline."""


@dataclass(frozen=True, slots=True)
class Hear:
    """The line says these words, or `exactly` these and no others; `...` in them stands for anything.

    `within` is how many seconds after the caller's last deed they begin at the latest.
    """

    words: str
    exactly: bool = False
    within: float | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NotHear:
    """The line does not say these words before the caller does something again."""

    words: str
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Whisper:
    """The person whose telephone is rung hears these words, before they take the call."""

    words: str
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """The caller comes this far: to an `agent`, into the `queue`, to the `goodbye`, or to an outside number's name."""

    whom: str
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Press:
    """The caller presses keys. What is None is as the caller's fingers have it."""

    keys: str
    after: float | None = None
    every: float | None = None
    at_once: bool | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Speak:
    """The caller says something."""

    words: str
    after: float | None = None
    at_once: bool | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Silence:
    """The caller lets the line's wait run out, `times` times."""

    times: int = 1
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wait:
    """The caller does nothing for some seconds from the last deed on; the next deed follows then, whatever goes on."""

    seconds: float
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class HangUp:
    """The caller ends the call."""

    after: float | None = None
    at_once: bool | None = None
    mark: Mark = field(default=NOWHERE, compare=False)


Check = Hear | NotHear | Whisper | Reach
Deed = Press | Speak | Silence | HangUp
Move = Check | Deed | Wait


@dataclass(frozen=True, slots=True)
class QueueSetting:
    """The queue for a person on this call; None is as `agent` of the script has it.

    A person takes the caller `served_after` seconds; with `nobody` none ever does. The caller hangs up after `patience`
    seconds of waiting.
    """

    is_full: bool = False
    nobody: bool = False
    served_after: int | None = None
    patience: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in helpline.yaml for this call; None is a value that is not set."""

    locale: str = ""
    facts: tuple[tuple[str, str | None], ...] = ()
    outside: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Who calls, when, and how the world is. Empty texts: as the helpline has it."""

    at: str = ""
    caller: str = ""
    dialled: str = ""
    agent: str = "answers"
    fingers: str = "listener"
    queue: QueueSetting = QueueSetting()
    changes: Changes = Changes()


@dataclass(frozen=True, slots=True)
class EventMatch:
    """An event of the record: its type, and the fields that must be so."""

    name: str
    fields: tuple[tuple[str, str], ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the record says in the end: the disposition, events in this order, events that never happen."""

    disposition: str = ""
    events: tuple[EventMatch, ...] = ()
    never: tuple[EventMatch, ...] = ()
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """One call. `marks` are the places of its settings, by key, for problems that only the helpline shows."""

    name: str
    moves: tuple[Move, ...] = ()
    setting: Setting = Setting()
    expect: Expectation = Expectation()
    mark: Mark = field(default=NOWHERE, compare=False)
    marks: tuple[tuple[tuple[str, ...], Mark], ...] = field(default=(), compare=False)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What the caller does, in order."""
        return tuple(move for move in self.moves if isinstance(move, Deed))

    def mark_of(self, *path: str) -> Mark:
        """Where a setting stands, or else the call."""
        return dict(self.marks).get(path, self.mark)
