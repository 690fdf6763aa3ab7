"""Decides whether a webhook comes from Twilio; everything else is refused, whatever is wrong with it.

The signature covers the URL and the form, but neither the time nor the borders between names and values, so more is
asked: our own URLs only (no query, which Twilio reorders after signing), POST forms only, our account, one call.
SharedKeys (`X-Twilio-Webhooks-Signature-Settings`) are not supported: nothing signed can tell which key was used.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types

from ivr.carriers.twilio.form import Form, FormError, decode

FORM_TYPE = "application/x-www-form-urlencoded"
PATH = re.compile(r"/[A-Za-z0-9/_-]*")  # what no client escapes in two ways
CALL_ID = re.compile(r"CA[0-9a-f]{32}")
SIGNATURE = re.compile(r"[A-Za-z0-9+/]{27}=")  # base64 of the 20 bytes of SHA-1; two headers arrive joined by a comma


@dataclass(frozen=True, slots=True)
class Account:
    """Whom we believe: the account, its Auth Tokens (several while rotating), and our URL as Twilio knows it."""

    sid: str
    tokens: tuple[str, ...] = field(repr=False)
    public_url: str


@dataclass(frozen=True, slots=True)
class Request:
    """A web request as it came: `path` and `query` raw, never decoded, because the raw URL is what was signed."""

    method: str
    path: str
    query: str
    content_type: str
    body: bytes = field(repr=False)
    signature: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not believed, in words of ours: safe to log. The sender learns nothing but 403."""

    reason: str


def verify(account: Account, request: Request) -> Form | Refusal:
    """Return the form of a request that is Twilio's, of our account, for one call; never raises."""
    unfit = _unfit(request)
    if unfit is not None:
        return Refusal(unfit)
    try:
        form = decode(request.body)
    except FormError as bad:
        return Refusal(str(bad))
    foreign = _foreign(account, form)
    if foreign is not None:
        return Refusal(foreign)
    if not signed_by(account.tokens, account.public_url.rstrip("/") + request.path, form, request.signature or ""):
        return Refusal("the signature does not match")
    return form


def signed_by(tokens: Iterable[str], url: str, form: Form, signature: str) -> bool:
    """Whether one of the Auth Tokens made this signature over this URL and form; never raises."""
    fields = _Fields()
    for name, value in form.pairs:
        fields.setdefault(name, []).append(value)
    return any(_is_signed(token, url, fields, signature) for token in tokens)


class _Fields(dict[str, list[str]]):
    """A form in the shape in which Twilio's library takes several values of one name."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def _is_signed(token: str, url: str, fields: _Fields, signature: str) -> bool:
    if not token:
        return False  # anybody can sign with nothing
    try:
        return bool(RequestValidator(token).validate(url, fields, signature))
    except Exception:
        # The library raises on odd input (a bad port, a lone surrogate) where it should refuse.
        return False


def _unfit(request: Request) -> str | None:
    """What is wrong with a request before its form is looked at."""
    media_type = request.content_type.partition(";")[0].strip().lower()
    asked = {
        "the method is not POST": request.method == "POST",
        "the path is none of ours": PATH.fullmatch(request.path) is not None,
        "there is a query": request.query == "",
        "the body is no form": media_type == FORM_TYPE,
        "the signature is missing or garbled": SIGNATURE.fullmatch(request.signature or "") is not None,
    }
    return next((reason for reason, fine in asked.items() if not fine), None)


def _foreign(account: Account, form: Form) -> str | None:
    """What is wrong with the ids in a form; each must be there once, or a second value could slip past."""
    if not account.sid or form.values("AccountSid") != (account.sid,):
        return "the account is not ours"
    calls = form.values("CallSid")
    if len(calls) != 1 or CALL_ID.fullmatch(calls[0]) is None:
        return "the call id is missing or garbled"
    return None
