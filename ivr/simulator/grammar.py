"""Which verbs and attributes the carrier knows. What it does not know it skips, and the caller hears less."""

from collections.abc import Iterator, Mapping, Set

from ivr.simulator.twiml import Element

_SAY = frozenset({"voice", "language", "loop"})
_METHOD = frozenset({"method"})

ATTRIBUTES: Mapping[str, Set[str]] = {
    "Say": _SAY,
    "Play": frozenset({"loop", "digits"}),
    "Pause": frozenset({"length"}),
    "Gather": _METHOD | {
        "action", "actionOnEmptyResult", "bargeIn", "debug", "enhanced", "finishOnKey", "hints", "input", "language",
        "maxSpeechTime", "numDigits", "partialResultCallback", "partialResultCallbackMethod", "profanityFilter",
        "speechModel", "speechTimeout", "timeout",
    },
    "Redirect": _METHOD,
    "Hangup": frozenset(),
    "Reject": frozenset({"reason"}),
    "Leave": frozenset(),
    "Enqueue": _METHOD | {"action", "maxQueueSize", "waitUrl", "waitUrlMethod", "workflowSid"},
    "Dial": _METHOD | {
        "action", "answerOnBridge", "callerId", "callReason", "events", "hangupOnStar", "record",
        "recordingStatusCallback", "recordingStatusCallbackEvent", "recordingStatusCallbackMethod", "recordingTrack",
        "referMethod", "referUrl", "ringTone", "sequential", "timeLimit", "timeout", "trim",
    },
    "Number": _METHOD | {
        "amdStatusCallback", "amdStatusCallbackMethod", "byoc", "machineDetection", "machineDetectionSilenceTimeout",
        "machineDetectionSpeechEndThreshold", "machineDetectionSpeechThreshold", "machineDetectionTimeout",
        "sendDigits", "statusCallback", "statusCallbackEvent", "statusCallbackMethod", "url",
    },
}  # fmt: skip

CHILDREN: Mapping[str, Set[str]] = {
    "Gather": frozenset({"Say", "Play", "Pause"}),
    "Dial": frozenset({"Application", "Client", "Conference", "Number", "Queue", "Sim", "Sip", "WhatsApp"}),
    "Enqueue": frozenset({"Task"}),
}

NOT_SIMULATED = frozenset(
    {"Connect", "Echo", "Pay", "Prompt", "Queue", "Record", "Refer", "Siprec", "Sms", "Start", "Stop", "Task"}
    | {"Application", "Client", "Conference", "Sim", "Sip", "WhatsApp"}
)


def complaints(response: Element, allowed: Set[str], place: str) -> Iterator[tuple[bool, str]]:
    """Yield what is wrong with a document for this place: whether the carrier knows it at all, and a sentence."""
    for verb in response.children:
        if verb.name in NOT_SIMULATED:
            yield False, f"<{verb.name}> is not simulated: skipped"
        elif verb.name not in allowed:
            yield True, f"<{verb.name}> is not a verb {place}: skipped"
        else:
            yield from inner_complaints(verb)


def inner_complaints(verb: Element) -> Iterator[tuple[bool, str]]:
    """Yield what is wrong inside one verb."""
    for name in sorted(verb.attributes.keys() - ATTRIBUTES[verb.name]):
        yield True, f"<{verb.name}> has no attribute {name!r}: ignored"
    if verb.name == "Say":
        return  # inside is speech mark-up, not verbs
    for child in verb.children:
        if child.name not in CHILDREN.get(verb.name, frozenset()):
            yield True, f"<{child.name}> may not stand inside <{verb.name}>: skipped"
        elif child.name in NOT_SIMULATED:
            yield False, f"<{child.name}> is not simulated: skipped"
        else:
            yield from inner_complaints(child)
