"""What a step may answer: listen, go on elsewhere, wait for the world, give up, or end the call."""

from dataclasses import dataclass, replace
from typing import Self

from ivr.dialogue.call import Call
from ivr.dialogue.events import Event
from ivr.dialogue.verbs import Collect, Pause, Say, Verb

Says = tuple[Say | Pause, ...]


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    """The call as it is now, and what has happened."""

    call: Call
    events: tuple[Event, ...] = ()

    def after(self, *earlier: Event) -> Self:
        """The same outcome, with events that came before it."""
        return replace(self, events=(*earlier, *self.events))


@dataclass(frozen=True, kw_only=True)
class Listen(_Outcome):
    """Say something and wait for the caller's keys; what is `uncut` comes before, and no key cuts it or answers it."""

    collect: Collect
    uncut: Says = ()


@dataclass(frozen=True, kw_only=True)
class GoTo(_Outcome):
    """Go on at another step in the same turn; `says` come first, and `uncut` ones cannot be cut by keys.

    `exit` names which of the step's exits is taken; "" where an always-key or the engine leads there.
    """

    target: str
    exit: str = ""
    says: Says = ()
    uncut: bool = False


@dataclass(frozen=True, kw_only=True)
class GoBack(_Outcome):
    """Return to the previous menu of this call."""


@dataclass(frozen=True, kw_only=True)
class GoHome(_Outcome):
    """Return to the first menu of this call."""


@dataclass(frozen=True, kw_only=True)
class CallFlow(_Outcome):
    """Go into another flow, which comes back to this step by a `Return`."""

    flow: str


@dataclass(frozen=True, kw_only=True)
class Return(_Outcome):
    """Leave a called flow with a named outcome."""

    outcome: str


@dataclass(frozen=True, kw_only=True)
class GiveUp(_Outcome):
    """The tries are used up: leave by the step's `give_up`, or by the line's."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Wait(_Outcome):
    """Do something that the carrier reports on later (ring, enqueue, hold)."""

    verbs: tuple[Verb, ...]


@dataclass(frozen=True, kw_only=True)
class Finish(_Outcome):
    """Say something and end the call."""

    says: Says = ()


@dataclass(frozen=True, kw_only=True)
class Unexpected(_Outcome):
    """The input makes no sense at this step: the engine apologises and brings a person."""


Settled = Listen | Wait | Finish
"""What ends a turn."""

Onward = GoTo | GoBack | GoHome | CallFlow | Return | GiveUp | Unexpected
"""What leads to another step in the same turn."""

Outcome = Settled | Onward
