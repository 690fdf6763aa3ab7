"""How a call ended, from its events, in whatever order and however late they came."""

from itertools import permutations

import pytest

from ivr.dialogue.disposition import disposition, end_of
from ivr.dialogue.events import (
    CallBegan,
    CallFinished,
    Event,
    GaveUp,
    HandedOff,
    HandOffEnded,
    NoticeHeard,
    PersonReached,
    StepEntered,
    TopicRead,
    TransferBegun,
    TransferEnded,
    TurnFailed,
)

BEGAN = CallBegan("+12125550123", "+18005550100", "r1", "en-US")
ENDED = CallFinished("completed", 60)
HANDED_OFF = HandedOff("care")
GAVE_UP = GaveUp("main.ask", "tries")

CALLS: dict[str, tuple[tuple[Event, ...], str]] = {
    "nothing is known yet": ((), "in_progress"),
    "it goes on": ((BEGAN, StepEntered("main.ask"), TopicRead("t.one")), "in_progress"),
    "hung up before anything happened": ((BEGAN, StepEntered("main.ask"), ENDED), "caller_hung_up"),
    "an answer was read to its end": ((BEGAN, TopicRead("t.one"), ENDED), "answered_by_faq"),
    "a person took the call and it came back": (
        (BEGAN, HANDED_OFF, HandOffEnded("care", "ended"), ENDED),
        "handed_off",
    ),
    "a person took the call and nobody told us more": ((BEGAN, HANDED_OFF, PersonReached(), ENDED), "handed_off"),
    "a person is weightier than an answer": (
        (BEGAN, TopicRead("t.one"), HANDED_OFF, PersonReached(), ENDED),
        "handed_off",
    ),
    "hung up while waiting": ((BEGAN, TopicRead("t.one"), HANDED_OFF, ENDED), "abandoned"),
    "hung up in the second wait": (
        (BEGAN, HANDED_OFF, HandOffEnded("care", "left"), HANDED_OFF, ENDED),
        "abandoned",
    ),
    "an outside number answered": (
        (BEGAN, TopicRead("t.one"), TransferBegun("gift"), TransferEnded("gift", "answered"), ENDED),
        "transferred",
    ),
    "an outside number was busy": (
        (BEGAN, TransferBegun("gift"), TransferEnded("gift", "busy"), ENDED),
        "caller_hung_up",
    ),
    "nobody was there": ((BEGAN, GAVE_UP, HandOffEnded("care", "closed"), ENDED), "closed"),
    "nobody was there, after an answer": (
        (BEGAN, TopicRead("t.one"), HandOffEnded("care", "closed"), ENDED),
        "answered_by_faq",
    ),
    "nobody came": ((BEGAN, HANDED_OFF, HandOffEnded("care", "left"), ENDED), "unanswered"),
    "the line failed": ((BEGAN, TurnFailed("a bug"), CallFinished("said_goodbye")), "failed"),
    "the caller gave up": ((BEGAN, GAVE_UP, CallFinished("said_goodbye")), "gave_up"),
    "hung up in the queue, and no report came yet": ((BEGAN, HANDED_OFF, NoticeHeard("hangup")), "abandoned"),
    "gone before the answer came, and no report yet": (
        (BEGAN, TopicRead("t.one"), NoticeHeard("completed")),
        "answered_by_faq",
    ),
    "hung up after the talk, and no report came yet": (
        (BEGAN, HANDED_OFF, NoticeHeard("bridged"), PersonReached()),
        "handed_off",
    ),
    "on the way to a person": ((BEGAN, HANDED_OFF, NoticeHeard("bridging-in-process")), "in_progress"),
    "taken elsewhere by the carrier": ((BEGAN, HANDED_OFF, NoticeHeard("redirected")), "in_progress"),
    "the carrier told that it rings": ((BEGAN, NoticeHeard("ringing")), "in_progress"),
    "the end was reported twice": ((BEGAN, TopicRead("t.one"), CallFinished("said_goodbye"), ENDED), "answered_by_faq"),
}


@pytest.mark.parametrize(("events", "code"), CALLS.values(), ids=CALLS)
def test_a_call_ends_as(events: tuple[Event, ...], code: str) -> None:
    assert disposition(events) == code


@pytest.mark.parametrize("events", [events for events, _ in CALLS.values()], ids=CALLS)
def test_the_order_in_which_events_arrive_does_not_matter(events: tuple[Event, ...]) -> None:
    assert {disposition(order) for order in permutations(events)} == {disposition(events)}


def test_the_carriers_report_is_preferred_to_a_notice_because_it_knows_the_seconds() -> None:
    assert end_of((NoticeHeard("hangup"), ENDED)) == ENDED
    assert end_of((NoticeHeard("hangup"),)) == CallFinished("completed")
    assert end_of((NoticeHeard("in-progress"), BEGAN)) is None
