"""Bytes become text, or a problem: size, encoding, and characters that no phone line can speak."""

import re

from ivr.authoring.located import Mark
from ivr.authoring.problem import Problem, problem

MAX_BYTES = 256_000  # the whole shipped line is a third of this
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_SEPARATORS = "\x85\u2028\u2029"
_BYTE_ORDER_MARK = "\ufeff"


def decode(file: str, content: bytes) -> str | Problem:
    """The text of a file; a byte order mark at its beginning is passed over."""
    if len(content) > MAX_BYTES:
        message = f"the file is {len(content) // 1000} kB long; at most {MAX_BYTES // 1000} kB are read"
        return problem("yaml.size", Mark(file), (), message, hint="divide it into several files")
    try:
        text = content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as wrong:
        before = content[: wrong.start].decode("utf-8")
        message = "the file is not UTF-8 text from here on"
        return problem("yaml.encoding", mark_after(file, before), (), message, hint="save it with the encoding UTF-8")
    return _forbidden(file, text) or text


def _forbidden(file: str, text: str) -> Problem | None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    kind = "an invisible line break" if found.group() in _LINE_SEPARATORS else "an invisible control character"
    message = f"{kind} (U+{ord(found.group()):04X}) stands here"
    return problem("yaml.character", mark_after(file, text[: found.start()]), (), message, hint="delete it")


def is_speakable(text: str) -> bool:
    """Whether a text, its escapes read, has no control characters in it."""
    return text.isprintable() or _FORBIDDEN.search(text) is None


def mark_after(file: str, before: str) -> Mark:
    """The place that comes after some text."""
    lines = re.split(r"\r\n|\r|\n", before)
    return Mark(file, len(lines), len(lines[-1]) + 1)
