"""How a call ended, in one word, worked out from its events whenever somebody asks."""

from collections.abc import Sequence

from ivr.dialogue.events import (
    CallFinished,
    Event,
    GaveUp,
    HandedOff,
    HandOffEnded,
    NoticeHeard,
    PersonReached,
    TopicRead,
    TransferEnded,
    TurnFailed,
)

DISPOSITIONS = (
    "in_progress",
    "handed_off",
    "abandoned",
    "transferred",
    "answered_by_faq",
    "closed",
    "unanswered",
    "failed",
    "gave_up",
    "caller_hung_up",
)
"""Every code there is."""

LAST_NOTICES = frozenset(
    [
        "hangup",
        "completed",
        "busy",
        "failed",
        "no-answer",
        "canceled",
        "bridged",
        "leave",
        "queue-full",
        "error",
        "system-error",
    ]
)
"""Notices that come only when the caller is gone: the call's own end, or what came of a queue that nobody waits in."""


def end_of(events: Sequence[Event]) -> CallFinished | None:
    """How the call ended by these events: the account of its end, or a notice that only an ended call can bring.

    The carrier's report of the end may come late or never; such a notice is as good, but does not tell the seconds.
    """
    finished = next((event for event in events if isinstance(event, CallFinished)), None)
    if finished is None and any(isinstance(event, NoticeHeard) and event.what in LAST_NOTICES for event in events):
        return CallFinished("completed")
    return finished


def disposition(events: Sequence[Event]) -> str:
    """One code per call, the weightiest thing that happened to it.

    in_progress, handed_off, abandoned (hung up while waiting for a person), transferred, answered_by_faq, closed,
    unanswered (nobody could take the call), failed, gave_up, or caller_hung_up (before anything else happened).
    Events may come in any order.
    """
    if end_of(events) is None:
        return "in_progress"
    ends = {event.outcome for event in events if isinstance(event, HandOffEnded)}
    begun = sum(isinstance(event, HandedOff) for event in events)
    over = sum(isinstance(event, HandOffEnded) and event.outcome != "closed" for event in events)
    answered = any(isinstance(event, TransferEnded) and event.outcome == "answered" for event in events)
    found = (
        ("handed_off", "ended" in ends or _has(events, PersonReached)),
        ("abandoned", begun > over),
        ("transferred", answered),
        ("answered_by_faq", _has(events, TopicRead)),
        ("closed", "closed" in ends),
        ("unanswered", bool(ends - {"closed"})),
        ("failed", _has(events, TurnFailed)),
        ("gave_up", _has(events, GaveUp)),
    )
    return next((code for code, happened in found if happened), "caller_hung_up")


def _has(events: Sequence[Event], kind: type[Event]) -> bool:
    return any(isinstance(event, kind) for event in events)
