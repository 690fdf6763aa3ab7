"""The web application: routes, limits, and empty answers to everything that is no caller."""

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from ivr.carriers.twilio.form import MAX_BYTES
from ivr.service import Service
from ivr.web.edge import Answer, Edge
from ivr.web.health import Health, health_routes
from ivr.web.metrics import Metrics

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
"""All of them: what is no POST is refused by the same check as every other unsigned request."""


def create_app(service: Service, edge: Edge, health: Health, metrics: Metrics | None = None) -> Flask:
    """The WSGI application of one line; `metrics` counts what passes through it."""
    app = Flask("ivr", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BYTES
    app.url_map.strict_slashes = False  # a redirect would make the carrier repeat its POST as a GET without a form
    app.url_map.merge_slashes = False
    app.register_error_handler(HTTPException, lambda error: Response(status=error.code or 500))
    _voice_routes(app, edge, service, metrics)
    health_routes(app, health)
    return app


def _voice_routes(app: Flask, edge: Edge, service: Service, metrics: Metrics | None) -> None:
    respond = metrics.responding(edge.respond) if metrics else edge.respond

    def route(path: str, endpoint: str, answer: Answer) -> None:
        answer = metrics.answering(answer) if metrics else answer

        def view(token: str = "") -> Response:
            return respond(answer, token)

        app.add_url_rule(path, endpoint, view, methods=METHODS, provide_automatic_options=False)

    route("/voice", "voice", Answer("voice", lambda heard, _: service.come_in(heard)))
    route("/voice/status", "status", Answer("status", lambda heard, _: service.note_status(heard)))
    route("/voice/fallback", "fallback", Answer("fallback", lambda heard, _: service.fall_back(heard)))
    route("/voice/job/<path:token>", "job", Answer("job", service.whisper))
    route("/voice/<path:token>", "resume", Answer("resume", service.go_on))
