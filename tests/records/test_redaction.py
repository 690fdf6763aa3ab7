"""The redactor hides what it must, and leaves alone what people need to read."""

from itertools import pairwise

import pytest
from growth import PROPORTIONAL, growth
from hypothesis import given
from hypothesis import strategies as st

from ivr.records.redaction import masked_number, redact

CARDS = {
    "visa": "4111111111111111",
    "amex": "378282246310005",
    "13 digits": "4222222222222",
    "maestro": "6759649826438453",
}


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+15551234567", "+1•••••••567"),
        ("+4930901820", "+4••••••820"),
        ("5551234567", "5••••••567"),
        (None, "withheld"),
        ("client:alice", "•••"),
        ("sip:+15551234567@example.com", "•••"),
        ("+1555", "•••"),
        ("", "•••"),
    ],
)
def test_a_number_is_masked_so_that_two_callers_can_be_told_apart(number: str | None, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    "phone",
    [
        "+15551234567",
        "+1 555 123 4567",
        "+44 20 7946 0958",
        "+1 (555) 123-4567",
        "(555) 123-4567",
        "555-123-4567",
        "555.123.4567",
        "555 123 4567",
        "1-555-123-4567",
        "5551234567",
        "15551234567",
        "555-4567",
        "5 5 5 1 2 3 4 5 6 7",
        "5 5 5, 1 2 3, 4 5 6 7",
        "1, 5 5 5, 1 2 3, 4 5 6 7",
        "five five five one two three four five six seven",
        "Five, five, five, one two three, four five six oh",
        "double five one two three four five six seven",
    ],
)
def test_a_phone_number_is_hidden_however_it_is_written(phone: str) -> None:
    shown = redact(f"ring {phone}, please")

    assert shown.startswith("ring ")
    assert shown.endswith(", please")
    assert "•" in shown
    assert "123" not in shown
    assert "1 2 3" not in shown
    assert "one two" not in shown.lower()


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.parametrize("gap", ["", " ", "-", ".", " - "])
@pytest.mark.parametrize("around", ["{}", "card {} ok", "12345 {} 99", "pressed {}#", "{} {}"])
def test_a_card_number_is_hidden_whole(card: str, gap: str, around: str) -> None:
    written = gap.join(card[at : at + 4] for at in range(0, len(card), 4))

    shown = redact(around.replace("{}", written))

    assert "•••" in shown
    assert card[:4] not in shown
    assert card[-4:] not in shown


@pytest.mark.parametrize(
    "text",
    [
        "pressed 2",
        "order number 100423",
        "order number 1 0 0, 4 2 3",
        "within 30 days, 14 days, 5 to 7 business days",
        "2026-11-22 09:38:35 the call began",
        "2026-11-22T09:38:35.123456+00:00",
        "the release 0123456789abcdef",
        "CA0123456789abcdef0123456789abcdef",
        "flows/main.yaml:27:13",
        "open from 9:00 to 17:30",
        "25.50 USD",
        "one two three four",
    ],
)
def test_what_is_no_secret_stays_readable(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "CallToken=GEHEIM&To=x",
        '{"auth_token": "GEHEIM"}',
        "Authorization: Basic GEHEIM",
        "authorization=Bearer GEHEIM",
        "X-Twilio-Signature: GEHEIM=",
        "password: 'GEHEIM'",
        "secret_keys=GEHEIM",
        "POST /voice/GEHEIMGEHEIMGEHEIMGEHEIMGEHEIM 200",
        "POST /voice/job/GEHEIM-GEHEIM_GEHEIMGEHEIMGEHEIM 200",
        "postgresql://ivr:GEHEIM@host/ivr",
    ],
)
def test_what_is_written_like_a_secret_is_hidden(text: str) -> None:
    shown = redact(text)

    assert "GEHEIM" not in shown
    assert "•••" in shown


def test_known_secrets_are_hidden_wherever_they_stand_the_longer_first() -> None:
    assert redact("a-abc-abcdef-z", ("abc", "abcdef", "")) == "a-•••-•••-z"


@given(st.text())
def test_any_text_can_be_redacted_and_once_is_enough(text: str) -> None:
    once = redact(text)

    assert redact(once) == once


@given(st.lists(st.sampled_from(["4111 1111 1111 1111", "word", "12", "99999999", "2026-11-22", ",", "+"]), max_size=8))
def test_no_neighbour_saves_a_card_number(words: list[str]) -> None:
    assert "1111 1111" not in redact(" ".join(words))
    assert all(pair != ("4111", "1111") for pair in pairwise(redact(" ".join(words)).split()))


@pytest.mark.parametrize(
    "piece", ["1 ", "1", "4111 ", "one ", "(+", "double ", "a:", "x://", "/voice/", "token=", "1-1.1,"]
)
def test_a_long_text_is_redacted_in_proportion_to_its_length_whatever_it_is_made_of(piece: str) -> None:
    assert growth(lambda size: redact(piece * (size // len(piece)) + "a"), 8_000) < PROPORTIONAL
