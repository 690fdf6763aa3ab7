"""The same menus as the carrier's tutorials for Flask write them: no signature, no state, no record, words in the code.

After https://www.twilio.com/docs/voice/tutorials/build-interactive-voice-response-ivr-phone-tree/python
"""

from flask import Flask, Response, request
from twilio.twiml.voice_response import VoiceResponse  # type: ignore[import-untyped]  # ships no types

from bench.apps.menus import REFUNDS, WELCOME

app = Flask("tutorial", static_folder=None)


@app.post("/voice")
def welcome() -> Response:
    """The first menu."""
    response = VoiceResponse()
    with response.gather(num_digits=1, action="/voice/menu", method="POST", timeout=7) as gather:
        gather.say(WELCOME, voice="Polly.Joanna-Neural", language="en-US")
    response.redirect("/voice", method="POST")
    return _twiml(response)


@app.post("/voice/menu")
def menu() -> Response:
    """What the key leads to."""
    actions = {"3": _refunds}
    action = actions.get(request.form["Digits"], _sorry)
    return _twiml(action())


def _refunds() -> VoiceResponse:
    response = VoiceResponse()
    with response.gather(num_digits=1, action="/voice/menu", method="POST", timeout=7) as gather:
        gather.say(REFUNDS, voice="Polly.Joanna-Neural", language="en-US")
    response.redirect("/voice", method="POST")
    return response


def _sorry() -> VoiceResponse:
    response = VoiceResponse()
    response.redirect("/voice", method="POST")
    return response


def _twiml(response: VoiceResponse) -> Response:
    answer = Response(str(response))
    answer.headers["Content-Type"] = "text/xml"
    return answer
