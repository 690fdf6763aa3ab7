"""The list of calls and a call's story are right in whatever order, and however often, its entries come."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import Engine

from ivr.dialogue.events import AnswerGiven, CallBegan, CallFinished, InputHeard, StepEntered, TopicRead, TransferBegun
from ivr.records.calls import AmbiguousCallError, calls_by_id, masked, masked_summary, one_call, recent_calls
from ivr.records.database import writing
from ivr.records.entry import Entry
from ivr.records.journal import journal_line_of, store
from ivr.records.keeper import reap

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

MakeEntry = Callable[..., Entry]


LATER = BEGAN + timedelta(hours=5)


def keep(engine: Engine, entries: Sequence[Entry]) -> None:
    """Each entry in a commit of its own, as late ones come."""
    for entry in entries:
        with writing(engine) as connection:
            store(connection, [journal_line_of(entry)])


@pytest.fixture
def story(entry: MakeEntry) -> tuple[Entry, ...]:
    """A caller who heard a topic, was told goodbye after 20 seconds, and the carrier's notice five minutes late."""
    began = CallBegan("+15551234567", "+18555550100", "0123456789abcdef", "en-US")
    return (
        entry(1, events=(began, StepEntered("main.what_for"))),
        entry(2, events=(InputHeard("2"), TopicRead("refunds"))),
        entry(3, events=(CallFinished("said_goodbye"),)),
        entry(
            0,
            digest="status",
            route="status",
            at=BEGAN + timedelta(minutes=5),
            release="",
            events=(CallFinished("completed", 24),),
            said=(),
        ),
    )


def test_every_order_of_arrival_gives_the_same_picture(engine: Engine, story: tuple[Entry, ...]) -> None:
    pictures = set()
    for n, order in enumerate(permutations(story)):
        ours = [replace(entry, call_id=f"CA{n}") for entry in order]
        with writing(engine) as connection:
            store(connection, [journal_line_of(entry) for entry in ours[:2]])
        keep(engine, ours[1:])
        record = one_call(engine, f"CA{n}")
        assert record is not None
        summary = record.summary
        pictures.add(
            (
                tuple(turn.digest for turn in record.turns),
                (summary.began_at, summary.seconds, summary.turns, summary.how, summary.disposition),
                (summary.caller, summary.dialled, summary.release),
            )
        )

    assert pictures == {
        (
            ("d1", "d2", "d3", "status"),
            (BEGAN + timedelta(seconds=10), 24, 3, "said_goodbye", "answered_by_faq"),
            ("+15551234567", "+18555550100", "0123456789abcdef"),
        )
    }


def test_a_call_is_told_by_time_and_only_at_the_same_time_by_turn(engine: Engine, entry: MakeEntry) -> None:
    after = [
        ("queued", 3, 20),
        ("first wait", 4, 20),
        ("second wait", 5, 48),
        ("notice that the wait is over", 3, 68),
        ("back", 4, 68),
        ("status", 0, 68),
    ]
    story = [
        entry(turn, digest=digest, at=BEGAN + timedelta(seconds=at), route="status" if turn == 0 else "resume")
        for digest, turn, at in after
    ]
    keep(engine, story[::-1])

    record = one_call(engine, "CA1")

    assert record is not None
    assert [turn.digest for turn in record.turns] == [digest for digest, _, _ in after]


@pytest.mark.parametrize(
    ("heard", "how", "seconds"),
    [
        pytest.param((0, 1), None, None, id="a call that goes on"),
        pytest.param((0, 1, 2), "said_goodbye", 20, id="no notice: the line's own account"),
        pytest.param((0, 1, 3), "completed", 24, id="hung up: the carrier's account"),
        pytest.param((3,), "completed", 24, id="nothing but the notice"),
        pytest.param((0, 1, 3, 3, 3), "completed", 24, id="the notice three times"),
    ],
)
def test_the_end_of_a_call_is_told_by_what_is_there(
    engine: Engine, story: tuple[Entry, ...], heard: tuple[int, ...], how: str | None, seconds: int | None
) -> None:
    keep(engine, [story[place] for place in heard])

    (summary,) = recent_calls(engine)

    assert (summary.how, summary.seconds) == (how, seconds)


def test_a_call_that_nobody_ended_is_closed_by_the_reaper_once(engine: Engine, story: tuple[Entry, ...]) -> None:
    keep(engine, story[:2])

    closed = [reap(engine, LATER), reap(engine, LATER), reap(engine, LATER + timedelta(days=1))]

    record = one_call(engine, "CA1")
    assert closed == [1, 0, 0]
    assert record is not None
    assert record.turns[-1].events == (CallFinished("silent"),)
    assert (record.summary.how, record.summary.seconds, record.summary.turns) == ("silent", 10, 2)
    assert record.summary.disposition == "answered_by_faq"


def test_the_reaper_leaves_alone_what_is_finished_or_was_heard_lately(
    engine: Engine, story: tuple[Entry, ...], entry: MakeEntry
) -> None:
    keep(engine, [*story, entry(1, call_id="CA2", at=LATER - timedelta(hours=3))])

    assert reap(engine, LATER) == 0


def test_the_carriers_account_is_preferred_to_the_reapers_even_when_late(
    engine: Engine, story: tuple[Entry, ...]
) -> None:
    keep(engine, story[:2])
    reap(engine, LATER)
    keep(engine, story[3:])

    (summary,) = recent_calls(engine)

    assert (summary.how, summary.seconds) == ("completed", 24)


def test_more_silent_calls_than_one_batch_are_closed_at_once(engine: Engine, entry: MakeEntry) -> None:
    with writing(engine) as connection:
        store(connection, [journal_line_of(entry(1, call_id=f"CA{n}")) for n in range(1001)])

    assert reap(engine, LATER) == 1001


def test_the_latest_calls_come_first_and_can_be_paged(engine: Engine, entry: MakeEntry) -> None:
    keep(engine, [entry(1, call_id=f"CA{n}", at=BEGAN + timedelta(minutes=n)) for n in range(5)])

    first = recent_calls(engine, 2)
    second = recent_calls(engine, 2, before=first[-1].began_at)

    assert [call.call_id for call in first + second] == ["CA4", "CA3", "CA2", "CA1"]
    assert first[0].began_at == BEGAN + timedelta(minutes=4)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("CAab12", "CAab12"), ("CAab", "CAab12"), ("CAx", "CAx"), ("CA%", None), ("ca", None), ("CAz", None), ("", None)],
)
def test_a_call_is_found_by_the_beginning_of_its_id(
    engine: Engine, entry: MakeEntry, asked: str, found: str | None
) -> None:
    keep(engine, [entry(1, call_id=call_id) for call_id in ("CAab12", "CAx", "CAx7")])

    record = one_call(engine, asked)

    assert (record.summary.call_id if record else None) == found


def test_a_beginning_that_several_calls_share_names_them(engine: Engine, entry: MakeEntry) -> None:
    keep(engine, [entry(1, call_id=call_id) for call_id in ("CAx1", "CAx2")])

    with pytest.raises(AmbiguousCallError, match=r'"CAx" is the beginning of several calls \(known: CAx1, CAx2\)'):
        one_call(engine, "CAx")


def test_calls_that_are_named_are_shortened_as_far_as_they_can_be_told_apart(engine: Engine, entry: MakeEntry) -> None:
    keep(engine, [entry(1, call_id=f"CA{'0' * 14}{last}{'f' * 17}") for last in "2b1"])

    with pytest.raises(AmbiguousCallError) as error:
        one_call(engine, "CA0")

    assert str(error.value).endswith(f"(known: {', '.join(f'CA{chr(48) * 14}{last}' for last in '12b')})")


def test_a_caller_who_withheld_the_number_is_none_masked_or_not(engine: Engine, entry: MakeEntry) -> None:
    began = CallBegan(None, "+18555550100", "r", "en-US")
    keep(engine, [entry(1, caller=None, events=(began,))])

    record = one_call(engine, "CA1")

    assert record is not None
    assert masked(record) == record


def test_a_read_back_stays_readable_beside_the_keys(engine: Engine, entry: MakeEntry) -> None:
    keep(engine, [entry(1, events=(InputHeard("40715520"),), said=("I have 4 0 7 1, 5 5 2 0.",))])

    record = one_call(engine, "CA1")

    assert record is not None
    assert masked(record).turns[0].said == ("I have 4 0 7 1, 5 5 2 0.",)


def test_a_call_is_shown_without_its_callers_number(engine: Engine, entry: MakeEntry) -> None:
    secret = "+15551234567"
    events = (
        CallBegan(secret, "+18555550100", "r", "en-US"),
        InputHeard("5551234567"),
        AnswerGiven("number", secret),
        TransferBegun(secret),
    )
    keep(engine, [entry(1, events=events, said=("we ring you at 5 5 5, 1 2 3, 4 5 6 7",))])

    record = one_call(engine, "CA1")
    assert record is not None
    shown = repr(masked(record))

    assert "5551234567" not in shown
    assert "5 5 5" not in shown
    assert "+1•••••••567" in shown
    assert "+18555550100" in shown, "the line's own number is no secret"
    assert masked_summary(record.summary).caller == "+1•••••••567"


def test_many_calls_are_read_by_their_ids_and_unknown_ones_left_out(
    engine: Engine, story: tuple[Entry, ...], entry: MakeEntry
) -> None:
    keep(engine, [*story, entry(1, call_id="CA2")])

    known = calls_by_id(engine, ["CA1", "CA2", "CA3"])

    assert known == {call_id: one_call(engine, call_id) for call_id in ("CA1", "CA2")}
    assert calls_by_id(engine, []) == {}
