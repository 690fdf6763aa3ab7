"""The edge: believes only what is signed, and catches every bug once, so that no caller meets a dead line."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import HTTPException

from ivr.carriers.twilio.fallback import fallback_whisper
from ivr.carriers.twilio.form import Form
from ivr.carriers.twilio.read import Heard, Route, read
from ivr.carriers.twilio.verify import Account, Refusal, Request, verify
from ivr.carriers.twilio.write import EMPTY, LEAVE
from ivr.dialogue.inputs import Waiting
from ivr.service import NoReleaseError, Service

log = logging.getLogger(__name__)

XML = "text/xml; charset=utf-8"
RAW_PATHS = ("RAW_URI", "REQUEST_URI")
"""Where servers put the path as it came. Only such a path was signed; ours hold nothing that could be written twice."""


@dataclass(frozen=True)
class Answer:
    """A route of the line: what is read from its form, and who answers it (with the token in its path)."""

    route: Route
    answer: Callable[[Heard, str], str]


@dataclass(frozen=True)
class Edge:
    """`fallback` gives the static document for a caller whom nothing else can answer."""

    account: Account
    service: Service
    fallback: Callable[[], str]

    def respond(self, answer: Answer, token: str) -> Response:
        """Verify the present request and answer it: a document for a caller, an empty 403 for anybody else."""
        form = self._form()
        if isinstance(form, Refusal):
            log.warning("webhook refused", extra={"reason": form.reason, "route": answer.route})
            return Response(status=403)
        heard = read(form, answer.route)
        return Response(self._document(answer, heard, token), content_type=XML)

    def _form(self) -> Form | Refusal:
        try:
            asked = _request()
        except HTTPException:  # too large
            raise
        except Exception:  # whatever the server makes of a body that breaks off, or of broken chunks
            return Refusal("the body cannot be read")
        return verify(self.account, asked)

    def _document(self, answer: Answer, heard: Heard, token: str) -> str:
        try:
            return answer.answer(heard, token)
        except NoReleaseError:
            log.error("no release to answer with", extra={"call_id": heard.call_id})
        except Exception:
            log.exception("turn failed", extra={"call_id": heard.call_id, "route": answer.route})
        return self._rescued(answer, heard, token)

    def _rescued(self, answer: Answer, heard: Heard, token: str) -> str:
        """An apology and a person, by the engine if it can, else by the static document."""
        if heard.given is None:
            return EMPTY
        if answer.route == "job":
            return fallback_whisper(f"/voice/job/{token}")
        try:
            return self.service.rescue(heard, token, "a turn failed", place="" if token else answer.route)
        except NoReleaseError:
            pass
        except Exception:
            log.exception("rescue failed", extra={"call_id": heard.call_id})
        return LEAVE if isinstance(heard.given, Waiting) else self.fallback()


def _request() -> Request:
    environ = request.environ
    raw = next((environ[name] for name in RAW_PATHS if environ.get(name)), environ.get("PATH_INFO", ""))
    path, _, query = raw.partition("?")
    return Request(
        method=environ["REQUEST_METHOD"],
        path=path,
        query=query or environ.get("QUERY_STRING", "") or ("?" if "?" in raw else ""),
        content_type=environ.get("CONTENT_TYPE", ""),
        body=request.get_data(cache=False),
        signature=environ.get("HTTP_X_TWILIO_SIGNATURE"),
    )
