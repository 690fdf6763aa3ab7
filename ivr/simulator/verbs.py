"""The verbs that concern one telephone only: speak, play, wait, listen, go elsewhere, end."""

from collections.abc import Iterator, Mapping

from ivr.simulator.documents import VerbPlayer
from ivr.simulator.ears import from_now, listen, make
from ivr.simulator.happenings import LineWarning
from ivr.simulator.leg import Goto, Left, Leg, Onward, Over, Playing, Stop, Then, unheard
from ivr.simulator.reading import method, number
from ivr.simulator.speech import Sound, silence, sound_of
from ivr.simulator.stretch import Ears
from ivr.simulator.twiml import Element

MAX_SAY = 4096  # characters
SAY_TEXT, GATHER_FINISH_KEY, GATHER_SPEECH_END, GATHER_TIMEOUT, GATHER_DIGITS = 13520, 13310, 13327, 13313, 13314
TONE = 0.5
AUTO_END = 1.0  # seconds of silence after which `speechTimeout="auto"` takes an utterance to be over


def say(leg: Leg, element: Element) -> Playing[Then]:
    """Speak the words."""
    return (yield from alone(leg, (yield from said(leg, element))))


def play(leg: Leg, element: Element) -> Playing[Then]:
    """Play a sound file, or tones."""
    return (yield from alone(leg, (yield from played(leg, element))))


def pause(leg: Leg, element: Element) -> Playing[Then]:
    """Be silent for some whole seconds."""
    return (yield from alone(leg, (yield from paused(leg, element))))


def alone(leg: Leg, sound: Sound | None) -> Playing[Then]:
    """Make a sound while nothing listens."""
    if sound is None:
        return Onward()
    words = from_now(leg, sound)
    scene = yield from make(leg, sound)
    return (yield from unheard(leg, scene, sound.seconds, words)) or Onward()


def said(leg: Leg, element: Element) -> Playing[Sound | None]:
    """Return how a `<Say>` sounds; None for one that the carrier does not speak."""
    characters = len(" ".join("".join(texts(element)).split()))
    if not 0 < characters <= MAX_SAY:
        yield LineWarning(leg.clock, SAY_TEXT, f"<Say> has {characters} characters; 1 to {MAX_SAY} are spoken: skipped")
        return None
    times = yield from number(leg, element, "loop", 1)
    return sound_of(element, leg.world.pace, times)


def texts(element: Element) -> Iterator[str]:
    """Yield every text inside an element and its mark-up."""
    for part in element.content:
        yield from (part,) if isinstance(part, str) else texts(part)


def played(leg: Leg, element: Element) -> Playing[Sound | None]:
    """Return how a `<Play>` sounds. A file is named, never fetched: the world knows how long it is."""
    times = yield from number(leg, element, "loop", 1)
    tones = element.attributes.get("digits", "")
    url = tones or leg.absolute(element.text)
    once = TONE * len(tones) or leg.world.sounds.get(url, leg.world.usual_sound)
    return Sound(once * times, url=url)


def paused(leg: Leg, element: Element) -> Playing[Sound | None]:
    """Return a silence."""
    return silence((yield from number(leg, element, "length", 1)))


def redirect(leg: Leg, element: Element) -> Playing[Then]:
    """Go on with another document, or the same one again."""
    return Goto(element.text or leg.url, method=(yield from method(leg, element)))


def hangup(_leg: Leg, _element: Element) -> Playing[Then]:
    """End the call."""
    yield from ()
    return Over("line", "<Hangup>")


def reject(leg: Leg, element: Element) -> Playing[Then]:
    """Refuse a call that was not answered yet, with a busy tone or as out of service; later it only ends the call."""
    yield from ()
    busy = element.attributes.get("reason") == "busy"
    return Over("line", "<Reject>", "busy" if busy else "no-answer")


def leave(leg: Leg, _element: Element) -> Playing[Then]:
    """Leave the queue. Outside a queue the carrier does nothing."""
    yield from ()
    return Left() if leg.place else Onward()


def gather(leg: Leg, element: Element) -> Playing[Then]:
    """Speak what is inside, listen, and post what was heard; if nothing, go on with the next verb unless asked."""
    ears = yield from ears_of(leg, element)
    sounds = yield from sounds_inside(leg, element)
    entry = yield from listen(leg, ears, sounds)
    if isinstance(entry, Stop):
        return entry
    if not entry.digits and not entry.speech and element.attributes.get("actionOnEmptyResult") != "true":
        return Onward()
    action = Goto(element.attributes.get("action") or leg.url, {}, (yield from method(leg, element)))
    if entry.speech:
        words = {"SpeechResult": entry.speech, "Confidence": str(leg.world.confidence)}
        return Goto(action.url, {**words, "msg": "Gather End"}, action.method)
    fields = {"Digits": entry.digits, "FinishedOnKey": entry.finished_on, "msg": "Gather End"}
    return Goto(action.url, fields, action.method)


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
    given = element.attributes
    timeout = yield from number(leg, element, "timeout", 5, GATHER_TIMEOUT)
    max_keys: int | None = None
    if "numDigits" in given:
        max_keys = (yield from number(leg, element, "numDigits", 0, GATHER_DIGITS)) or None
    finish_key = given.get("finishOnKey", "#")
    if finish_key and (len(finish_key) > 1 or finish_key not in "0123456789*#"):
        yield LineWarning(leg.clock, GATHER_FINISH_KEY, f"<Gather> cannot finish on {finish_key!r}: # is used")
        finish_key = "#"
    ways = given.get("input", "dtmf").split()
    end = yield from speech_end(leg, element, timeout)
    barge_in = given.get("bargeIn", "true") != "false"
    return Ears(timeout, max_keys, finish_key, "dtmf" in ways, "speech" in ways, end, barge_in)


def speech_end(leg: Leg, element: Element, timeout: int) -> Playing[float]:
    """Read after how much silence an utterance is over: unless said, after the timeout."""
    text = element.attributes.get("speechTimeout")
    if text is None:
        return float(timeout)
    if text == "auto":
        return AUTO_END
    return float((yield from number(leg, element, "speechTimeout", timeout, GATHER_SPEECH_END)))


SOUNDS = {"Say": said, "Play": played, "Pause": paused}
ON_ANY_LINE: Mapping[str, VerbPlayer] = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Gather": gather,
    "Redirect": redirect,
    "Hangup": hangup,
}
