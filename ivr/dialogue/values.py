"""What a call knows and what a prompt says: typed values, and references to prompts by key."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The meaning of a value, which decides how it is spoken (digits singly, dates as people say them)."""

    TEXT = "text"
    DIGITS = "digits"
    COUNT = "count"
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    DATE = "date"
    MONEY = "money"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its meaning.

    `text` is canonical: digits as typed, phone numbers in E.164, dates as ISO 8601, money as `25.50 USD`, hours as
    written in helpline.yaml. A `sensitive` value is spoken to the caller, but kept out of every record and log.
    `label` names the prompt that says the value, where the text is only a code (a menu's choice).
    """

    kind: Kind
    text: str
    sensitive: bool = False
    label: str = ""


class Variant(StrEnum):
    """Which wording of a prompt: the first, or a more helpful one after the caller stumbled."""

    FIRST = "first"
    NO_INPUT = "no_input"
    NO_MATCH = "no_match"
    WRONG = "wrong"
    WAITING = "waiting"
    LEAVING = "leaving"
    TITLE = "title"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class PromptRef:
    """A prompt by key: the words are looked up per locale, long after the engine decided to say them.

    `number` picks from a variant that has several wordings; past the end, the last (most helpful) one is used.
    A slot may hold another prompt, as a menu's choice holds the label it reads out.
    """

    key: str
    variant: Variant = Variant.FIRST
    number: int = 0
    slots: "tuple[tuple[str, Value | PromptRef], ...]" = ()


Slot = Value | PromptRef
