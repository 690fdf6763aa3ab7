"""The form of a webhook, decoded strictly: what is signed is what is read, or it is refused."""

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_BYTES = 64 * 1024  # a voice webhook has about 2 kB
MAX_FIELDS = 1000  # a voice webhook has about 30; every field costs two rounds of signing


class FormError(ValueError):
    """Bytes that are no form as Twilio sends it; the message says why, without quoting them."""


@dataclass(frozen=True, slots=True)
class Form:
    """Fields in the order they came, with every value of a name that came more than once."""

    pairs: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of a field, the last one if there are several, or "" if there is none."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a field, in order."""
        return tuple(value for key, value in self.pairs if key == name)


def decode(body: bytes) -> Form:
    """Decode an `application/x-www-form-urlencoded` body; raises FormError.

    Frameworks replace or drop bytes that are not UTF-8, and then sign and read something that nobody sent. Twilio
    always sends UTF-8, so such a body is not Twilio's. A `%` that starts no escape stands for itself.
    """
    if len(body) > MAX_BYTES:
        raise FormError("the body is over 64 kB")
    fields = [field for field in body.split(b"&") if field]
    if len(fields) > MAX_FIELDS:
        raise FormError(f"the form has over {MAX_FIELDS} fields")
    return Form(tuple(_pair(field) for field in fields))


def _pair(field: bytes) -> tuple[str, str]:
    name, _, value = field.partition(b"=")
    return _text(name), _text(value)


def _text(encoded: bytes) -> str:
    try:
        return unquote_to_bytes(encoded.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise FormError("the form is not UTF-8") from None
