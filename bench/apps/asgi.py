"""The line behind an adapter, for servers that speak ASGI only."""

from typing import Any

from bench.apps.careline import make as make_wsgi


def make() -> Any:
    """The application of one process, with as many threads as on our own server."""
    from a2wsgi import WSGIMiddleware  # type: ignore[import-not-found]  # noqa: PLC0415 - of the comparison only

    return WSGIMiddleware(make_wsgi(), workers=200)
