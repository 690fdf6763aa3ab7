"""How a `<Gather>` takes keys: what ends an entry, and what is lost."""

from dataclasses import dataclass

from ivr.simulator.caller import Keys
from ivr.simulator.happenings import Listening


@dataclass(frozen=True, slots=True)
class Entry:
    """What one listening brought.

    The digits, the finish key if one was pressed, the seconds it took, and the keys that came too late.
    """

    digits: str
    finished_on: str
    seconds: float
    lost: str = ""


def nothing(listening: Listening) -> Entry:
    """Return the entry of a caller who pressed no key."""
    return Entry("", "", float(listening.first_wait))


def enter(listening: Listening, keys: Keys) -> Entry:
    """Take keys one after another until the finish key, the last allowed one, or a wait that runs out.

    One wait serves from key to key, another (the nested pauses and the timeout) until the first. A finish key before
    any other ends the entry empty.
    """
    if not listening.keypad or keys.after > listening.first_wait:
        return Entry("", "", float(listening.first_wait), lost=keys.text)
    digits, seconds = "", keys.after
    for place, key in enumerate(keys.text):
        rest = keys.text[place + 1 :]
        if key in listening.finish_key:
            return Entry(digits, key, seconds, rest)
        digits += key
        if len(digits) == listening.max_keys:
            return Entry(digits, "", seconds, rest)
        if not rest or keys.every > listening.between_keys:
            return Entry(digits, "", seconds + listening.between_keys, rest)
        seconds += keys.every
    raise AssertionError("keys are never empty")  # pragma: no cover - refused by Keys
