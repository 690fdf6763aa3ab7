"""The short verbs: speak, play, wait, go elsewhere, end the call, leave a queue."""

from collections.abc import Callable, Iterator, Mapping

from ivr.simulator.ears import from_now, make
from ivr.simulator.happenings import LineWarning
from ivr.simulator.leg import RINGING, Goto, Left, Leg, Onward, Over, Playing, Then, unheard
from ivr.simulator.reading import method, number, times
from ivr.simulator.speech import Sound, silence, sound_of
from ivr.simulator.twiml import Element

MAX_SAY = 4096  # characters
SAY_TEXT, SAY_LOOP, PLAY_LOOP, PAUSE_LENGTH, BAD_URL = 13520, 13510, 13410, 13910, 11100
TONE = 0.5  # seconds of a tone, and of the waiting that a `w` among them stands for


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
    return sound_of(element, leg.world.pace, (yield from times(leg, element, SAY_LOOP)))


def texts(element: Element) -> Iterator[str]:
    """Yield every text inside an element and its mark-up."""
    for part in element.content:
        yield from (part,) if isinstance(part, str) else texts(part)


def played(leg: Leg, element: Element) -> Playing[Sound | None]:
    """Return how a `<Play>` sounds. A file is named, never fetched: the world knows how long it is."""
    often = yield from times(leg, element, PLAY_LOOP)
    tones = element.attributes.get("digits", "")
    if tones:
        return Sound(TONE * len(tones) * often, url=tones)
    if not element.text:
        yield LineWarning(leg.clock, BAD_URL, "<Play> names no file: skipped")
        return None
    url = leg.absolute(element.text)
    return Sound(leg.world.sounds.get(url, leg.world.usual_sound) * often, url=url)


def paused(leg: Leg, element: Element) -> Playing[Sound | None]:
    """Return a silence."""
    return silence((yield from number(leg, element, "length", 1, PAUSE_LENGTH)))


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
    if leg.status != RINGING:
        return Over("line", "<Reject>")
    return Over("line", "<Reject>", "busy" if element.attributes.get("reason") == "busy" else "no-answer")


def leave(leg: Leg, _element: Element) -> Playing[Then]:
    """Leave the queue. Outside a queue the carrier does nothing."""
    yield from ()
    return Left() if leg.place else Onward()


SOUNDS: Mapping[str, Callable[[Leg, Element], Playing[Sound | None]]] = {"Say": said, "Play": played, "Pause": paused}
"""What a `<Gather>` may hold."""
