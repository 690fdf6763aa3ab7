"""Telephone numbers: their written form, and the ones that are never rung."""

import re

from phonenumbers import NumberParseException, PhoneNumberType, number_type, parse

from ivr.authoring.cursor import Cursor

E164 = re.compile(r"\+[1-9]\d{6,14}")
EMERGENCY = frozenset({"000", "110", "112", "118", "119", "911", "933", "988", "999"})
_PREMIUM = re.compile(r"\+1(900\d{7}|\d{3}976\d{4})|\+979\d+")
_ODD = re.compile(r"[\s().-]")


def e164(cursor: Cursor, number: str) -> str | None:
    """The number in the form that carriers use; None and a problem when it is not written so."""
    if E164.fullmatch(number):
        return number
    bare = _ODD.sub("", number)
    likely = bare if E164.fullmatch(bare) else f"+1{bare}" if re.fullmatch(r"[2-9]\d{9}", bare) else ""
    hint = f"did you mean '{likely}'?" if likely else "for instance +18005550100"
    cursor.tell("number.form", f"'{number}' is not written as + with country code and digits alone", hint=hint)
    return None


def may_be_rung(cursor: Cursor, number: str) -> bool:
    """Whether the line may ring a number: never emergency services (caller rule 29), nor one that costs extra."""
    if _ODD.sub("", number).lstrip("+").removeprefix("1") in EMERGENCY or _ODD.sub("", number) in EMERGENCY:
        cursor.tell("number.emergency", f"'{number}' is an emergency number, which a transfer never rings")
        return False
    if _is_premium(number):
        cursor.tell("number.premium", f"'{number}' is a premium number, which this line never rings")
        return False
    return True


def _is_premium(number: str) -> bool:
    if _PREMIUM.fullmatch(_ODD.sub("", number)):
        return True
    try:
        return bool(number_type(parse(number)) == PhoneNumberType.PREMIUM_RATE)
    except NumberParseException:
        return False
