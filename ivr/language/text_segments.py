"""How many text messages a text is cut into, by the rules of GSM 03.38."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("^{}\\[~]|€\f")


def odd_sign(text: str) -> str | None:
    """The first sign that makes a carrier send the whole text in an alphabet that needs more room."""
    return next((sign for sign in text if sign not in _BASIC and sign not in _DOUBLE), None)


def segments_of(text: str) -> int:
    """The messages that are sent for a text."""
    if odd_sign(text):
        return _cut(len(text.encode("utf-16-le")) // 2, 70, 67)
    return _cut(sum(2 if sign in _DOUBLE else 1 for sign in text), 160, 153)


def _cut(units: int, alone: int, each: int) -> int:
    return 1 if units <= alone else -(-units // each)
