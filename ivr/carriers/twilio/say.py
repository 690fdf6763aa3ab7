"""Turns words and breaks into `<Say>` elements that Twilio can read out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ivr.carriers.twilio import xml
from ivr.language.playable import Break, Playable

MAX_SAY = 4096  # characters that Twilio takes in one <Say>
MAX_BREAK = 10_000  # milliseconds; the voices refuse a longer <break>
# What XML 1.0 cannot carry, and the control characters that it could.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: names that `voices.py` knows, `Polly.Joanna-Neural` and `en-US` for example."""

    name: str
    language: str


def say(parts: Playable, voice: Voice) -> Iterator[str]:
    """Write the parts as one `<Say>`, or as several where the text is too long for one; none for no words."""
    for chunk in _chunks(parts):
        content = "".join([_break(piece) if isinstance(piece, Break) else xml.text(piece) for piece in chunk])
        if any(isinstance(piece, str) and piece.strip() for piece in chunk):  # Twilio refuses an empty <Say>
            yield xml.element("Say", content, language=voice.language, voice=voice.name)


def _break(pause: Break) -> str:
    return f'<break time="{min(max(pause.ms, 1), MAX_BREAK)}ms" />'


def _chunks(parts: Playable) -> Iterator[list[str | Break]]:
    """Breaks and texts in lists that fit into one `<Say>`."""
    chunk: list[str | Break] = []
    room = MAX_SAY
    for part in parts:
        if isinstance(part, Break):
            chunk.append(part)
            continue
        for text in _split(_speakable(part.text)):
            if len(text) > room:
                yield chunk
                chunk, room = [], MAX_SAY
            chunk.append(text)
            room -= len(text)
    yield chunk


def _speakable(text: str) -> str:
    return text if text.isascii() and text.isprintable() else UNSPEAKABLE.sub("", text)


def _split(text: str) -> list[str]:
    """The text in pieces that fit, cut behind a space where there is one."""
    if len(text) <= MAX_SAY:
        return [text]
    pieces = []
    while len(text) > MAX_SAY:
        cut = text.rfind(" ", 0, MAX_SAY) + 1 or MAX_SAY
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]
