"""The WSGI application, for a server of your own: `gunicorn app:app`. `ivr serve` needs nothing of this."""

import os
from pathlib import Path

from ivr.logging_setup import set_up_logging
from ivr.settings import load_settings
from ivr.wiring import build_app

settings = load_settings(os.environ, folder=Path.cwd())
set_up_logging(settings.log_format, settings.to_hide)
app = build_app(settings)
