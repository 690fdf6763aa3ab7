"""A call as compact JSON and back, so that it can travel sealed in a URL.

Fields left at their defaults are not written. Fields are only ever added, with defaults: a token sealed by an older
release of the software must open in a newer one (`tests/data/calls.json` keeps one of every format).
"""

import json
from collections.abc import Mapping
from typing import Any

from ivr.dialogue.call import Back, Call, Spot, Tries
from ivr.dialogue.values import Kind, Value

FORMAT = 1
"""The number of the format; a token of a higher one comes from a newer release of the software and is not read."""

MAX_BYTES = 2048
"""What a call may need: 2.7 kB of path once sealed, where web servers and proxies take 4 kB at the least."""

_NAMES: Mapping[str, str] = {
    "release": "r",
    "caller": "c",
    "dialled": "d",
    "locale": "l",
    "step": "s",
    "turn": "n",
    "errors": "e",
    "patience": "p",
    "hand_offs": "h",
    "home": "o",
}


_compact = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def to_json(call: Call) -> bytes:
    """The call without its id, which the seal is bound to; a few hundred bytes."""
    return compact(form_of(call))


def form_of(call: Call) -> dict[str, Any]:
    """The call as the values that its JSON is made of."""
    form: dict[str, Any] = {"f": FORMAT}
    form |= {short: getattr(call, name) for name, short in _NAMES.items() if getattr(call, name)}
    form |= {
        "sp": _trimmed([call.spot.phase, call.spot.topic, call.spot.piece, call.spot.entry]),
        "t": _trimmed([call.tries.no_input, call.tries.no_match, call.tries.wrong, call.tries.more_time]),
        "b": [[back.step, back.depth] for back in call.backs],
        "rt": list(call.returns),
        "to": list(call.told),
        "a": [[name, *_value_form(value)] for name, value in call.answers],
    }
    return {key: value for key, value in form.items() if value != []}


def compact(form: Mapping[str, Any]) -> bytes:
    """JSON without a byte too many."""
    return _compact(form).encode()


def from_json(plain: bytes, call_id: str) -> Call | None:
    """The call, or None for a form that this release of the software does not read."""
    try:
        return call_of(json.loads(plain), call_id)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def call_of(form: Mapping[str, Any], call_id: str) -> Call | None:
    """The call that a form describes, or None for a newer format; raises what a broken form makes it raise."""
    return None if form["f"] > FORMAT else _call(form, call_id)


def _call(form: Mapping[str, Any], call_id: str) -> Call:
    plain = {name: form[short] for name, short in _NAMES.items() if short in form}
    return Call(
        id=call_id,
        spot=Spot(*form.get("sp", ())),
        tries=Tries(*form.get("t", ())),
        backs=tuple(Back(step, depth) for step, depth in form.get("b", ())),
        returns=tuple(form.get("rt", ())),
        told=tuple(form.get("to", ())),
        answers=tuple((name, _value(rest)) for name, *rest in form.get("a", ())),
        **{"caller": None, "dialled": "", **plain},
    )


def _value_form(value: Value) -> list[Any]:
    return _trimmed([value.kind.value, value.text, int(value.sensitive), value.label])


def _value(form: list[Any]) -> Value:
    kind, text, sensitive, label = form + ["", "", 0, ""][len(form) :]
    return Value(Kind(kind), text, bool(sensitive), label)


def _trimmed(values: list[Any]) -> list[Any]:
    """The values without the empty ones at the end, which are the defaults."""
    while values and not values[-1]:
        values = values[:-1]
    return values
