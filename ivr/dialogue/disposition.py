"""How a call ended, in one word, worked out from its events whenever somebody asks."""

from collections.abc import Sequence

from ivr.dialogue.events import (
    CallFinished,
    Event,
    GaveUp,
    HandedOff,
    HandOffEnded,
    PersonReached,
    TopicRead,
    TransferEnded,
    TurnFailed,
)


def disposition(events: Sequence[Event]) -> str:
    """One code per call, the weightiest thing that happened to it.

    in_progress, handed_off, abandoned (hung up while waiting for a person), transferred, answered_by_faq, closed,
    unanswered (nobody could take the call), failed, gave_up, or caller_hung_up (before anything else happened).
    Events may come in any order.
    """
    if not any(isinstance(event, CallFinished) for event in events):
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
