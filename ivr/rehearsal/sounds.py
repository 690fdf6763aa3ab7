"""How prompts sound: words and silences become what the simulated line can play, without a document between."""

from collections.abc import Iterator, Sequence

from ivr.authoring.release import Release
from ivr.carriers.twilio.write import BETWEEN_SAYS
from ivr.dialogue.call import Call
from ivr.dialogue.verbs import Pause, Say
from ivr.language.playable import Break
from ivr.language.render import render
from ivr.simulator.speech import Fragment, Pace, Sound, spoken

MILLISECONDS = 1000


def sound_of(says: Sequence[Say | Pause], call: Call, release: Release, pace: Pace) -> Sound | None:
    """How prompts in a row sound, in the voice of the call's locale; None where there is no word in them."""
    voice = release.flows.helpline.voices[call.locale]
    sound = spoken(_fragments(says, call, release), pace.seconds_per_word(voice, call.locale))
    return sound if sound.text else None


def _fragments(says: Sequence[Say | Pause], call: Call, release: Release) -> Iterator[Fragment]:
    """Texts and silences; the carrier is quiet for a moment where one prompt follows another."""
    book, after_words = release.book(call.locale), False
    text = ""
    for said in says:
        if isinstance(said, Pause):
            yield from (text, said.ms / MILLISECONDS)
            text, after_words = "", False
            continue
        parts = render(book, said.prompt)
        if parts and after_words:
            yield from (text, BETWEEN_SAYS / MILLISECONDS)
            text = ""
        for part in parts:
            if isinstance(part, Break):
                yield from (text, part.ms / MILLISECONDS)
                text = ""
            else:
                text += part.text
        after_words = after_words or bool(parts)
    yield text
