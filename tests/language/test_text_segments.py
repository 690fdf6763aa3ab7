"""How many text messages a text is."""

import pytest

from ivr.language.text_segments import odd_sign, segments_of


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ñ" * 160, 1),
        ("\u2764" * 70, 1),
        ("\u2764" * 71, 2),
        ("\U0001f600" * 35, 1),
        ("\U0001f600" * 36, 2),
    ],
)
def test_a_text_is_cut_as_the_carriers_cut_it(text: str, segments: int) -> None:
    assert segments_of(text) == segments


def test_the_sign_that_needs_more_room_is_named() -> None:
    assert (odd_sign("plain [text] €"), odd_sign("9:00\u202fAM \u2764")) == (None, "\u202f")
