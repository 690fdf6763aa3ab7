"""Decides whether a webhook comes from Twilio; everything else is refused, whatever is wrong with it.

The signature covers the URL and the form, but neither the time nor the borders between names and values, so more is
asked: our own URLs only (no query, which Twilio reorders after signing), POST forms only, our account, one call.
SharedKeys (`X-Twilio-Webhooks-Signature-Settings`) are not supported: nothing signed can tell which key was used.
"""

import hmac
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlparse

from twilio.request_validator import add_port, remove_port  # type: ignore[import-untyped]  # ships no types

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
    """Whether one of the Auth Tokens made this signature over this URL and form; never raises.

    Signed are the URL and then, by name and value, every field without a border; of equal ones only one.
    """
    fields = "".join([name + value for name, value in sorted(set(form.pairs))])
    known = tuple(token for token in tokens if token)  # anybody can sign with nothing
    try:
        return any(_is_signature(signature, spelt + fields, token) for spelt in _spellings(url) for token in known)
    except UnicodeEncodeError:  # a lone surrogate, which nobody can have signed
        return False


def _is_signature(signature: str, signed: str, token: str) -> bool:
    mac = hmac.digest(token.encode(), signed.encode(), "sha1")
    return hmac.compare_digest(b64encode(mac), signature.encode())


def _spellings(url: str) -> Iterator[str]:
    """The URL as we know it, and where that does not fit with its port and without: Twilio has signed either."""
    yield url
    try:
        parts = urlparse(url)
        yield from (add_port(parts), remove_port(parts))
    except ValueError:  # a port that is no number
        return


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
