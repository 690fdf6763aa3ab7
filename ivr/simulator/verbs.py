"""The verbs that concern one telephone only: speak, play, wait, listen, go elsewhere, end."""

from collections.abc import Mapping

from ivr.simulator.caller import HangUp, Keys, Silence
from ivr.simulator.documents import VerbPlayer
from ivr.simulator.happenings import KeysLost, LineWarning, Listening, NothingHeard, Played, Pressed, Said
from ivr.simulator.keypad import Entry, enter, nothing
from ivr.simulator.leg import Goto, Left, Leg, Onward, Over, Playing, Then, asked
from ivr.simulator.speech import seconds_of, words_of
from ivr.simulator.twiml import SCHEMA, Element

MAX_SAY = 4096  # characters
SAY_TEXT, GATHER_FINISH_KEY, GATHER_TIMEOUT, GATHER_DIGITS = 13520, 13310, 13313, 13314
SOUND_FILE = 5.0  # seconds that a sound file is taken to last: it is named, never fetched
TONE = 0.5


def say(leg: Leg, element: Element) -> Playing[Then]:
    """Speak the words."""
    words = words_of(element)
    if not words or len(words) > MAX_SAY:
        yield LineWarning(leg.clock, SAY_TEXT, f"<Say> has {len(words)} characters; 1 to {MAX_SAY} are spoken: skipped")
        return Onward()
    times = yield from number(leg, element, "loop", 1)
    yield Said(leg.clock, words, leg.party)
    leg.wait(seconds_of(element) * times)
    return Onward()


def play(leg: Leg, element: Element) -> Playing[Then]:
    """Play a sound file, or tones."""
    tones = element.attributes.get("digits", "")
    times = yield from number(leg, element, "loop", 1)
    yield Played(leg.clock, tones or leg.absolute(element.text), leg.party)
    leg.wait((TONE * len(tones) or SOUND_FILE) * times)
    return Onward()


def pause(leg: Leg, element: Element) -> Playing[Then]:
    """Be silent for some whole seconds."""
    seconds = yield from number(leg, element, "length", 1)
    leg.wait(seconds)
    return Onward()


def redirect(leg: Leg, element: Element) -> Playing[Then]:
    """Go on with another document, or the same one again."""
    yield from ()
    return Goto(element.text or leg.url)


def hangup(_leg: Leg, _element: Element) -> Playing[Then]:
    """End the call."""
    yield from ()
    return Over("line", "<Hangup>")


def reject(_leg: Leg, element: Element) -> Playing[Then]:
    """Refuse the call with a busy tone, or as out of service."""
    yield from ()
    busy = element.attributes.get("reason") == "busy"
    return Over("line", "<Reject>", "busy" if busy else "no-answer")


def leave(leg: Leg, _element: Element) -> Playing[Then]:
    """Leave the queue. Outside a queue the carrier does nothing."""
    yield from ()
    return Left() if leg.place else Onward()


def gather(leg: Leg, element: Element) -> Playing[Then]:
    """Speak what is inside, listen for keys, and post them; without any, go on with the next verb unless asked."""
    silence = yield from speak_inside(leg, element)
    listening = yield from listening_of(leg, element, silence)
    move = yield from asked(listening)
    if isinstance(move, HangUp):
        return Over("caller", "hung up")
    entry = yield from take(leg, listening, move)
    if not entry.digits and element.attributes.get("actionOnEmptyResult") != "true":
        return Onward()
    fields = {"Digits": entry.digits, "FinishedOnKey": entry.finished_on, "msg": "Gather End"}
    return Goto(element.attributes.get("action") or leg.url, fields)


def speak_inside(leg: Leg, element: Element) -> Playing[int]:
    """Play the nested verbs; return the seconds of silence after the last words, which only lengthen the wait."""
    silence = 0
    for child in element.children:
        if child.name == "Pause":
            silence += yield from number(leg, child, "length", 1)
        elif child.name in NESTED:
            leg.wait(silence)
            silence = 0
            yield from NESTED[child.name](leg, child)
    return silence


def listening_of(leg: Leg, element: Element, silence: int) -> Playing[Listening]:
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
    keypad = "dtmf" in given.get("input", "dtmf").split()
    return Listening(leg.clock, silence + timeout, timeout, max_keys, finish_key, keypad, leg.party)


def take(leg: Leg, listening: Listening, move: Keys | Silence) -> Playing[Entry]:
    """Take what was done on the keypad, and say so."""
    entry = enter(listening, move) if isinstance(move, Keys) else nothing(listening)
    leg.wait(entry.seconds)
    taken = entry.digits + entry.finished_on
    yield Pressed(leg.clock, taken, leg.party) if taken else NothingHeard(leg.clock, leg.party)
    if entry.lost:
        yield KeysLost(leg.clock, entry.lost, leg.party)
    return entry


def number(leg: Leg, element: Element, name: str, default: int, code: int = SCHEMA) -> Playing[int]:
    """Read a whole number from 1 up; anything else is reported, and the default used."""
    text = element.attributes.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    yield LineWarning(leg.clock, code, f"<{element.name}> has {name}={text!r}, not a whole number from 1 up: ignored")
    return default


NESTED: Mapping[str, VerbPlayer] = {"Say": say, "Play": play}
ON_ANY_LINE: Mapping[str, VerbPlayer] = {
    **NESTED,
    "Pause": pause,
    "Gather": gather,
    "Redirect": redirect,
    "Hangup": hangup,
}
