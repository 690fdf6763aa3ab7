"""`ivr db`: the record's database."""

from collections.abc import Mapping
from pathlib import Path

import click

from ivr.commands.common import engine_or_exit, fail


@click.group()
def db() -> None:
    """Bring the record's database up to date, save it, or bring a saved one back."""


@db.command()
def upgrade() -> None:
    """Make the tables, or bring those of an older version up to date. Save a backup first."""
    from ivr.records.database import DatabaseAwayError
    from ivr.records.schema import SchemaError, schema_state
    from ivr.records.schema import upgrade as upgrade_schema

    engine = engine_or_exit(must_exist=False)
    try:
        before = schema_state(engine)
        upgrade_schema(engine)
    except (DatabaseAwayError, SchemaError) as error:
        fail(str(error))
    click.echo("nothing to do: the database is up to date" if before == "current" else "the database is up to date now")


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Save all of the record to FILE (compressed lines of JSON, good for SQLite and PostgreSQL alike)."""
    from ivr.records.backup import backup as save
    from ivr.records.database import DatabaseAwayError
    from ivr.records.schema import SchemaError

    try:
        counts = save(engine_or_exit(must_exist=True), file)
    except (DatabaseAwayError, SchemaError, OSError) as error:
        fail(str(error))
    click.echo(f"saved to {file}: {_counted(counts)}")


@db.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace the records that are there.")
def restore(file: Path, overwrite: bool) -> None:
    """Bring a record saved by `ivr db backup` back; all of it, or nothing is changed."""
    from ivr.records.backup import BackupError
    from ivr.records.backup import restore as bring_back
    from ivr.records.database import DatabaseAwayError
    from ivr.records.schema import SchemaError

    try:
        counts = bring_back(engine_or_exit(must_exist=False), file, overwrite=overwrite)
    except (BackupError, DatabaseAwayError, SchemaError, OSError) as error:
        fail(str(error))
    click.echo(f"restored from {file}: {_counted(counts)}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {table}" for table, count in counts.items())
