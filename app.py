"""The WSGI application, for a server of your own: `gunicorn app:app`. `ivr serve` needs nothing of this."""

import os
from pathlib import Path

from ivr.settings import load_settings
from ivr.wiring import build_app

app = build_app(load_settings(os.environ, folder=Path.cwd()))
