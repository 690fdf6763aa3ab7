"""The redactor hides what it must, and leaves alone what people need to read."""

from itertools import pairwise

import pytest
from growth import PROPORTIONAL, growth
from hypothesis import given
from hypothesis import strategies as st

from ivr.records.redaction import masked_number, redact, redact_said

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
        ("client:alice", "•••"),
        ("sip:+15551234567@example.com", "•••"),
        ("+1555", "•••"),
        ("", "•••"),
    ],
)
def test_a_number_is_masked_so_that_two_callers_can_be_told_apart(number: str, shown: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_12025550143", "a_1•••••••143"),
        ("12025550143_a", "1•••••••143_a"),
        ("From=%2B12025550143&To", "From=+1•••••••143&To"),
        ("a%2b12025550143", "a+1•••••••143"),
        ("From=%2B12025550143&To=%2B12025550199&x=1", "From=+1•••••••143&To=+1•••••••199&x=1"),
        ("card_4111111111111111", "card_•••"),
        ("%2B4", "%2B4"),
    ],
)
def test_no_underscore_and_no_encoding_saves_a_number(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    "said",
    [
        "I have 4 0 7 1, 5 5 2 0. If that is right, press 1.",
        "I have 4 0 7 1, 5 5 2 0. 1 if that is right.",
        "Your order 100423 was sent on 2026-11-22.",
        "I have 5 5 5, 1 2 3 4, 5 6. Right?",
        "It is four oh seven one five five two",
    ],
)
def test_what_the_line_read_back_stays_readable(said: str) -> None:
    assert redact_said(said) == said


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("We ring you at 5 5 5, 1 2 3, 4 5 6 7.", "5 6 7"),
        ("Ring +18005550100.", "5550"),
        ("Ring (800) 555-0100. Now.", "555"),
        ("Your card 4 1 1 1, 1 1 1 1, 1 1 1 1, 1 1 1 1.", "1 1"),
        ("I have five five five one two three four five six seven", "four"),
    ],
)
def test_whole_numbers_are_hidden_in_what_the_line_said(said: str, hidden: str) -> None:
    assert hidden not in redact_said(said)
    assert "•" in redact_said(said)


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
    assert growth(lambda size: redact(piece * (size // len(piece)) + "a"), 2_000) < PROPORTIONAL
