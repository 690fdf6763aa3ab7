"""A backup brings back every row on either database, and one that is not whole is refused before anything changes."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from ivr.records.backup import BackupError, backup, restore
from ivr.records.calls import one_call, recent_calls
from ivr.records.database import make_engine, reading, writing
from ivr.records.entry import Entry
from ivr.records.journal import journal_line_of, store
from ivr.records.schema import SchemaError, schema_state, upgrade
from ivr.records.tables import heard

MakeEntry = Callable[..., Entry]


@pytest.fixture
def kept(engine: Engine, entry: MakeEntry) -> Engine:
    """A database with 30 heard requests of three calls."""
    keep(engine, [entry(turn, call_id=f"CA{turn % 3}") for turn in range(30)])
    return engine


def keep(engine: Engine, entries: list[Entry]) -> None:
    with writing(engine) as connection:
        store(connection, [journal_line_of(entry) for entry in entries])


def rows(engine: Engine) -> list[object]:
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(heard).order_by(heard.c.call_id, heard.c.digest))]


def test_a_backup_goes_from_either_database_to_a_new_one_row_by_row(
    kept: Engine, tmp_path: Path, entry: MakeEntry
) -> None:
    other = make_engine(f"sqlite:///{tmp_path}/other.db")
    keep(kept, [entry(turn, call_id=f"CA{turn % 3}") for turn in range(1203)])

    written = backup(kept, tmp_path / "backup.gz")
    read = restore(other, tmp_path / "backup.gz")

    assert written == {"calls": 3, "heard": 1203, "spool_offsets": 0}
    assert read == {"calls": 3, "heard": 1203}
    assert rows(other) == rows(kept)
    assert recent_calls(other) == recent_calls(kept)
    assert schema_state(other) == "current"
    other.dispose()


def test_a_backup_goes_from_sqlite_to_postgresql_and_is_written_on_there(
    tmp_path: Path, new_postgresql: str, entry: MakeEntry
) -> None:
    sqlite, postgresql = make_engine(f"sqlite:///{tmp_path}/a.db"), make_engine(new_postgresql)
    upgrade(sqlite)
    keep(sqlite, [entry(1), entry(2)])

    backup(sqlite, tmp_path / "backup.gz")
    restore(postgresql, tmp_path / "backup.gz")
    keep(postgresql, [entry(2), entry(3)])

    record = one_call(postgresql, "CA1")
    assert record is not None
    assert [turn.turn for turn in record.turns] == [1, 2, 3]
    sqlite.dispose()
    postgresql.dispose()


def test_a_database_with_records_is_only_overwritten_when_asked_to(
    kept: Engine, tmp_path: Path, entry: MakeEntry
) -> None:
    backup(kept, tmp_path / "backup.gz")
    before = rows(kept)
    keep(kept, [entry(5000)])

    with pytest.raises(BackupError, match="the database holds records"):
        restore(kept, tmp_path / "backup.gz")
    restore(kept, tmp_path / "backup.gz", overwrite=True)

    assert rows(kept) == before


def test_tables_that_are_not_ours_survive_an_overwriting(kept: Engine, tmp_path: Path) -> None:
    with writing(kept) as connection:
        connection.execute(text("CREATE TABLE foreigner (n integer)"))
    backup(kept, tmp_path / "backup.gz")

    restore(kept, tmp_path / "backup.gz", overwrite=True)

    with reading(kept) as connection:
        assert connection.execute(text("SELECT count(*) FROM foreigner")).scalar_one() == 0


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def without_the_last_line(content: bytes) -> bytes:
    return gzip.compress(b"\n".join(gzip.decompress(content).splitlines()[:-1]) + b"\n")


def without_a_row(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines()
    return gzip.compress(b"\n".join([*lines[:9], *lines[10:]]) + b"\n")


def of_a_newer_program(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines()
    header = json.dumps(json.loads(lines[0]) | {"revision": "9999"}).encode()
    return gzip.compress(b"\n".join([header, *lines[1:]]) + b"\n")


def with_a_row_twice(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines()
    return gzip.compress(b"\n".join([*lines[:10], lines[9], *lines[10:]]) + b"\n")


def with_an_unknown_column(content: bytes) -> bytes:
    return gzip.compress(gzip.decompress(content).replace(b'"turn"', b'"round"'))


def with_an_unknown_table(content: bytes) -> bytes:
    return gzip.compress(gzip.decompress(content).replace(b'"table":"heard"', b'"table":"seen"'))


def with_a_line(line: bytes) -> Callable[[bytes], bytes]:
    """Puts a line after the header of a backup."""

    def damage(content: bytes) -> bytes:
        header, *rows = gzip.decompress(content).splitlines()
        return gzip.compress(b"\n".join([header, line, *rows]) + b"\n")

    return damage


def with_a_value(value: bytes) -> Callable[[bytes], bytes]:
    return lambda content: gzip.compress(gzip.decompress(content).replace(b'"turn":1,', b'"turn":%b,' % value))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut, "is damaged or cut short"),
        (without_the_last_line, "is cut short: its last line, with the number of rows, is missing"),
        (without_a_row, "is damaged: it should hold"),
        (of_a_newer_program, 'has revision "9999", which this ivr does not know'),
        (with_a_row_twice, "does not fit table"),
        (with_an_unknown_column, 'does not fit table "heard"'),
        (with_an_unknown_table, 'does not fit table "seen"'),
        (with_a_line(b"[1]"), "a line is neither a row nor the number of rows"),
        (with_a_line(b"null"), "a line is neither"),
        (with_a_line(b"{}"), "a line is neither"),
        (with_a_line(b'{"rows":[]}'), "a line is neither"),
        (with_a_line(b'{"table":[],"row":{}}'), "a line is neither"),
        (with_a_line(b'{"table":"heard","row":[1]}'), "a line is neither"),
        (with_a_line(b'{"table":"heard","row":{}}'), 'does not fit table "heard"'),
        (with_a_line(b'{"table":"","row":{}}'), "does not fit table"),
        (with_a_line(b"[" * 100_000), "is damaged or cut short"),
        (with_a_value(b"{}"), 'does not fit table "heard"'),
        (with_a_value(b"1" * 30), 'does not fit table "heard"'),
        (lambda _: b"not a backup", "is damaged or cut short"),
        (lambda _: b"", "is cut short"),
        (lambda _: gzip.compress(b"[1]\n"), "is not a backup"),
        (lambda _: gzip.compress(b'{"ivr_backup":1}\n'), "does not know"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_changes_nothing(
    kept: Engine, tmp_path: Path, damage: Callable[[bytes], bytes], message: str
) -> None:
    path = tmp_path / "backup.gz"
    backup(kept, path)
    path.write_bytes(damage(path.read_bytes()))
    before = rows(kept)

    with pytest.raises(BackupError) as raised:
        restore(kept, path, overwrite=True)

    assert message in str(raised.value)
    assert rows(kept) == before


def test_a_backup_is_private_and_leaves_no_half_file(kept: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    backup(kept, folder / "today.gz")
    with writing(kept) as connection:
        connection.execute(text("UPDATE ivr_revision SET version_num = '9999'"))
    with pytest.raises(SchemaError):
        backup(kept, folder / "tomorrow.gz")

    assert [path.name for path in folder.iterdir()] == ["today.gz"]
    assert (folder / "today.gz").stat().st_mode & 0o777 == 0o600
