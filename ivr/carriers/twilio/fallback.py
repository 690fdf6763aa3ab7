"""A document that needs neither a release nor a database: an apology, and a person."""

from twilio.twiml import voice_response  # type: ignore[import-untyped]  # ships no types

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
    response = voice_response.VoiceResponse()
    gather = voice_response.Gather(input="dtmf", timeout=ANSWER_WITHIN, num_digits=1, action=path, method="POST")
    for element in say(CALLER_WAITS, VOICE):
        gather.append(element)
    response.append(gather)
    response.hangup()
    return str(response)


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
