"""The web processes: gunicorn with threads, which stands slow sockets and a thousand calls at once."""

import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # ships no types
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from ivr.processes.lifeline import when_parent_dies
from ivr.settings import Settings
from ivr.wiring import build_app

LONGEST_PATH = 8190  # bytes; a sealed call takes up to 4 kB of the request line


class OurLogger(Logger):  # type: ignore[misc]  # the base has no types
    """Gunicorn's own lines on the way of all others: in our format, and past the redactor."""

    def setup(self, cfg: Config) -> None:
        """Take the level from the configuration, and leave the rest to the root's handler."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True


class _Web(BaseApplication):  # type: ignore[misc]  # the base has no types
    """Gunicorn with our options, and the application made in each worker, after the fork."""

    def __init__(self, options: dict[str, Any], load: Callable[[], Flask]) -> None:
        self._options, self._load = options, load
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._load()


def run_web(settings: Settings, door: socket.socket, lifeline: int | None = None) -> None:
    """Answer the webhooks that come to the door until SIGTERM, or until the parent is gone.

    Without a parent master and workers go at once: the line that is started next needs their port, and a turn that is
    cut off is repeated by the carrier and answered the same by any process.
    """
    if lifeline is not None:
        when_parent_dies(lifeline, lambda: os.killpg(os.getpgrp(), signal.SIGKILL))
    options = {
        "bind": f"fd://{door.fileno()}",
        "workers": settings.processes,
        "worker_class": "gthread",
        "threads": settings.threads,
        "timeout": 30,
        "graceful_timeout": 5,
        "keepalive": 75,
        "limit_request_line": LONGEST_PATH,
        "control_socket_disable": True,  # it would be opened in the home folder
        "loglevel": "warning",
        "logger_class": OurLogger,
        "proc_name": "ivr web",
    }
    _Web(options, lambda: build_app(settings)).run()
