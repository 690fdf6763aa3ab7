"""`<Gather>`: speaks what is inside, listens, and posts what was pressed or said."""

from ivr.simulator.ears import Entry, listen
from ivr.simulator.happenings import LineWarning
from ivr.simulator.leg import Goto, Leg, Onward, Playing, Stop, Then
from ivr.simulator.reading import is_on, keys, method, number
from ivr.simulator.speech import Sound
from ivr.simulator.stretch import Ears
from ivr.simulator.twiml import SCHEMA, Element
from ivr.simulator.verbs import SOUNDS

FINISH_KEY, TIMEOUT, DIGITS, SPEECH_TIMEOUT, MAX_SPEECH, HINTS = 13310, 13313, 13314, 13327, 13328, 13330
WAYS = frozenset({"dtmf", "speech"})
AUTO_END = 1.0  # seconds of silence after which `speechTimeout="auto"` takes an utterance to be over: our estimate
MAX_HINTS, MAX_HINT = 500, 100  # phrases, and characters of each


def gather(leg: Leg, element: Element) -> Playing[Then]:
    """Speak what is inside, listen, and post what was heard; if nothing, go on with the next verb unless asked."""
    ears = yield from ears_of(leg, element)
    yield from hints(leg, element)
    sounds = yield from sounds_inside(leg, element)
    entry = yield from listen(leg, ears, sounds)
    if isinstance(entry, Stop):
        return entry
    if not entry.digits and not entry.speech and not is_on(element, "actionOnEmptyResult"):
        return Onward()
    how = yield from method(leg, element)
    return Goto(element.attributes.get("action") or leg.url, result(leg, entry), how)


def result(leg: Leg, entry: Entry) -> dict[str, str]:
    """Return the fields about what was heard."""
    if entry.speech:
        return {"SpeechResult": entry.speech, "Confidence": str(leg.world.confidence), "msg": "Gather End"}
    return {"Digits": entry.digits, "FinishedOnKey": entry.finished_on, "msg": "Gather End"}


def sounds_inside(leg: Leg, element: Element) -> Playing[list[Sound]]:
    """Read the nested verbs."""
    sounds = []
    for child in element.children:
        if child.name in SOUNDS:
            sound = yield from SOUNDS[child.name](leg, child)
            sounds += [sound] if sound else []
    return sounds


def ears_of(leg: Leg, element: Element) -> Playing[Ears]:
    """Read how to listen. The one timeout serves the wait for the first key and those between keys."""
    timeout = yield from number(leg, element, "timeout", 5, TIMEOUT)
    finish_key = yield from keys(leg, element, "finishOnKey", "#", FINISH_KEY)
    if len(finish_key) > 1:
        yield LineWarning(leg.clock, FINISH_KEY, f"<Gather> finishes on one key, not on {finish_key!r}: # is used")
        finish_key = "#"
    ways = yield from ways_of(leg, element)
    return Ears(
        between_keys=timeout,
        max_keys=(yield from number(leg, element, "numDigits", 0, DIGITS)) or None,
        finish_key=finish_key,
        keypad="dtmf" in ways,
        speech="speech" in ways,
        speech_end=(yield from speech_end(leg, element, timeout)),
        barge_in=is_on(element, "bargeIn", unless_said=True),
        max_speech=(yield from number(leg, element, "maxSpeechTime", 0, MAX_SPEECH)) or None,
    )


def ways_of(leg: Leg, element: Element) -> Playing[frozenset[str]]:
    """Read whether keys, words, or both are taken. Somebody who waits in a queue is listened to in one way only."""
    text = element.attributes.get("input", "dtmf")
    ways = frozenset(text.split())
    if not ways or not ways <= WAYS:
        yield LineWarning(leg.clock, SCHEMA, f"<Gather> has input={text!r}, not dtmf or speech or both: dtmf is used")
        return frozenset({"dtmf"})
    if ways == WAYS and leg.place:
        yield LineWarning(leg.clock, SCHEMA, "<Gather> takes keys or words in a queue, not both: dtmf is used")
        return frozenset({"dtmf"})
    return ways


def speech_end(leg: Leg, element: Element, timeout: int) -> Playing[float]:
    """Read after how much silence an utterance is over: unless said, after the timeout."""
    if element.attributes.get("speechTimeout") != "auto":
        return float((yield from number(leg, element, "speechTimeout", timeout, SPEECH_TIMEOUT)))
    if "speechModel" not in element.attributes:
        return AUTO_END
    text = f"<Gather> with a speechModel cannot have speechTimeout='auto': {timeout} s is used"
    yield LineWarning(leg.clock, SPEECH_TIMEOUT, text)
    return float(timeout)


def hints(leg: Leg, element: Element) -> Playing[None]:
    """Report hints that the carrier does not take."""
    phrases = [phrase.strip() for phrase in element.attributes.get("hints", "").split(",")]
    if len(phrases) > MAX_HINTS:
        yield LineWarning(leg.clock, HINTS, f"<Gather> has {len(phrases)} hints; {MAX_HINTS} at most are taken")
    for phrase in phrases:
        if len(phrase) > MAX_HINT:
            yield LineWarning(leg.clock, HINTS, f"<Gather> has a hint of {len(phrase)} characters: {MAX_HINT} at most")
