"""Every call is counted once, by how it ended: however often its end is told, and whichever keeper learns of it."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ivr.dialogue.events import CallFinished, Event, HandedOff, NoticeHeard, PersonReached, TopicRead
from ivr.records.entry import Entry
from ivr.records.keeper import REAP_EVERY, SETTLED, Keeper
from ivr.records.spool import Spool

MakeEntry = Callable[..., Entry]
END = CallFinished("completed", 60)


class Counting:
    """A keeper whose clock is set by hand, and what it has counted."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
        self.counted: Counter[str] = Counter()
        self.keeper = Keeper(folder, engine, now=lambda: self.at, count=lambda code: self.counted.update([code]))

    def after(self, time: timedelta) -> Counter[str]:
        """What is counted after so long, with a look before and one after."""
        self.keeper.step(NEVER)
        self.at += time
        self.keeper.step(NEVER)
        return self.counted


NEVER = threading.Event()
"""What a keeper is given that is not told to stop."""


@pytest.fixture
def counting(spool: Path, engine: Engine) -> Counting:
    return Counting(spool, engine)


@pytest.fixture
def write(spool: Path, entry: MakeEntry) -> Callable[..., None]:
    """Writes one entry for each of a call's turns, each turn by a process of its own."""
    writers = [Spool(spool, f"web-{number}", "r") for number in range(3)]

    def written(call_id: str, *turns: tuple[Event, ...]) -> None:
        for turn, events in enumerate(turns, 1):
            writers[-turn % 3].append(entry(turn, call_id=call_id, events=events))

    return written


Write = Callable[..., None]


def test_each_call_is_counted_by_how_it_ended(counting: Counting, write: Write) -> None:
    write("CA1", (TopicRead("t.one"),), (END,))
    write("CA2", (HandedOff("care"),), (NoticeHeard("hangup"),))
    write("CA3", (TopicRead("t.one"),))

    assert counting.after(SETTLED) == {"answered_by_faq": 1, "abandoned": 1}


def test_an_end_that_is_told_three_times_is_counted_once(counting: Counting, write: Write) -> None:
    write("CA1", (CallFinished("said_goodbye"),))
    counting.after(SETTLED)
    write("CA1", (CallFinished("said_goodbye"),), (NoticeHeard("completed"),))
    counting.after(SETTLED)
    write("CA1", (), (), (END,))

    assert counting.after(SETTLED) == {"caller_hung_up": 1}


def test_what_is_known_a_moment_after_the_end_is_counted_too(counting: Counting, write: Write) -> None:
    write("CA1", (END,))
    before = dict(counting.after(SETTLED - timedelta(seconds=1)))
    write("CA1", (END,), (HandedOff("care"), PersonReached()))

    assert before == {}
    assert counting.after(SETTLED) == {"handed_off": 1}


def test_a_call_that_the_reaper_closes_is_counted_and_its_late_report_is_not(counting: Counting, write: Write) -> None:
    write("CA1", (TopicRead("t.one"),))
    counting.after(SETTLED)
    counting.at += timedelta(hours=5)
    counting.after(REAP_EVERY)
    write("CA1", (TopicRead("t.one"),), (END,))

    assert counting.after(SETTLED) == {"answered_by_faq": 1}


def test_a_keeper_that_is_told_to_stop_counts_what_it_knows(counting: Counting, write: Write) -> None:
    write("CA1", (END,))

    counting.keeper.step(None)

    assert counting.counted == {"caller_hung_up": 1}


def test_keepers_of_several_machines_count_a_call_once_together(
    tmp_path: Path, engine: Engine, entry: MakeEntry
) -> None:
    machines = [Counting(tmp_path / f"machine-{number}" / "spool", engine) for number in range(3)]
    for number in range(3):
        writer = Spool(tmp_path / f"machine-{number}" / "spool", "web-1", "r")
        for call in range(200):
            writer.append(entry(number + 1, call_id=f"CA{call}", events=(END,)))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda machine: machine.keeper.step(None), machines))

    assert sum((machine.counted for machine in machines), Counter()) == {"caller_hung_up": 200}
