"""The one redactor: what must not be read over somebody's shoulder, in a log, or on a shared screen.

Phone numbers keep their beginning and end, so that a person can still tell two callers apart; payment cards and
secrets keep nothing. It errs on the side of hiding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ivr.dialogue.entry_rules import CARD_LENGTHS, looks_like_a_card
from ivr.dialogue.events import AnswerGiven, CallBegan, Event, InputHeard, TransferBegun, TransferEnded
from ivr.records.entry import Entry

DOT = "•"
HIDDEN = "•••"
PHONE_DIGITS = range(7, 16)  # a local number to the longest of E.164
WHOLE_PHONE_DIGITS = range(10, 16)  # with its area

_GAP = r"[ \u00a0\u2009.\-\u2010-\u2014/(),]{1,3}"
_GROUP = re.compile(r"\d+")
_PERCENT_PLUS = re.compile("%2b", re.IGNORECASE)
_LETTER = r"[^\W_]"  # an underscore glues words together, and hides no number
_DIGITS = re.compile(rf"(?:%2[Bb]|\+|(?<!{_LETTER})(?<!\+))\(?\d+(?:{_GAP}\d+)*(?!{_LETTER})")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}(?::\d{2}){1,2}(?:[.,]\d+)?)?")
_SPOKEN_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|(?:double|triple)[ ]\w+)"
_SPOKEN = re.compile(rf"\b{_SPOKEN_DIGIT}(?:[ ,-]+{_SPOKEN_DIGIT}){{5,}}\b", re.IGNORECASE)
_SPOKEN_WHOLE = re.compile(_SPOKEN.pattern.replace("{5,}", "{9,}"), re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?] )")
_WRITTEN_PHONE = re.compile(rf"(?:\+?1{_GAP})?\(?\d{{3}}(?:{_GAP})\d{{3}}{_GAP}\d{{4}}|\d{{3}}{_GAP}\d{{4}}")
_NAMED_SECRET = re.compile(
    r"(?i)\b((?:call|auth|access)_?token|authorization|x-twilio-signature|password|secret\w*|api_?key)"
    r"(\"?'?\s*[:=]\s*\"?'?)(?:(?:basic|bearer)\s+)?[^\s\"'&,;]+"
)
_SEALED = re.compile(r"(/voice/(?:job/)?)[\w-]{24,}")
_DATABASE_PASSWORD = re.compile(r"\b(\w{1,30}://[^\s:/@]{0,100}:)[^\s@]{1,200}@")


def masked_caller(number: str | None) -> str | None:
    """The caller's number masked; one that was withheld stays None."""
    return None if number is None else masked_number(number)


def masked_number(number: str) -> str:
    """A phone number with its middle hidden, `+1•••••••567`; other addresses are all hidden."""
    digits = number.removeprefix("+")
    if not digits.isdecimal() or len(digits) < PHONE_DIGITS.start:
        return HIDDEN
    sign = number[: len(number) - len(digits)]
    return f"{sign}{digits[0]}{DOT * (len(digits) - 4)}{digits[-3:]}"


def redact(text: str, secrets: Sequence[str] = ()) -> str:
    """The text without phone numbers, payment cards, the given secrets, and what is written like a secret."""
    return _without_numbers(_SPOKEN.sub(HIDDEN, _without_secrets(text, secrets)))


def redact_said(text: str) -> str:
    """The same for what the line said, which reads short entries back: there only whole phone numbers are hidden."""
    text = _SPOKEN_WHOLE.sub(HIDDEN, _without_secrets(text))
    return "".join(_DIGITS.sub(_hidden_whole_phone, _DIGITS.sub(_hidden_cards, part)) for part in _SENTENCE.split(text))


def _without_secrets(text: str, secrets: Sequence[str] = ()) -> str:
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = _NAMED_SECRET.sub(rf"\1\2{HIDDEN}", text)
    text = _SEALED.sub(rf"\1{HIDDEN}", text)
    return _DATABASE_PASSWORD.sub(rf"\1{HIDDEN}@", text)


def masked_entry(entry: Entry) -> Entry:
    """The entry as people may see it: the caller's number masked, everything heard and said redacted."""
    return replace(
        entry,
        caller=masked_caller(entry.caller),
        events=tuple(_masked_event(event) for event in entry.events),
        said=tuple(redact_said(text) for text in entry.said),
    )


def _masked_event(event: Event) -> Event:
    match event:
        case CallBegan():
            return replace(event, caller=masked_caller(event.caller))
        case InputHeard():
            return replace(event, keys=redact(event.keys))
        case AnswerGiven():
            return replace(event, value=redact(event.value))
        case TransferBegun() | TransferEnded():
            return replace(event, to=redact(event.to))
        case _:
            return event


def _without_numbers(text: str) -> str:
    """Hide the numbers between the dates; a date looks like a phone number, and is none."""
    parts, end = [], 0
    for date in _DATE.finditer(text):
        parts += [_between_dates(text[end : date.start()]), date.group()]
        end = date.end()
    return "".join([*parts, _between_dates(text[end:])])


def _between_dates(text: str) -> str:
    return _DIGITS.sub(_hidden_phone, _DIGITS.sub(_hidden_cards, text))


def _hidden_phone(found: re.Match[str]) -> str:
    text = _PERCENT_PLUS.sub("+", found.group(), 1)
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") and len(digits) in PHONE_DIGITS:
        return masked_number(f"+{digits}")
    if _is_phone(text, digits):
        return masked_number(digits)
    return _WRITTEN_PHONE.sub(HIDDEN, found.group())


def _hidden_whole_phone(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", _PERCENT_PLUS.sub("", found.group(), 1))
    return _hidden_phone(found) if len(digits) in WHOLE_PHONE_DIGITS else found.group()


def _is_phone(text: str, digits: str) -> bool:
    """Whether it is written like a phone number: ten digits and more, or spoken digit by digit."""
    solid = text.isdecimal() and len(digits) in range(10, PHONE_DIGITS.stop)
    groups = re.findall(r"\d+", text)
    singly = len(digits) in PHONE_DIGITS and all(len(group) == 1 for group in groups)
    return solid or singly or bool(_WRITTEN_PHONE.fullmatch(text)) or (len(groups) > 1 and len(digits) in range(10, 16))


def _hidden_cards(found: re.Match[str]) -> str:
    """Hide every group of digits that is part of a valid card number, whichever groups stand beside it."""
    text = found.group()
    groups = [group.span() for group in _GROUP.finditer(text, 3 if text.startswith("%") else 0)]
    parts, end = [], 0
    for start, stop in _card_spans(text, groups):
        if stop <= end:
            continue
        parts += [text[end:start], HIDDEN]  # where two overlap, the second begins inside the first
        end = stop
    return "".join([*parts, text[end:]])


def _card_spans(text: str, groups: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where stretches of whole groups are valid card numbers, the longest from each group on; they may overlap."""
    for at, (first, _) in enumerate(groups):
        digits, end = "", first
        for start, stop in groups[at : at + CARD_LENGTHS.stop]:
            digits += text[start:stop]
            if len(digits) >= CARD_LENGTHS.stop:
                break
            if looks_like_a_card(digits):
                end = stop
        if end > first:
            yield first, end
