"""Turns words and breaks into `<Say>` elements that Twilio can read out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from twilio.twiml import voice_response as twiml  # type: ignore[import-untyped]  # ships no types

from ivr.language.playable import Break, Playable, Words

MAX_SAY = 4096  # characters that Twilio takes in one <Say>
MAX_BREAK = 10_000  # milliseconds; the voices refuse a longer <break>
# What XML 1.0 cannot carry (Twilio's builder would write it anyway), and the control characters that it could.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: names that `voices.py` knows, `Polly.Joanna-Neural` and `en-US` for example."""

    name: str
    language: str


def say(parts: Playable, voice: Voice) -> Iterator[twiml.Say]:
    """Write the parts as one `<Say>`, or as several where the text is too long for one; none for no words."""
    for chunk in _chunks(parts):
        if any(isinstance(piece, str) and piece.strip() for piece in chunk):  # Twilio refuses an empty <Say>
            element = twiml.Say(voice=voice.name, language=voice.language)
            for piece in chunk:
                element.append(_break(piece) if isinstance(piece, Break) else piece)
            yield element


def _break(pause: Break) -> twiml.SsmlBreak:
    return twiml.SsmlBreak(time=f"{min(max(pause.ms, 1), MAX_BREAK)}ms")


def _chunks(parts: Playable) -> Iterator[list[str | Break]]:
    """Breaks and texts in lists that fit into one `<Say>`, never two texts in a row: the builder would drop one."""
    chunk: list[str | Break] = []
    room = MAX_SAY
    for piece in _pieces(parts):
        size = len(piece) if isinstance(piece, str) else 0
        if size > room or (size and chunk and isinstance(chunk[-1], str)):
            yield chunk
            chunk, room = [], MAX_SAY
        chunk.append(piece)
        room -= size
    yield chunk


def _pieces(parts: Playable) -> Iterator[str | Break]:
    """Breaks, and between them the text in pieces of at most `MAX_SAY` characters."""
    text = ""
    for part in parts:
        match part:
            case Words():
                text += UNSPEAKABLE.sub("", part.text)
            case Break():
                yield from _split(text)
                yield part
                text = ""
            case never:
                assert_never(never)
    yield from _split(text)


def _split(text: str) -> Iterator[str]:
    """The text in pieces that fit, cut behind a space where there is one."""
    while len(text) > MAX_SAY:
        cut = text.rfind(" ", 0, MAX_SAY) + 1 or MAX_SAY
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text
