"""Reads what a verified webhook tells us: an input for the dialogue, a notice, or the end of the call.

A signed form is a live caller, so nothing here raises and nothing is refused: garbage becomes the nearest thing that
the dialogue can route to a person. Every form is exactly one of `given`, `notice` and `ended`.
"""

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from ivr.carriers.twilio.form import Form
from ivr.dialogue.inputs import (
    CallStarted,
    Digits,
    Input,
    LineFault,
    NoInput,
    QueueLeft,
    QueueOutcome,
    TransferOutcome,
    Transferred,
    Waiting,
)

Route = Literal["voice", "resume", "status", "fallback", "job"]

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# A withheld number may arrive as a word spelt on the keypad: ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED.
WITHHELD = frozenset({"+266696687", "+7378742833", "+86282452253", "+8656696", "+2562533"})

FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
QUEUE_NOTICES = frozenset({"hangup", "redirected", "redirected-from-bridged", "bridging-in-process"})
QUEUE_REACHED = frozenset({"bridging-in-process", "bridged", "redirected-from-bridged"})
QUEUE_OUTCOMES: dict[str, QueueOutcome] = {"bridged": "ended", "leave": "left", "queue-full": "full"}
DIAL_OUTCOMES: dict[str, TransferOutcome] = {"completed": "answered", "busy": "busy", "no-answer": "no_answer"}

MAX_KEYS = 64  # no entry of ours is longer, and the rest of a stuck key is no answer
MAX_TEXT = 64  # of a dialled name or a status; an E.164 number has 16
MAX_URL = 8192  # of the failed URL, which holds a token of up to 4096 characters
MAX_SECONDS = 9  # digits of a duration: thirty years

READ = (
    "CallSid",
    "From",
    "To",
    "CallStatus",
    "CallDuration",
    "Digits",
    "FinishedOnKey",
    "QueueResult",
    "QueueTime",
    "QueuePosition",
    "DialCallStatus",
    "DialBridged",
    "ErrorCode",
    "ErrorUrl",
)


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The carrier reports how a call ended, and after how many seconds if it says so."""

    status: str
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A webhook, read. `caller` is E.164 or None when withheld; `dialled` is E.164, or what came instead, capped.

    A `notice` needs no reply but an empty document and advances nothing; with `reached` it tells that whoever was rung
    or waited for has taken the call. `failed_token` is what the URL that failed carried. `fields` are the form's fields
    that were read, kept out of logs because they hold what the caller pressed.
    """

    call_id: str
    caller: str | None
    dialled: str
    given: Input | None
    notice: str | None
    ended: CallEnded | None
    reached: bool
    failed_token: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)


def read(form: Form, route: Route) -> Heard:
    """Read a verified form that was posted to one of our routes; never raises."""
    ended = _ended(form) if route == "status" else None
    notice = _notice(form, route) if ended is None else None
    return Heard(
        call_id=_text(form, "CallSid"),
        caller=_caller(form),
        dialled=_text(form, "To"),
        given=_given(form, route) if ended is None and notice is None else None,
        notice=notice,
        ended=ended,
        reached=notice is not None and _is_reached(form),
        failed_token=_text(form, "ErrorUrl", MAX_URL).partition("#")[0].rpartition("/voice/")[2],
        fields=tuple([(name, value) for name in READ if (value := form.get(name))]),
    )


def digest_of(place: str, heard: Heard) -> str:
    """Name what was heard at a place (a token, or a route's name), in 16 hex digits.

    A repeated delivery has the same digest; the next wait document, posted to the same URL, has another. Empty fields
    do not count: silence is the same silence whether Twilio sends no digits or empty ones.
    """
    return sha256(json.dumps([place, heard.fields]).encode("ascii")).hexdigest()[:16]


def _notice(form: Form, route: Route) -> str | None:
    """What the form tells us that needs no answer, because the caller is gone or on the way elsewhere."""
    status, queue = _text(form, "CallStatus"), form.get("QueueResult")
    if route == "status":
        return status or "unknown"
    if queue in QUEUE_NOTICES:
        return queue
    if form.get("Digits") == "hangup":
        return "hangup"
    if status in FINAL:
        return _text(form, "QueueResult") or status
    return None


def _is_reached(form: Form) -> bool:
    """Whether somebody took the call: the caller who hangs up after the talk leaves nothing but a notice of it."""
    if form.get("QueueResult") in QUEUE_REACHED:
        return True
    return form.get("DialCallStatus") == "completed" and form.get("DialBridged").lower() != "false"


def _given(form: Form, route: Route) -> Input:
    match route:
        case "voice":
            return CallStarted(_caller(form), _text(form, "To"))
        case "fallback":
            return LineFault(f"carrier error {_text(form, 'ErrorCode') or 'unknown'}")
        case _:
            return _answer(form)


def _answer(form: Form) -> Input:
    """What came of the verb before: a queue, a dialled number, a wait that goes on, or keys."""
    if queue := form.get("QueueResult"):
        return QueueLeft(QUEUE_OUTCOMES.get(queue, "failed"))
    if form.get("DialCallStatus"):
        return Transferred(_dialled(form))
    if form.get("QueueTime") or form.get("QueuePosition"):
        return Waiting(_seconds(form, "QueueTime") or 0)
    return _keys(form)


def _dialled(form: Form) -> TransferOutcome:
    """How ringing ended; one who picked up but never was connected (did not press 1, a machine) has not answered."""
    outcome = DIAL_OUTCOMES.get(form.get("DialCallStatus"), "failed")
    if outcome == "answered" and form.get("DialBridged").lower() == "false":
        return "no_answer"
    return outcome


def _keys(form: Form) -> Input:
    digits = form.get("Digits")
    if digits:
        return Digits(re.sub(r"[^0-9*#]", "", digits)[:MAX_KEYS] or "?")
    # The finish key alone is not silence: the caller pressed it.
    return Digits("#") if form.get("FinishedOnKey") == "#" else NoInput()


def _ended(form: Form) -> CallEnded | None:
    status = form.get("CallStatus")
    return CallEnded(status, _seconds(form, "CallDuration")) if status in FINAL else None


def _caller(form: Form) -> str | None:
    number = form.get("From")
    return number if E164.fullmatch(number) and number not in WITHHELD else None


def _seconds(form: Form, name: str) -> int | None:
    digits = form.get(name)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= MAX_SECONDS else None


def _text(form: Form, name: str, limit: int = MAX_TEXT) -> str:
    """A field as text that may be stored and logged: printable (no NUL, no line ends) and capped."""
    text = form.get(name)
    return (text if text.isprintable() else "".join(filter(str.isprintable, text)))[:limit]
