"""SQLite's file under a running line: deleted, swapped or made read-only, it never costs the record of a call."""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from ivr.records.calls import recent_calls
from ivr.records.database import make_engine, reading
from ivr.records.entry import Entry
from ivr.records.keeper import POLL, Keeper
from ivr.records.spool import Spool

NOBODY = 65534  # a user without rights: root may write what is read-only

MakeEntry = Callable[..., Entry]


@pytest.fixture
def file(tmp_path: Path, upgraded_sqlite: Path) -> Path:
    """A line's database with the present schema."""
    return Path(shutil.copy(upgraded_sqlite, tmp_path / "line.db"))


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    """An engine that stays open while the file changes under it."""
    engine = make_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture
def keeper(spool: Path, engine: Engine) -> Keeper:
    return Keeper(spool, engine, now=lambda: datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


@pytest.fixture
def writer(spool: Path) -> Spool:
    return Spool(spool, "web-1", "r")


def known_calls(file: Path) -> set[str]:
    """The calls in the file as somebody sees it who opens it now."""
    engine = make_engine(f"sqlite:///{file}")
    found = {call.call_id for call in recent_calls(engine)}
    engine.dispose()
    return found


def delete(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


def test_a_file_that_was_deleted_is_noticed_and_the_spool_waits_for_the_backup(
    writer: Spool, keeper: Keeper, file: Path, entry: MakeEntry, caplog: pytest.LogCaptureFixture
) -> None:
    backup = file.read_bytes()
    writer.append(entry(call_id="CA1"))
    assert keeper.step() == POLL

    delete(file)
    writer.append(entry(call_id="CA2"))
    with caplog.at_level(logging.ERROR):
        waits = [keeper.step(), keeper.step()]
    file.write_bytes(backup)
    after = keeper.step()

    assert min(waits) > POLL
    assert "run `ivr db upgrade`" in caplog.records[-1].__dict__["reason"]
    assert after == POLL
    assert "CA2" in known_calls(file)


def test_another_file_in_its_place_gets_what_comes_from_then_on(
    writer: Spool, keeper: Keeper, file: Path, entry: MakeEntry, upgraded_sqlite: Path
) -> None:
    writer.append(entry(call_id="CA1"))
    keeper.step()

    other = Path(shutil.copy(upgraded_sqlite, file.with_name("other.db")))
    other.replace(file)
    writer.append(entry(call_id="CA2"))
    keeper.step()

    assert "CA2" in known_calls(file)


@pytest.fixture
def content(upgraded_sqlite: Path) -> bytes:
    """What is in a database with the present schema, read while root still may."""
    return upgraded_sqlite.read_bytes()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a user for whom read-only is read-only, as whom the test goes on."""
    home, user = Path(tempfile.mkdtemp(prefix="ivr")), os.geteuid()
    if user == 0:
        os.chown(home, NOBODY, -1)
        os.seteuid(NOBODY)
    yield home
    os.seteuid(user)
    shutil.rmtree(home)


def test_a_file_that_was_read_only_for_a_while_is_written_again(
    content: bytes, unprivileged: Path, entry: MakeEntry
) -> None:
    file, spool = unprivileged / "line.db", unprivileged / "var" / "spool"
    file.write_bytes(content)
    file.chmod(0o400)
    engine = make_engine(f"sqlite:///{file}")
    keeper = Keeper(spool, engine, now=lambda: datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    Spool(spool, "web-1", "r").append(entry(call_id="CA1"))

    away = keeper.step()
    for path in file.parent.glob(f"{file.name}*"):  # SQLite's own files beside it are as read-only
        path.chmod(0o600)
    back = keeper.step()

    assert away > POLL
    assert back == POLL
    assert known_calls(file) == {"CA1"}
    engine.dispose()


TAKE_THE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "rb+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)  # SQLite's shared lock, as its documents have it
"""


def test_a_new_connection_leaves_the_locks_of_the_others_in_its_process(file: Path, engine: Engine) -> None:
    """Closing any descriptor of a file drops the process's locks on it; others then delete its log under its hands."""
    with reading(engine) as connection, reading(engine) as another:
        for each in (connection, another):
            each.execute(text("SELECT count(*) FROM calls"))
        taken = subprocess.run([sys.executable, "-c", TAKE_THE_LOCK, file], capture_output=True, check=False)

    assert b"BlockingIOError" in taken.stderr
