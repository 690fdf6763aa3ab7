"""Recorded facts of a call, in the order they happened. The disposition and every report are computed from these."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallBegan:
    """A call came in and was put on a release."""

    caller: str | None
    dialled: str
    release: str
    locale: str


@dataclass(frozen=True, slots=True)
class StepEntered:
    """The call reached a step, named `flow.step`."""

    step: str


@dataclass(frozen=True, slots=True)
class InputHeard:
    """Keys were pressed; those of a sensitive entry are written as `•`."""

    keys: str


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """Silence where the step needed an answer; `tries` counts this one."""

    step: str
    tries: int


@dataclass(frozen=True, slots=True)
class NotMatched:
    """Keys that the step does not offer, or an entry that is malformed; `tries` counts this one."""

    step: str
    tries: int


@dataclass(frozen=True, slots=True)
class EntryDenied:
    """The caller said that the entry read back is wrong; `tries` counts this one."""

    step: str
    tries: int


@dataclass(frozen=True, slots=True)
class CardRefused:
    """An entry that looks like a payment card was refused; it is nowhere stored."""

    step: str


@dataclass(frozen=True, slots=True)
class MoreTimeGiven:
    """The caller asked for more time."""

    step: str


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """The caller answered: `value` is what was understood, `•••` where it is sensitive."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TopicBegun:
    """A topic's first piece is read out."""

    topic: str


@dataclass(frozen=True, slots=True)
class TopicRead:
    """A topic was read to its end."""

    topic: str


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """The caller asked for a person."""

    step: str


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The step's tries, or those of the whole call, are used up; `why` is tries, budget or turns."""

    step: str
    why: str


@dataclass(frozen=True, slots=True)
class HandedOff:
    """The caller is put into a queue, or a person is rung for them."""

    queue: str


@dataclass(frozen=True, slots=True)
class HandOffEnded:
    """The hand-off is over: ended, closed, full, left or failed."""

    queue: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PersonReached:
    """A person took the call: an agent accepted it, or the carrier connects the caller with one."""


@dataclass(frozen=True, slots=True)
class TransferBegun:
    """An outside number is rung."""

    to: str


@dataclass(frozen=True, slots=True)
class TransferEnded:
    """Ringing an outside number (or the agent) is over: answered, busy, no_answer, failed, closed or is_this_line."""

    to: str
    outcome: str


@dataclass(frozen=True, slots=True)
class WaitHeard:
    """The caller has waited this many seconds in the queue."""

    seconds: int


@dataclass(frozen=True, slots=True)
class NoticeHeard:
    """The carrier told us something that needs no answer."""

    what: str


@dataclass(frozen=True, slots=True)
class TurnFailed:
    """Something of ours failed; the caller heard an apology and went to a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class CallFinished:
    """The call is over; `how` is said_goodbye, or what the carrier reported (completed, failed, ...), or silent."""

    how: str
    seconds: int | None = None


Event = (
    CallBegan
    | StepEntered
    | InputHeard
    | NothingHeard
    | NotMatched
    | EntryDenied
    | CardRefused
    | MoreTimeGiven
    | AnswerGiven
    | TopicBegun
    | TopicRead
    | PersonAsked
    | GaveUp
    | HandedOff
    | HandOffEnded
    | PersonReached
    | TransferBegun
    | TransferEnded
    | WaitHeard
    | NoticeHeard
    | TurnFailed
    | CallFinished
)
