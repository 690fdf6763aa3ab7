"""The database by its URL, and the two ways to use it: reading and writing.

An engine belongs to one process: make it after the fork. Everything that can be wrong with the database while the
program is right is one error, DatabaseAwayError.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import NullPool

BUSY_MS = 5000  # how long a writer waits for another one's transaction
CONNECT_SECONDS = 5
STATEMENT_MS = 30_000  # a statement that takes longer is stuck
LOST_MS = 10_000  # a network that swallows our bytes counts as lost after this
WRITE = "ivr_write"  # the execution option of a connection that will write

EXAMPLES = "sqlite:////var/lib/ivr/ivr.db, postgresql://user:password@host/database"


class DatabaseAwayError(Exception):
    """The database cannot be used now: down, locked, full, read-only, damaged, or without our tables."""


class DatabaseUrlError(ValueError):
    """A database URL that nothing can be done with; the message names the fix and never holds a password."""


def make_engine(url: str) -> Engine:
    """The engine for a DATABASE_URL. Does not connect yet. Raises DatabaseUrlError for a URL that is malformed."""
    parsed = _parsed(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite_engine(parsed)
        case "postgresql" | "postgres":
            return _postgresql_engine(parsed)
        case other:
            raise DatabaseUrlError(f'no database "{other}" (known: {EXAMPLES})')


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection with one consistent view of the database. Raises DatabaseAwayError."""
    with _told_apart(), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction, committed at the end and undone on any error. Raises DatabaseAwayError."""
    with _told_apart(), engine.connect() as connection:
        connection.execution_options(**{WRITE: True})
        with connection.begin():
            yield connection


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError):  # ours: a value that the tables do not take
        raise
    except DBAPIError as error:
        raise DatabaseAwayError(f"the database is away: {_first_line(error.orig)}") from error
    except PoolTimeoutError as error:
        raise DatabaseAwayError("the database is away: all connections are busy") from error


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUrlError(f"the database url is not a url (known: {EXAMPLES})") from error


def _postgresql_engine(url: URL) -> Engine:
    options = {} if "options" in url.query else {"options": f"-c statement_timeout={STATEMENT_MS}"}
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,  # callers' numbers stay out of error messages
        connect_args={"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": LOST_MS, **options},
    )


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise DatabaseUrlError("a database in memory is not shared by processes (write sqlite:////folder/ivr.db)")
    # A connection that is kept would go on with a file that was deleted, replaced or read-only when it was opened.
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), hide_parameters=True, poolclass=NullPool)
    path = Path(url.database)
    event.listen(engine, "do_connect", lambda *_: _make_private(path))
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    """Callers' numbers lie in this file: nobody but its owner reads it.

    A file that is there is never opened here: closing it again would drop all locks that this process's connections
    hold on it (a rule of POSIX), and another process, finding itself alone, would delete the log that they write to.
    """
    if path.exists():
        return
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with suppress(OSError):  # the connection that follows says what is wrong, as one of the database's errors
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(fresh, os.O_RDONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            path.hardlink_to(fresh)  # it has its name only once it is closed
        finally:
            fresh.unlink()


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions begin too late to be serial
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: one that took it half-way could only fail."""
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
