"""The line itself, whole, as `ivr serve` runs it in each web process."""

import os
from pathlib import Path

from flask import Flask

from ivr.logging_setup import set_up_logging
from ivr.settings import load_settings
from ivr.wiring import build_app

FOLDER = "BENCH_FOLDER"  # the environment variable that names the folder of the measured line


def make() -> Flask:
    """The application of one web process."""
    settings = load_settings({}, folder=Path(os.environ[FOLDER]))
    set_up_logging(settings.log_format, settings.to_hide)
    return build_app(settings)
