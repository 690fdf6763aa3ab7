"""The WSGI application, for a server of your own: `gunicorn app:app`. `ivr serve` needs nothing of this."""

import os
import sys
from pathlib import Path

from flask import Flask

from ivr.logging_setup import set_up_logging
from ivr.records.database import DatabaseUrlError
from ivr.settings import SettingsError, load_settings
from ivr.wiring import build_app

DO_NOT_TRY_AGAIN = 3  # what gunicorn takes from a worker as the reason to stop, and not to start the next one


def made() -> Flask:
    """The application; settings that cannot be used end the process, with one line for each that says so."""
    try:
        settings = load_settings(os.environ, folder=Path.cwd())
        set_up_logging(settings.log_format, settings.to_hide)
        return build_app(settings)
    except SettingsError as error:
        problems = error.problems
    except DatabaseUrlError as error:
        problems = [f"DATABASE_URL: {error}"]
    for problem in problems:
        sys.stderr.write(f"ivr: {problem}\n")
    sys.exit(DO_NOT_TRY_AGAIN)


app = made()
