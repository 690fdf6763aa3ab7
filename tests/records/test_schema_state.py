"""Whether a database fits this program, and how it is made to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from ivr.records.database import DatabaseAwayError, DatabaseUrlError, make_engine, reading, writing
from ivr.records.schema import VERSION_TABLE, SchemaError, refusal, require_current, schema_state, state_of, upgrade
from ivr.records.tables import metadata


def at_revision(engine: Engine, revision: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE ivr_revision SET version_num = :revision"), {"revision": revision})


def test_a_new_database_is_empty_and_says_what_to_run(empty_engine: Engine) -> None:
    assert schema_state(empty_engine) == "empty"

    with pytest.raises(SchemaError, match="has no tables yet: run `ivr db upgrade`"):
        require_current(empty_engine)


def test_an_upgraded_database_is_current_and_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)

    assert schema_state(engine) == "current"
    require_current(engine)


def test_a_database_of_a_newer_program_is_refused_with_the_way_back(engine: Engine) -> None:
    at_revision(engine, "9999")

    assert schema_state(engine) == "too_new"
    for refuse in (require_current, upgrade):
        with pytest.raises(SchemaError, match=r'revision "9999", which this ivr does not know: .*`ivr db restore`'):
            refuse(engine)


@pytest.mark.parametrize(
    ("revision", "state", "words"),
    [
        (None, "empty", "has no tables yet: run `ivr db upgrade`"),
        ("0001", "too_old", 'is at revision "0001", older than this ivr: run `ivr db upgrade`'),
        ("0003", "current", None),
        ("0004", "too_new", 'is at revision "0004", which this ivr does not know'),
    ],
)
def test_a_program_with_three_revisions_tells_which_it_can_use(
    revision: str | None, state: str, words: str | None
) -> None:
    found = state_of(revision, ["0003", "0002", "0001"])

    assert found == state
    assert (words or "") in (refusal(found, revision) or "")
    assert (refusal(found, revision) is None) == (words is None)


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(engine: Engine) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_processes_that_upgrade_at_once_wait_for_each_other(empty_engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: upgrade(empty_engine), range(4)))

    assert schema_state(empty_engine) == "current"


@pytest.mark.parametrize("use", [schema_state, upgrade, require_current])
def test_a_database_that_cannot_be_reached_is_away(tmp_path: Path, use: Callable[[Engine], object]) -> None:
    (tmp_path / "damaged.db").write_bytes(b"not a database " * 1000)
    urls = (
        f"sqlite:///{tmp_path}/damaged.db",
        "sqlite:////proc/nowhere/ivr.db",
        f"postgresql://ivr:geheim@/ivr?host={tmp_path}",
    )

    for url in urls:
        engine = make_engine(url)
        with pytest.raises(DatabaseAwayError, match=r"^the database is away: ") as raised:
            use(engine)
        assert "geheim" not in str(raised.value)
        engine.dispose()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://ivr:geheim@host/ivr", 'no database "mysql" (known: sqlite:////'),
        ("ivr.db", "the database url is not a url (known: sqlite:////"),
        ("postgresql://ivr:geheim@host:many/ivr", "the database url is not a url (known: sqlite:////"),
        ("sqlite://", "a database in memory is not shared by processes (write sqlite:////folder/ivr.db)"),
        ("sqlite:///:memory:", "a database in memory is not shared by processes"),
    ],
)
def test_a_url_that_cannot_work_is_refused_with_one_that_can(url: str, message: str) -> None:
    with pytest.raises(DatabaseUrlError) as raised:
        make_engine(url)

    assert str(raised.value).startswith(message)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_by_any_of_its_names(new_postgresql: str, scheme: str) -> None:
    engine = make_engine(new_postgresql.replace("postgresql", scheme))

    assert schema_state(engine) == "empty"
    engine.dispose()


def test_a_sqlite_file_is_private_safe_between_processes_and_makes_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "state" / "ivr.db"
    engine = make_engine(f"sqlite:///{path}")

    with reading(engine) as connection:
        mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
        keys = connection.execute(text("PRAGMA foreign_keys")).scalar_one()

    assert (mode, keys) == ("wal", 1)
    assert path.stat().st_mode & 0o777 == 0o600
    engine.dispose()


def test_what_goes_wrong_inside_a_transaction_is_undone(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM ivr_revision"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert schema_state(engine) == "current"
