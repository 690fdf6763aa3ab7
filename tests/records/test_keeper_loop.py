"""The keeper's loop: it drains, reaps when due, and outlasts a database that is away."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ivr.records.calls import recent_calls
from ivr.records.database import make_engine, writing
from ivr.records.entry import Entry
from ivr.records.keeper import LONGEST_WAIT, POLL, Keeper
from ivr.records.schema import known_revisions
from ivr.records.spool import Spool

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

MakeEntry = Callable[..., Entry]


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = BEGAN

    def __call__(self) -> datetime:
        return self.at


def rename(engine: Engine, old: str, new: str) -> None:
    with writing(engine) as connection:
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


def set_revision(engine: Engine, revision: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE ivr_revision SET version_num = :revision"), {"revision": revision})


def test_a_step_drains_and_says_when_to_come_again(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    Spool(spool, "web-1", "r").append(entry())

    assert Keeper(spool, engine, now=Clock()).step() == POLL

    assert [call.call_id for call in recent_calls(engine)] == ["CA1"]


def test_silent_calls_are_closed_every_five_minutes(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    clock = Clock()
    keeper = Keeper(spool, engine, now=clock, silent_after=timedelta(minutes=1))
    Spool(spool, "web-1", "r").append(entry())
    keeper.step()

    clock.at += timedelta(minutes=4)
    keeper.step()
    before = recent_calls(engine)[0].how
    clock.at += timedelta(minutes=1)
    keeper.step()

    assert (before, recent_calls(engine)[0].how) == (None, "silent")


def test_it_waits_longer_and_longer_while_the_database_is_away_and_says_so_seldom(
    spool: Path, engine: Engine, entry: MakeEntry, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = Keeper(spool, engine, now=Clock())
    Spool(spool, "web-1", "r").append(entry())

    rename(engine, "heard", "elsewhere")
    with caplog.at_level(logging.INFO, "ivr.records.keeper"):
        waits = [keeper.step() for _ in range(9)]
        rename(engine, "elsewhere", "heard")
        after = keeper.step()

    assert waits[:4] == [0.4, 0.8, 1.6, 3.2]
    assert waits[-1] == LONGEST_WAIT
    assert after == POLL
    assert [record.message for record in caplog.records] == ["record_waits"] * 4 + ["record_goes_on"]
    assert caplog.records[0].__dict__["waiting_bytes"] > 100
    assert recent_calls(engine)[0].turns == 1


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.name == "ivr.records.keeper"]


def test_a_database_that_was_away_at_the_start_and_comes_back_empty_gets_its_tables(
    spool: Path, tmp_path: Path, entry: MakeEntry
) -> None:
    home = tmp_path / "disk"
    home.touch()  # a file where the folder of the database belongs
    engine = make_engine(f"sqlite:///{home}/line.db")
    keeper = Keeper(spool, engine, now=Clock())
    Spool(spool, "web-1", "r").append(entry())

    away = keeper.step()
    home.unlink()
    back = keeper.step()

    assert (away, back) == (0.4, POLL)
    assert recent_calls(engine)[0].turns == 1
    engine.dispose()


@pytest.mark.parametrize(
    "now_it_is", [("0000", "install the newer ivr that upgraded it"), (None, "run `ivr db upgrade`")]
)
def test_a_database_that_does_not_fit_is_refused_and_the_spool_waits(
    spool: Path, engine: Engine, entry: MakeEntry, caplog: pytest.LogCaptureFixture, now_it_is: tuple[str | None, str]
) -> None:
    revision, command = now_it_is
    keeper = Keeper(spool, engine, now=Clock())
    keeper.step()
    Spool(spool, "web-1", "r").append(entry())
    rename(engine, "heard", "elsewhere")
    if revision is None:
        rename(engine, "ivr_revision", "another_revision")
    else:
        set_revision(engine, revision)

    with caplog.at_level(logging.INFO, "ivr.records.keeper"):
        keeper.step()
        keeper.step()

    assert messages(caplog) == ["record_waits", "record_refused"]
    assert command in caplog.records[-1].__dict__["reason"]
    assert caplog.records[-1].__dict__["waiting_bytes"] > 100


def test_a_database_of_an_older_program_is_refused_until_somebody_upgrades_it(
    spool: Path, engine: Engine, entry: MakeEntry, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(spool, engine, now=Clock())
    Spool(spool, "web-1", "r").append(entry())
    known = known_revisions()

    monkeypatch.setattr("ivr.records.schema.known_revisions", lambda: ("9999", *known))
    with caplog.at_level(logging.INFO, "ivr.records.keeper"):
        keeper.step()
        monkeypatch.undo()
        keeper.step()

    assert messages(caplog) == ["record_refused", "record_goes_on"]
    assert "older than this ivr: run `ivr db upgrade`" in caplog.records[0].__dict__["reason"]
    assert recent_calls(engine)[0].turns == 1


def test_a_bug_does_not_end_the_record_of_all_calls(
    spool: Path, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> datetime:
        raise ZeroDivisionError

    wait = Keeper(spool, engine, now=broken).step()

    assert wait > POLL
    assert "keeper_failed" in caplog.text


def test_it_runs_until_told_to_stop_and_leaves_nothing_behind(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    stop = threading.Event()
    keeper = threading.Thread(target=Keeper(spool, engine, now=Clock()).run, args=(stop,))
    writer = Spool(spool, "web-1", "r")
    keeper.start()

    for turn in range(50):
        writer.append(entry(turn, route="resume"))
    stop.set()
    keeper.join(10)

    assert not keeper.is_alive()
    assert recent_calls(engine)[0].turns == 50


def test_a_keeper_waits_while_another_one_drains(spool: Path, engine: Engine, entry: MakeEntry) -> None:
    import fcntl

    Spool(spool, "web-1", "r").append(entry())
    stop = threading.Event()
    lock = spool.parent / "keeper.lock"
    second = threading.Thread(target=Keeper(spool, engine, now=Clock()).run, args=(stop,))

    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second.start()
        second.join(0.3)
        drained_meanwhile = recent_calls(engine)
    stop.set()
    second.join(10)

    assert drained_meanwhile == ()
    assert len(recent_calls(engine)) == 1
