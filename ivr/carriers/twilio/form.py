"""The form of a webhook, decoded strictly: what is signed is what is read, or it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_to_bytes

MAX_BYTES = 64 * 1024  # a voice webhook has about 2 kB; this bounds the number of fields as well


class FormError(ValueError):
    """Bytes that are no form as Twilio sends it; the message says why, without quoting them."""


@dataclass(frozen=True)
class Form:
    """Fields in the order they came, with every value of a name that came more than once."""

    pairs: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of a field, the last one if there are several, or "" if there is none."""
        return self._last.get(name, "")

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a field, in order."""
        return tuple(value for key, value in self.pairs if key == name)

    @cached_property
    def _last(self) -> Mapping[str, str]:
        return dict(self.pairs)


def decode(body: bytes) -> Form:
    """Decode an `application/x-www-form-urlencoded` body; raises FormError.

    Frameworks replace or drop bytes that are not UTF-8, and then sign and read something that nobody sent. Twilio
    always sends UTF-8, so such a body is not Twilio's. A `%` that starts no escape stands for itself.
    """
    if len(body) > MAX_BYTES:
        raise FormError("the body is over 64 kB")
    try:
        fields = body.replace(b"+", b" ").decode().split("&")
        return Form(tuple([_pair(field) for field in fields if field]))
    except UnicodeDecodeError:
        raise FormError("the form is not UTF-8") from None


def _pair(field: str) -> tuple[str, str]:
    name, _, value = field.partition("=")
    return (_unescaped(name), _unescaped(value)) if "%" in field else (name, value)


def _unescaped(text: str) -> str:
    return unquote_to_bytes(text).decode() if "%" in text else text
