"""The page of figures that Prometheus reads, at an address that no caller's carrier and nobody outside can reach.

It stands on a port of its own, on loopback: the public host passes the webhooks on and can publish nothing else by
mistake.
"""

import logging
from wsgiref.simple_server import WSGIServer

from prometheus_client import start_http_server

from ivr.settings import Settings
from ivr.wiring import build_figures

LOOPBACK = "127.0.0.1"

log = logging.getLogger(__name__)


def show_figures(settings: Settings) -> WSGIServer | None:
    """Serve the figures in a thread, if the settings ask for them. A port that is taken is logged: calls go on."""
    if settings.metrics_port is None:
        return None
    try:
        server, _ = start_http_server(settings.metrics_port, LOOPBACK, build_figures(settings))
    except OSError as error:
        extra = {"reason": error.strerror or str(error), "port": settings.metrics_port}
        log.error("figures_not_shown", extra=extra)
        return None
    return server
