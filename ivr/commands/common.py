"""What the commands share: settings or exit 2, and problems as people and programs read them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ivr.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

EXIT_PROBLEMS, EXIT_USAGE, EXIT_BROKEN = 1, 2, 3


def settings_or_exit(port: int = 8080, helpline: Path | None = None, *, make: bool = True) -> Settings:
    """The settings of the line in this folder; what is wrong with them is named, and the command ends with 2.

    With `make` False no state folder is made where there is none, and no secret.
    """
    try:
        return load_settings(os.environ, folder=Path.cwd(), port=port, helpline=helpline, make=make)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"ivr: {problem}", err=True)
        raise SystemExit(EXIT_USAGE) from None


def engine_or_exit(*, must_exist: bool) -> "Engine":
    """The record's database, for a command that needs nothing else of the line; no state folder is made for it."""
    from ivr.records.database import DatabaseUrlError, make_engine

    try:
        engine = make_engine(settings_or_exit(make=False).database_url)
    except DatabaseUrlError as error:
        fail(str(error), EXIT_USAGE)
    file = Path(engine.url.database or "")
    if must_exist and engine.dialect.name == "sqlite" and not file.exists():
        here = Path.cwd()
        shown = file.relative_to(here) if file.is_relative_to(here) else file
        fail(f"no line has run here (no {shown}): start one with scripts/run, or go to its folder")
    return engine


def fail(message: str, code: int = EXIT_PROBLEMS) -> NoReturn:
    """End the command with a sentence on standard error."""
    click.echo(f"ivr: {message}", err=True)
    raise SystemExit(code)
