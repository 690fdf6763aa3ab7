"""A document that needs neither a release nor a database: an apology, and a person."""

from twilio.twiml import voice_response  # type: ignore[import-untyped]  # ships no types

from ivr.carriers.twilio.say import Voice, say
from ivr.language.playable import Playable, Words

APOLOGY: Playable = (Words("We are sorry, something went wrong on our side. Please hold for a person."),)
FAREWELL: Playable = (Words("We are sorry, nobody could take your call. Please call again later. Goodbye."),)
VOICE = Voice("Polly.Joanna-Neural", "en-US")
RING = 25  # seconds


def fallback_document(
    queue: str = "care",
    agent: str | None = None,
    *,
    apology: Playable = APOLOGY,
    farewell: Playable = FAREWELL,
    voice: Voice = VOICE,
) -> str:
    """What a caller gets when nothing else of ours works; it names no URL of ours, so it cannot fail again.

    Made from every release while all is well, and kept as a file; without arguments, the last resort in English.
    """
    response = voice_response.VoiceResponse()
    for element in say(apology, voice):
        response.append(element)
    if agent is None:
        response.enqueue(queue)
    else:
        response.dial(agent, timeout=RING)
    for element in say(farewell, voice):
        response.append(element)
    response.hangup()
    return str(response)
