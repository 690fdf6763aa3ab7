"""The database's schema: whether it fits this program, and how it is brought up to date."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from ivr.records.database import reading, writing

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "ivr_revision"
UPGRADE_LOCK = 0x697672  # "ivr"; two processes that upgrade PostgreSQL at once wait for each other

SchemaState = Literal["current", "too_old", "too_new", "empty"]


class SchemaError(Exception):
    """The database's schema does not fit this program; the message names the command that helps."""


def schema_state(engine: Engine) -> SchemaState:
    """How the database's schema stands to this program. Raises DatabaseAwayError."""
    with reading(engine) as connection:
        return state_of(revision_of(connection), known_revisions())


def require_current(engine: Engine) -> None:
    """Raise SchemaError, naming the command that helps, unless the schema is current. Raises DatabaseAwayError."""
    with reading(engine) as connection:
        revision = revision_of(connection)
    _refuse(state_of(revision, known_revisions()), revision)


def upgrade(engine: Engine) -> None:
    """Bring the schema up to date; nothing happens where it is. Raises SchemaError (too new), DatabaseAwayError."""
    with writing(engine) as connection:
        take_upgrade_lock(connection)
        revision = revision_of(connection)
        match state_of(revision, known_revisions()):
            case "empty" | "too_old":
                upgrade_to(connection, "head")
            case "current" | "too_new" as state:
                _refuse(state, revision)


def state_of(revision: str | None, known: Sequence[str]) -> SchemaState:
    """How a revision stands to those that a program knows, the newest first."""
    if revision is None:
        return "empty"
    if revision == known[0]:
        return "current"
    return "too_old" if revision in known else "too_new"


def refusal(state: SchemaState, revision: str | None) -> str | None:
    """What to tell a person about a schema that does not fit, and the command that helps; None for one that does."""
    match state:
        case "current":
            return None
        case "empty":
            return "the database has no tables yet: run `ivr db upgrade`"
        case "too_old":
            return f'the database is at revision "{revision}", older than this ivr: run `ivr db upgrade`'
        case "too_new":
            return (
                f'the database is at revision "{revision}", which this ivr does not know: install the newer ivr that '
                "upgraded it, or go back to a backup with `ivr db restore`"
            )


def take_upgrade_lock(connection: Connection) -> None:
    """Wait until no other process changes the schema; held until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})


def upgrade_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to a revision inside the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None for one without our tables."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def known_revisions() -> tuple[str, ...]:
    """The revisions that this program has migrations for, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _refuse(state: SchemaState, revision: str | None) -> None:
    why = refusal(state, revision)
    if why is not None:
        raise SchemaError(why)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
