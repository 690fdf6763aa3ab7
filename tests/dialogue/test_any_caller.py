"""Whatever a caller does, in whatever small flow: nothing is raised, nothing grows, and everybody gets somewhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_flows import small_flows
from stories import CALLER, CLOSED, DIALLED, OPEN, events_of, flows_of, new_call, play

from ivr.dialogue.call import MAX_ANSWER, MAX_ANSWERS, MAX_BACKS, MAX_CALLED, MAX_PATIENCE
from ivr.dialogue.engine import MAX_HAND_OFFS, MAX_TURNS, Turn, advance
from ivr.dialogue.events import GaveUp, InputHeard
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import (
    CallStarted,
    Digits,
    Input,
    LineFault,
    NoInput,
    QueueLeft,
    QueueOutcome,
    TransferOutcome,
    Transferred,
    Waiting,
)
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say

STARTED = CallStarted(CALLER, DIALLED)
PATIENT_TURNS = MAX_TURNS + 10 * MAX_HAND_OFFS
"""After so many turns every call is over: the turns of a call, and the hand-offs that then follow."""

any_input = st.one_of(
    st.text("0123456789*#", min_size=1, max_size=20).map(Digits),
    st.sampled_from("0123456789*#?").map(Digits),
    st.just(NoInput()),
    st.sampled_from(get_args(QueueOutcome)).map(QueueLeft),
    st.sampled_from(get_args(TransferOutcome)).map(Transferred),
    st.integers(0, 10_000).map(Waiting),
    st.just(LineFault("a bug")),
)
moments = st.sampled_from((OPEN, CLOSED))


@given(small_flows(), st.lists(any_input, max_size=30), moments)
@settings(max_examples=60)
def test_whatever_comes_the_call_goes_on_or_ends_in_words(flows: Flows, inputs: list[Input], now: datetime) -> None:
    for turn in play(flows, new_call(), [STARTED, *inputs], now):
        _assert_keeps_or_ends_the_call(turn)
        _assert_stays_small(turn)


@given(small_flows(), st.lists(any_input, max_size=10), moments)
@settings(max_examples=50)
def test_the_same_input_gives_the_same_turn(flows: Flows, inputs: list[Input], now: datetime) -> None:
    call = new_call()
    for given_ in [STARTED, *inputs]:
        turn = advance(flows, call, given_, now)
        assert turn == advance(flows, replace(call), given_, now)
        call = turn.call


@given(flows=small_flows(), key=st.sampled_from("#*?123456789"), now=moments, late=st.booleans())
@settings(max_examples=60)
def test_a_caller_who_only_presses_one_key_gets_somewhere(flows: Flows, key: str, now: datetime, *, late: bool) -> None:
    _assert_ends(flows, [NoInput(), NoInput(), Digits(key)] if late else [Digits(key)], now)


@given(small_flows(), moments)
@settings(max_examples=60)
def test_a_silent_caller_gets_somewhere(flows: Flows, now: datetime) -> None:
    _assert_ends(flows, [NoInput()], now)


@given(small_flows(), st.lists(any_input, max_size=10), moments)
@settings(max_examples=50)
def test_nought_brings_a_person_at_every_question(flows: Flows, inputs: list[Input], now: datetime) -> None:
    *_, last = play(flows, new_call(), [STARTED, *inputs], now)
    if not isinstance(last.verbs[-1], Collect) or last.call.spot.entry:
        return

    asked = advance(flows, last.call, Digits("0"), now)

    assert {name for name, _ in events_of([asked])} & {"HandedOff", "HandOffEnded"}


@given(keys=st.text("0123456789*#", min_size=1, max_size=20), denied=st.booleans())
@settings(max_examples=40)
def test_a_sensitive_entry_stands_in_no_event(keys: str, *, denied: bool) -> None:
    form = {"type": "collect", "prompt": "p", "into": "n", "digits": {"min": "2", "max": "20"}, "then": "there"}
    flows = flows_of({"ask": form | {"sensitive": "true", "confirm": "grouped"}})

    turns = list(play(flows, new_call(), [STARTED, Digits(keys), Digits("2" if denied else "1")]))

    heard = [event.keys for event in turns[1].events if isinstance(event, InputHeard)]
    assert heard == ["•" * len(keys)]
    assert not any(keys in str(event) for turn in turns[1:2] for event in turn.events if len(keys) > 1)


def test_ringing_without_end_ends_in_polite_words() -> None:
    over = dict.fromkeys(("answered", "no_answer", "failed", "is_this_line"), "there")
    ring = {"type": "transfer", "to": "gift", "on": over | {"busy": "ring"}}
    on = dict.fromkeys(("ended", "closed", "full", "left", "failed"), "queue")
    queue = {"type": "hand_off", "queue": "care", "on": on}
    flows = flows_of({"ring": ring, "agent.queue": queue}, {"outside": {"gift": "+18559222600"}})

    turns = list(play(flows, new_call(), [STARTED, *[Transferred("busy")] * MAX_TURNS, *[QueueLeft("left")] * 4]))

    assert [event.why for event in turns[-5].events if isinstance(event, GaveUp)] == ["turns"]
    assert [type(turn.verbs[-1]) for turn in turns[-5:]] == [Enqueue] * 4 + [Hangup]


@pytest.mark.parametrize("now", [OPEN, CLOSED], ids=["open", "closed"])
def test_a_call_of_too_many_turns_is_brought_to_a_person_and_then_to_an_end(now: datetime) -> None:
    ask = {"type": "menu", "prompt": "p.ask", "choices": [{"goto": "ask", "label": "l.again"}]}
    back = {"type": "say", "prompt": "p.closed", "then": "main.ask"}
    flows = flows_of({"ask": ask, "agent.closed": back, "agent.left": back})

    turns = _until_the_end(flows, [Digits("1")], now)

    assert len(turns) == MAX_TURNS + 1 + MAX_HAND_OFFS * (1 if now == CLOSED else 4)
    assert ("GaveUp", {"step": "main.ask", "why": "turns"}) in events_of(turns)
    assert sum(name == "HandOffEnded" for name, _ in events_of(turns)) == MAX_HAND_OFFS


def _assert_keeps_or_ends_the_call(turn: Turn) -> None:
    *said, last = turn.verbs
    assert all(isinstance(verb, Say | Pause) for verb in said)
    assert isinstance(last, Collect | Enqueue | Dial | Pause | Leave | Hangup)
    if isinstance(last, Pause):
        assert last.ms >= 1000, "a wait goes on in whole seconds"
    if isinstance(last, Hangup):
        assert isinstance(said[-1], Say), "nobody is hung up on without a word"
        assert events_of([turn])[-1][0] == "CallFinished"


def _assert_stays_small(turn: Turn) -> None:
    call = turn.call
    assert len(call.answers) <= MAX_ANSWERS
    assert all(len(value.text) <= MAX_ANSWER for _, value in call.answers)
    assert len(call.backs) <= MAX_BACKS + 1
    assert len(call.returns) <= MAX_CALLED
    assert all(back.depth <= len(call.returns) for back in call.backs)
    assert len(call.told) <= 3
    assert call.patience <= MAX_PATIENCE


def _assert_ends(flows: Flows, presses: Sequence[Input], now: datetime) -> None:
    turns = _until_the_end(flows, presses, now)
    assert isinstance(turns[-1].verbs[-1], Hangup), f"still on the line after {len(turns)} turns"


def _until_the_end(flows: Flows, presses: Sequence[Input], now: datetime) -> list[Turn]:
    """The call of somebody who does the same at every question; nobody ever takes a call that is handed over."""
    turns = [advance(flows, new_call(), STARTED, now)]
    while len(turns) < PATIENT_TURNS and not isinstance(turns[-1].verbs[-1], Hangup):
        turns.append(advance(flows, turns[-1].call, _answer(turns, presses), now))
    return turns


def _answer(turns: Sequence[Turn], presses: Sequence[Input]) -> Input:
    match turns[-1].verbs[-1]:
        case Collect():
            return presses[len(turns) % len(presses)]
        case Enqueue():
            return Waiting(0)
        case Dial():
            return Transferred("no_answer")
        case Pause():
            return Waiting(180)
        case _:
            return QueueLeft("left")
