"""How a listening goes: sounds that a key or a word may cut, a wait, and an entry that ends by its own rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from ivr.simulator.happenings import CutOff, KeysLost, Listening, NothingHeard, Played, Pressed, Said, Spoke
from ivr.simulator.leg import PUT_DOWN, Leg, Playing, Stop, first_act
from ivr.simulator.speech import Sound, Utterance
from ivr.simulator.stretch import Act, Ears, Press, PutDown, Scene, Speak, Spoken


@dataclass(frozen=True, slots=True)
class Entry:
    """What one listening brought: the digits, the finish key if one was pressed, or the words."""

    digits: str = ""
    finished_on: str = ""
    speech: str = ""


Taken = Press | Speak
LONGEST_SPEECH = 60.0  # seconds of one utterance that are heard, unless a document says otherwise: our estimate


def listen(leg: Leg, ears: Ears, sounds: Sequence[Sound]) -> Playing[Entry | Stop]:
    """Make the sounds, then wait for a key or a word; silence after the last words only lengthens the wait."""
    leg.gathers += 1
    heard = yield from _over_the_sounds(leg, ears, sounds)
    if heard is None:
        wait = ears.between_keys + _last_silence(sounds)
        yield Listening(
            leg.clock, wait, ears.between_keys, ears.max_keys, ears.finish_key, ears.keypad, leg.party, ears.speech
        )
        heard = yield from _first_heard(leg, ears, Scene.LISTENING, leg.clock + wait)
    match heard:
        case None:
            yield NothingHeard(leg.clock, leg.party)
            return Entry()
        case Press():
            return (yield from _keys(leg, ears, heard))
        case Speak():
            return (yield from _words(leg, ears, heard))
        case _:
            return heard


def make(leg: Leg, sound: Sound) -> Playing[Scene]:
    """Begin a sound; returns what goes on while it lasts."""
    if sound.text:
        yield Said(leg.clock, sound.text, leg.party)
        return Scene.SPEAKING
    if sound.url:
        yield Played(leg.clock, sound.url, leg.party)
        return Scene.PLAYING
    return Scene.PAUSING


def from_now(leg: Leg, sound: Sound) -> tuple[Spoken, ...]:
    """Return the words of a sound that begins now, each at its moment of the call."""
    return tuple(Spoken(leg.clock + word.at, word.text) for word in sound.words)


def _over_the_sounds(leg: Leg, ears: Ears, sounds: Sequence[Sound]) -> Playing[Taken | Stop | None]:
    for sound in _with_words(sounds):
        until, words = leg.clock + sound.seconds, from_now(leg, sound)
        scene = yield from make(leg, sound)
        heard = yield from _first_heard(leg, ears, scene, until, words)
        if isinstance(heard, Taken) and sound.text:
            yield CutOff(leg.clock, " ".join(word.text for word in words if word.at < leg.clock), leg.party)
        if heard is not None:
            return heard
    return None


def _with_words(sounds: Sequence[Sound]) -> Sequence[Sound]:
    """All sounds but the silences after the last of them."""
    last = max((place for place, sound in enumerate(sounds) if sound.text or sound.url), default=-1)
    return sounds[: last + 1]


def _last_silence(sounds: Sequence[Sound]) -> int:
    return int(sum(sound.seconds for sound in sounds[len(_with_words(sounds)) :]))


def _first_heard(
    leg: Leg, ears: Ears, scene: Scene, until: float, words: tuple[Spoken, ...] = ()
) -> Playing[Taken | Stop | None]:
    """Wait for what this listening can take; other keys are lost, and other words are not heard."""
    cuts = scene is Scene.LISTENING or ears.barge_in
    while True:
        act = yield from first_act(leg, scene, until, words, ears)
        match act:
            case PutDown():
                return PUT_DOWN
            case Press(at, key):
                if cuts and ears.keypad:
                    return act
                yield KeysLost(at, key, leg.party)
            case Speak():
                if cuts and ears.speech:
                    return act
            case _:
                return act


def _keys(leg: Leg, ears: Ears, first: Press) -> Playing[Entry | Stop]:
    """Take keys until the finish key, the last allowed one, or a wait that runs out.

    A finish key before any other ends the entry empty.
    """
    digits, pressed = "", first
    while pressed.key not in ears.finish_key:
        digits += pressed.key
        following = None if len(digits) == ears.max_keys else (yield from _next_key(leg, ears))
        if isinstance(following, Stop):
            return following
        if following is None:
            yield Pressed(leg.clock, digits, leg.party)
            return Entry(digits)
        pressed = following
    yield Pressed(leg.clock, digits + pressed.key, leg.party)
    return Entry(digits, pressed.key)


def _next_key(leg: Leg, ears: Ears) -> Playing[Press | Stop | None]:
    """Wait for a further key; words that are spoken meanwhile are not heard."""
    until = leg.clock + ears.between_keys
    while True:
        act: Act | Stop | None = yield from first_act(leg, Scene.LISTENING, until, ears=ears)
        match act:
            case Speak():
                pass
            case PutDown():
                return PUT_DOWN
            case _:
                return act


def _words(leg: Leg, ears: Ears, first: Speak) -> Playing[Entry | Stop]:
    """Hear words out, and the silence that ends them; a key meanwhile wins over them."""
    latest = leg.clock + (ears.max_speech or LONGEST_SPEECH)
    spoken = Utterance(leg.clock, leg.world.pace.seconds_per_word()).with_more(first)
    while True:
        act = yield from first_act(leg, Scene.LISTENING, min(spoken.until + ears.speech_end, latest), ears=ears)
        match act:
            case Press() if ears.keypad:
                return (yield from _keys(leg, ears, act))
            case Press(at, key):
                yield KeysLost(at, key, leg.party)
            case Speak():
                spoken = spoken.with_more(act)
            case PutDown():
                return PUT_DOWN
            case None:
                heard = spoken.text_by(leg.clock)
                yield Spoke(leg.clock, heard, leg.party)
                return Entry(speech=heard)
            case _:
                return act
