"""Backups: all tables as lines of JSON, compressed, readable by every database this program runs on.

The first line names the schema's revision, the last one counts the rows, so that a file cut short is never taken for
a whole one. Restoring is one transaction: afterwards the database is the backup, or what it was.
"""

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, DateTime, Engine, MetaData, Table, insert, inspect, select
from sqlalchemy.exc import DataError, IntegrityError, NoSuchTableError

from ivr.records.database import reading, writing
from ivr.records.entry import compact
from ivr.records.schema import (
    VERSION_TABLE,
    known_revisions,
    require_current,
    revision_of,
    take_upgrade_lock,
    upgrade_to,
)
from ivr.records.tables import metadata

FORMAT = 1
BATCH = 500

Counts = dict[str, int]


class BackupError(Exception):
    """A backup that cannot be used, or a database that must not be overwritten; the message says which and why."""


def backup(engine: Engine, path: Path) -> Mapping[str, int]:
    """Write all tables to a file, whole or not at all; the rows per table.

    Raises SchemaError, DatabaseAwayError, and OSError when the file cannot be written.
    """
    require_current(engine)
    fd, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(fd, "wb") as file:
            counts = _write(engine, file)
            file.flush()
            os.fsync(fd)
        Path(name).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
    return counts


def restore(engine: Engine, path: Path, *, overwrite: bool = False) -> Mapping[str, int]:
    """Make the database what the backup holds, brought up to the present schema; the rows per table.

    Raises BackupError (damaged file, newer revision, or a database that holds records while `overwrite` is False),
    DatabaseAwayError, and OSError when the file cannot be opened.
    """
    with gzip.open(path, "rb") as file:
        lines = _lines(file, path)
        revision = _revision(next(lines), path)
        with writing(engine) as connection:
            take_upgrade_lock(connection)
            if not overwrite and _holds_records(connection):
                raise BackupError("the database holds records: restore into an empty one, or overwrite it")
            _drop_tables(connection)
            upgrade_to(connection, revision)
            counts = _fill(connection, lines, path)
            upgrade_to(connection, "head")
    return counts


def _write(engine: Engine, file: IO[bytes]) -> Counts:
    counts: Counts = {}
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed, reading(engine) as connection:
        packed.write(_line({"ivr_backup": FORMAT, "revision": revision_of(connection)}))
        for table in metadata.sorted_tables:
            counts[table.name] = 0
            for row in connection.execution_options(yield_per=BATCH).execute(select(table)):
                packed.write(_line({"table": table.name, "row": _plain(row._mapping)}))
                counts[table.name] += 1
        packed.write(_line({"rows": counts}))
    return counts


def _line(value: object) -> bytes:
    return compact(value).encode("ascii") + b"\n"


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _lines(file: Iterable[bytes], path: Path) -> Iterator[Any]:
    """What the lines of the file hold. Raises BackupError where it ends or is damaged."""
    try:
        for line in file:
            yield json.loads(line)
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError, RecursionError) as error:
        raise BackupError(f'"{path}" is damaged or cut short: take another backup ({error})') from error
    raise BackupError(f'"{path}" is cut short: its last line, with the number of rows, is missing')


def _revision(header: Any, path: Path) -> str:
    if not isinstance(header, dict) or header.get("ivr_backup") != FORMAT:
        raise BackupError(f'"{path}" is not a backup made by `ivr db backup` of this version or an older one')
    revision = str(header.get("revision"))
    if revision not in known_revisions():
        raise BackupError(f'"{path}" has revision "{revision}", which this ivr does not know: install the newer ivr')
    return revision


def _holds_records(connection: Connection) -> bool:
    here = set(inspect(connection).get_table_names())
    tables = (table for table in metadata.sorted_tables if table.name in here)
    return any(connection.execute(select(table).limit(1)).first() is not None for table in tables)


def _drop_tables(connection: Connection) -> None:
    reflected = MetaData()
    names = {*metadata.tables, VERSION_TABLE} & set(inspect(connection).get_table_names())
    reflected.reflect(connection, only=sorted(names))
    reflected.drop_all(connection)


def _fill(connection: Connection, lines: Iterator[Any], path: Path) -> Counts:
    """Insert the rows into the tables as they were at the backup's revision, and check their number."""
    counts: Counts = {}
    for name, group in groupby(lines, key=lambda line: _table_of(line, path)):
        if name is None:
            _check(counts, next(group), path)
            return counts
        counts[name] = _insert(connection, name, group, path)
    raise AssertionError("the lines end with an error or with the number of rows")


def _table_of(line: Any, path: Path) -> str | None:
    """The table that the line is a row of; None for the last line, which counts the rows."""
    match line:
        case {"table": str(name), "row": dict()}:
            return name
        case {"rows": dict()}:
            return None
        case _:
            raise BackupError(f'"{path}" is damaged: a line is neither a row nor the number of rows')


def _insert(connection: Connection, name: str, lines: Iterator[Mapping[str, Any]], path: Path) -> int:
    done = 0
    try:
        table = Table(name, MetaData(), autoload_with=connection)
        while batch := [_typed(table, line["row"]) for line in islice(lines, BATCH)]:
            connection.execute(insert(table), batch)
            done += len(batch)
    except (NoSuchTableError, DataError, IntegrityError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise BackupError(f'"{path}" does not fit table "{name}": {type(error).__name__}') from error
    return done


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    if set(row) != set(table.columns.keys()):
        raise KeyError("other columns than the table's")
    return {name: _value(table, name, value) for name, value in row.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    if value is not None and isinstance(table.columns[name].type, DateTime):
        return datetime.fromisoformat(value)
    if not isinstance(value, str | int | None):
        raise TypeError("not a value of a column")
    return value


def _check(counts: Counts, trailer: Mapping[str, Any], path: Path) -> None:
    expected = {name: rows for name, rows in trailer["rows"].items() if rows}
    if counts != expected:
        raise BackupError(f'"{path}" is damaged: it should hold {expected} rows, and holds {counts}')
