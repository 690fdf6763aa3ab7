"""The prompts that the engine itself says, wherever a flow stands; operations staff word them like all others."""

from collections.abc import Mapping

CHOICE = "line.choice"
YES_NO = "line.yes_no"
WHICH_TOPIC = "line.which_topic"
ALWAYS_PERSON = "line.always_person"
ALWAYS_REPEAT = "line.always_repeat"
MORE_TIME = "line.more_time"
MORE_TIME_OFFER = "line.more_time_offer"
READ_BACK = "line.read_back"
CONFIRM = "line.confirm"
START_AGAIN = "line.start_again"
CARD_REFUSED = "line.card_refused"
WRONG_KEY = "line.wrong_key"
READING_KEYS = "line.reading_keys"
AFTER_TOPIC = "line.after_topic"
APOLOGY = "line.apology"
TO_PERSON = "line.to_person"
FAREWELL = "line.farewell"
WHISPER = "line.whisper"
WHISPER_ACCEPT = "line.whisper_accept"

LINE_PROMPTS: Mapping[str, frozenset[str]] = {
    CHOICE: frozenset({"label", "key"}),
    YES_NO: frozenset(),
    WHICH_TOPIC: frozenset(),
    ALWAYS_PERSON: frozenset({"key"}),
    ALWAYS_REPEAT: frozenset({"key"}),
    MORE_TIME: frozenset(),
    MORE_TIME_OFFER: frozenset(),
    READ_BACK: frozenset({"entry"}),
    CONFIRM: frozenset(),
    START_AGAIN: frozenset(),
    CARD_REFUSED: frozenset(),
    WRONG_KEY: frozenset(),
    READING_KEYS: frozenset({"next", "repeat"}),
    AFTER_TOPIC: frozenset({"repeat", "home"}),
    APOLOGY: frozenset(),
    TO_PERSON: frozenset(),
    FAREWELL: frozenset(),
    WHISPER: frozenset(),
    WHISPER_ACCEPT: frozenset(),
}
"""Every one of them with the slots that the engine fills; `line.whisper` may use any answer."""
