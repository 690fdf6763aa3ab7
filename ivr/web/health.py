"""Whether this process lives (`/healthz`), and whether callers would be answered (`/readyz`)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from flask import Flask, Response, jsonify


@dataclass(frozen=True)
class Readiness:
    """What a caller would meet: the release on the line (None: nothing could answer), and how the record keeps up.

    The database being away stops no call, so it does not make the line unready; `spool_bytes` then grows.
    """

    release: str | None
    database: str
    spool_bytes: int
    dropped: int


Health = Callable[[], Readiness]


def health_routes(app: Flask, health: Health) -> None:
    """Add both pages."""

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", content_type="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        readiness = health()
        response = jsonify(ready=readiness.release is not None, **asdict(readiness))
        response.status_code = 200 if readiness.release else 503
        return response
