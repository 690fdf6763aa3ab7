"""A document that needs neither a release nor a database: an apology, and a person."""

from ivr.carriers.twilio import xml
from ivr.carriers.twilio.say import Voice, say
from ivr.language.playable import Break, Playable, Words

APOLOGY: Playable = (Words("We are sorry, something went wrong on our side. Please hold for a person."),)
FAREWELL: Playable = (Words("Thank you for calling. Goodbye."),)
CALLER_WAITS: Playable = (Words("A caller is waiting for a person."), Break(600), Words("To take the call, press 1."))
VOICE = Voice("Polly.Joanna-Neural", "en-US")
RING = 25  # seconds
ANSWER_WITHIN = 6  # seconds


def fallback_whisper(path: str) -> str:
    """What a person who was rung hears when nothing of ours can tell who is calling: they may still take the call."""
    words = "".join(say(CALLER_WAITS, VOICE))
    gather = xml.element("Gather", words, input="dtmf", timeout=ANSWER_WITHIN, numDigits=1, action=path, method="POST")
    return xml.document(gather + xml.element("Hangup"))


def fallback_document(
    queue: str = "care",
    agent: str | None = None,
    *,
    apology: Playable = APOLOGY,
    farewell: Playable = FAREWELL,
    voice: Voice = VOICE,
) -> str:
    """What a caller gets when nothing else of ours works; it names no URL of ours, so it cannot fail again.

    Made from every release while all is well, and kept as a file; without arguments, the last resort in English. The
    farewell is heard whether or not somebody took the call.
    """
    person = (
        xml.element("Enqueue", xml.text(queue)) if agent is None else xml.element("Dial", xml.text(agent), timeout=RING)
    )
    return xml.document("".join((*say(apology, voice), person, *say(farewell, voice), xml.element("Hangup"))))
