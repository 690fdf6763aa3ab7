"""What the commands share: settings or exit 2, and problems as people and programs read them."""

import os
from pathlib import Path
from typing import NoReturn

import click

from ivr.settings import Settings, SettingsError, load_settings

EXIT_PROBLEMS, EXIT_USAGE, EXIT_BROKEN = 1, 2, 3


def settings_or_exit(port: int = 8080, helpline: Path | None = None) -> Settings:
    """The settings of the line in this folder; what is wrong with them is named, and the command ends with 2."""
    try:
        return load_settings(os.environ, folder=Path.cwd(), port=port, helpline=helpline)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(f"ivr: {problem}", err=True)
        raise SystemExit(EXIT_USAGE) from None


def fail(message: str, code: int = EXIT_PROBLEMS) -> NoReturn:
    """End the command with a sentence on standard error."""
    click.echo(f"ivr: {message}", err=True)
    raise SystemExit(code)
