"""A call travels in a URL: small, complete, and readable for as long as any caller is on the line."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from stories import new_call

from ivr.dialogue.call import MAX_ANSWER, MAX_ANSWERS, MAX_BACKS, MAX_CALLED, Back, Call, Spot, Tries
from ivr.dialogue.call_form import FORMAT, from_json, to_json
from ivr.dialogue.values import Kind, Value

RELEASED = json.loads((Path(__file__).parents[1] / "data" / "calls.json").read_text(encoding="utf-8"))
"""One call of every format that was ever released, with all its fields set; a format is only ever added."""

FULL = Call(
    id="CA1",
    release="0123456789abcdef",
    caller="+12125550123",
    dialled="+18005550100",
    locale="es-US",
    step="order.ask",
    turn=17,
    spot=Spot("confirm", "gift.balance", 2, "40715520"),
    tries=Tries(no_input=1, no_match=2, wrong=1, more_time=3),
    errors=4,
    patience=2,
    hand_offs=1,
    home="main.what_for",
    backs=(Back("main.what_for", 0), Back("order.which", 1)),
    returns=("main.help_with_order",),
    told=("always", "reading", "after"),
    answers=(
        ("about", Value(Kind.TEXT, "order", label="main.order")),
        ("postal_code", Value(Kind.DIGITS, "10001", sensitive=True)),
        ("bought_on", Value(Kind.DATE, "2026-02-28")),
    ),
)
"""The call of `RELEASED`, as this release of the software understands it."""

UNREADABLE = {
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff",
    "no mapping": b"[]",
    "a number": b"1",
    "no format": b'{"r":"r1","l":"en-US"}',
    "a format of tomorrow": b'{"f":2,"r":"r1","l":"en-US"}',
    "no release": b'{"f":1,"l":"en-US"}',
    "too many counters": b'{"f":1,"r":"r1","l":"en-US","t":[1,2,3,4,5]}',
    "a menu without its depth": b'{"f":1,"r":"r1","l":"en-US","b":[["main.menu"]]}',
    "an answer without a name": b'{"f":1,"r":"r1","l":"en-US","a":[[]]}',
    "an answer of no known kind": b'{"f":1,"r":"r1","l":"en-US","a":[["a","smell","roses"]]}',
}


@pytest.mark.parametrize("form", RELEASED, ids=lambda form: f"format {form['f']}")
def test_a_call_of_every_released_format_opens(form: dict[str, Any]) -> None:
    assert from_json(json.dumps(form).encode(), "CA1") == FULL


def test_every_format_is_kept() -> None:
    assert [form["f"] for form in RELEASED] == list(range(1, FORMAT + 1))


def test_the_present_format_is_written_as_it_was_released() -> None:
    assert json.loads(to_json(FULL)) == RELEASED[-1]


@pytest.mark.parametrize("kind", [Call, Spot, Tries, Back, Value], ids=lambda kind: kind.__name__)
def test_the_full_call_sets_every_field_there_is(kind: type) -> None:
    values = [FULL, FULL.spot, FULL.tries, *FULL.backs, *(value for _, value in FULL.answers)]
    mine = [value for value in values if isinstance(value, kind)]

    unset = [field.name for field in fields(kind) if not any(getattr(value, field.name) for value in mine)]

    assert not unset, "set it in FULL above, and write a call of the new format into tests/data/calls.json"


@pytest.mark.parametrize("field", [field.name for field in fields(Call)])
def test_every_field_survives(field: str) -> None:
    reopened = from_json(to_json(FULL), FULL.id)

    assert getattr(reopened, field) == getattr(FULL, field)


@pytest.mark.parametrize("plain", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_no_call(plain: bytes) -> None:
    assert from_json(plain, "CA1") is None


def test_a_caller_who_withholds_their_number_is_written_without_it() -> None:
    call = new_call(caller=None)

    assert from_json(to_json(call), call.id) == call
    assert json.loads(to_json(call)) == {"f": FORMAT, "r": "r1", "d": "+18005550100", "l": "en-US"}


def test_the_id_is_not_written_because_the_seal_is_bound_to_it() -> None:
    assert b"CA1" not in to_json(FULL)


def test_a_realistic_call_is_a_few_hundred_bytes() -> None:
    assert len(to_json(FULL)) < 600


def test_the_fullest_call_still_fits_into_the_carriers_url() -> None:
    step = "returns.why_it_goes_back"
    call = replace(
        FULL,
        step=step,
        backs=(Back(step, 3),) * (MAX_BACKS + 1),
        returns=(step,) * MAX_CALLED,
        answers=tuple((f"order_number_{n:02}", Value(Kind.DIGITS, "7" * MAX_ANSWER)) for n in range(MAX_ANSWERS)),
    )

    sealed = (len(to_json(call)) + 16) * 4 / 3  # the seal adds 16 bytes, and URLs take four characters for three

    assert sealed < 4000
