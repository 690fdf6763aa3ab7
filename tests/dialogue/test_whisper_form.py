"""A whisper travels in a URL: it comes back as it was, and a form that cannot be read is no whisper."""

import json

import pytest

from ivr.dialogue.call import Call
from ivr.dialogue.call_form import FORMAT
from ivr.dialogue.values import Kind, Value
from ivr.dialogue.whisper import Whisper
from ivr.dialogue.whisper_form import from_json, to_json

CALL = Call("CA" + "1" * 32, "r1", None, "+18005550100", "en-US", answers=(("order", Value(Kind.DIGITS, "4071")),))
WHISPER = Whisper(CALL, "line.whisper", 1)


def test_a_whisper_comes_back_as_it_was() -> None:
    assert from_json(to_json(WHISPER)) == WHISPER


@pytest.mark.parametrize("plain", [b"", b"no json", b"[]", b"{}", b'{"s":{},"c":"x"}'])
def test_what_is_no_whisper_is_none(plain: bytes) -> None:
    assert from_json(plain) is None


def test_a_newer_format_is_not_read() -> None:
    form = json.loads(to_json(WHISPER))
    form["s"]["f"] = FORMAT + 1

    assert from_json(json.dumps(form).encode()) is None
