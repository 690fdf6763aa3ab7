"""A route and nothing behind it: what the framework and the server cost by themselves."""

from flask import Flask, Response

from bench.apps.menus import WELCOME

DOCUMENT = f'<?xml version="1.0" encoding="UTF-8"?><Response><Say>{WELCOME}</Say></Response>'

app = Flask("bare", static_folder=None)


@app.post("/voice")
@app.post("/voice/menu")
def voice() -> Response:
    """One constant document; the form is not looked at."""
    return Response(DOCUMENT, content_type="text/xml; charset=utf-8")
