"""The form of a webhook is decoded exactly as it was signed, or not at all."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.carriers.twilio.form import MAX_BYTES, Form, FormError, decode


@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        pytest.param(b"", (), id="an empty body has no fields"),
        pytest.param(b"Digits=1&To=%2B18555", (("Digits", "1"), ("To", "+18555")), id="fields keep their order"),
        pytest.param(b"Digits=&msg", (("Digits", ""), ("msg", "")), id="a field without a value is empty, not lost"),
        pytest.param(b"a=+two++spaces+", (("a", " two  spaces "),), id="plus is a space, and spaces stay"),
        pytest.param(b"a=%20+%2B", (("a", "  +"),), id="an escaped plus is a plus"),
        pytest.param(b"&&a=1&", (("a", "1"),), id="nothing between separators is no field"),
        pytest.param(b"a=1;b=2", (("a", "1;b=2"),), id="a semicolon separates nothing"),
        pytest.param(b"a=b=c", (("a", "b=c"),), id="only the first equals sign separates"),
        pytest.param(b"a=100%&b=%zz%4", (("a", "100%"), ("b", "%zz%4")), id="a percent that escapes nothing stays"),
        pytest.param(b"a=gr%C3%B6%C3%9Fer", (("a", "größer"),), id="escaped UTF-8"),
        pytest.param("a=größer".encode(), (("a", "größer"),), id="raw UTF-8"),
        pytest.param(b"a=%00", (("a", "\x00"),), id="NUL is signed as it came"),
        pytest.param(b"a=2&a=1&a=1", (("a", "2"), ("a", "1"), ("a", "1")), id="every value of a name is kept"),
    ],
)
def test_a_form_is_decoded_as_twilio_signed_it(body: bytes, pairs: tuple[tuple[str, str], ...]) -> None:
    assert decode(body).pairs == pairs


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(b"a=%FF%FE", "not UTF-8", id="escaped bytes that are no UTF-8"),
        pytest.param(b"a=\xff", "not UTF-8", id="raw bytes that are no UTF-8"),
        pytest.param(b"%FF=a", "not UTF-8", id="a name that is no UTF-8"),
        pytest.param(b"a=%ED%A0%80", "not UTF-8", id="half a surrogate pair"),
        pytest.param(b"a=%C0%80", "not UTF-8", id="an overlong NUL"),
        pytest.param(b"a=" + b"x" * MAX_BYTES, "over 64 kB", id="a body over 64 kB"),
    ],
)
def test_what_twilio_never_sends_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(FormError, match=why):
        decode(body)


def test_as_many_fields_as_fit_are_read() -> None:
    most = MAX_BYTES // len(b"a=1&")

    assert len(decode(b"a=1&" * most).pairs) == most


def test_reading_takes_the_last_value_and_signing_all() -> None:
    form = Form((("Digits", "1"), ("To", "x"), ("Digits", "2")))

    assert (form.get("Digits"), form.get("To"), form.get("From")) == ("2", "x", "")
    assert (form.values("Digits"), form.values("From")) == (("1", "2"), ())


PAIRS = st.lists(st.tuples(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))), max_size=30)


@given(PAIRS)
def test_whatever_a_client_encodes_is_decoded_to_the_same(pairs: list[tuple[str, str]]) -> None:
    assert decode(urlencode(pairs).encode()).pairs == tuple(pairs)
