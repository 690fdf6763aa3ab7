"""Which verbs and attributes the carrier knows. What it does not know it skips, and the caller hears less.

The tables are those of the carrier's own definitions; a test compares them. Voices and languages, of which there are
hundreds, are not judged here.
"""

from collections.abc import Iterator, Mapping, Set

from ivr.simulator.lacks import LACKS
from ivr.simulator.twiml import SCHEMA, Element

_ACTION = frozenset({"action", "method"})
_STATUS = frozenset({"statusCallback", "statusCallbackEvent", "statusCallbackMethod"})
_RECORDING = frozenset({
    "recordingConfigurationId", "recordingStatusCallback", "recordingStatusCallbackEvent",
    "recordingStatusCallbackMethod", "trim",
})  # fmt: skip

ATTRIBUTES: Mapping[str, Set[str]] = {
    "Say": frozenset({"voice", "language", "loop"}),
    "Play": frozenset({"loop", "digits"}),
    "Pause": frozenset({"length"}),
    "Gather": _ACTION | {
        "actionOnEmptyResult", "bargeIn", "debug", "enhanced", "finishOnKey", "hints", "input", "language",
        "maxSpeechTime", "numDigits", "partialResultCallback", "partialResultCallbackMethod", "profanityFilter",
        "speechModel", "speechTimeout", "timeout",
    },
    "Redirect": frozenset({"method"}),
    "Hangup": frozenset(),
    "Reject": frozenset({"reason"}),
    "Leave": frozenset(),
    "Enqueue": _ACTION | {"maxQueueSize", "waitUrl", "waitUrlMethod", "workflowSid"},
    "Dial": _ACTION | _RECORDING | {
        "answerOnBridge", "callerId", "events", "hangupOnStar", "passports", "record", "recordingTrack",
        "referMethod", "referUrl", "ringTone", "sequential", "timeLimit", "timeout",
    },
    "Number": _STATUS | {
        "amdStatusCallback", "amdStatusCallbackMethod", "byoc", "machineDetection", "machineDetectionSilenceTimeout",
        "machineDetectionSpeechEndThreshold", "machineDetectionSpeechThreshold", "machineDetectionTimeout", "method",
        "sendDigits", "url",
    },
    "Record": _ACTION | _RECORDING | {
        "finishOnKey", "maxLength", "playBeep", "timeout", "transcribe", "transcribeCallback",
    },
}  # fmt: skip

SWITCHES: Mapping[str, Set[str]] = {
    "Gather": frozenset({"actionOnEmptyResult", "bargeIn", "debug", "enhanced", "profanityFilter"}),
    "Dial": frozenset({"answerOnBridge", "hangupOnStar", "sequential"}),
    "Record": frozenset({"playBeep", "transcribe"}),
}
"""Attributes that are `true` or `false`."""

_TRIM = frozenset({"trim-silence", "do-not-trim"})
_RECORDING_EVENTS = frozenset({"in-progress", "completed", "absent"})
WORDS: Mapping[tuple[str, str], Set[str]] = {
    ("Reject", "reason"): frozenset({"rejected", "busy"}),
    ("Dial", "events"): frozenset({"call-progress-event"}),
    ("Dial", "record"): frozenset({
        "do-not-record", "record-from-answer", "record-from-ringing", "record-from-answer-dual",
        "record-from-ringing-dual",
    }),
    ("Dial", "recordingStatusCallbackEvent"): _RECORDING_EVENTS,
    ("Dial", "recordingTrack"): frozenset({"both", "inbound", "outbound"}),
    ("Dial", "ringTone"): frozenset({
        "at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il",
        "in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "uk", "us",
        "us-old", "tw", "ve", "za",
    }),
    ("Dial", "trim"): _TRIM,
    ("Number", "statusCallbackEvent"): frozenset({"initiated", "ringing", "answered", "completed"}),
    ("Record", "recordingStatusCallbackEvent"): _RECORDING_EVENTS,
    ("Record", "trim"): _TRIM,
}  # fmt: skip
"""Attributes that take words of a list: one, or where the name ends in Event several."""

CODES: Mapping[tuple[str, str], int] = {
    ("Dial", "hangupOnStar"): 13213,
    ("Gather", "debug"): 13336,
    ("Gather", "enhanced"): 13339,
}
"""The carrier's own codes for odd values; all else is a warning about the document as a whole."""

CHILDREN: Mapping[str, Set[str]] = {
    "Gather": frozenset({"Say", "Play", "Pause"}),
    "Dial": frozenset({"Application", "Client", "Conference", "Number", "Queue", "Sim", "Sip", "WhatsApp"}),
    "Enqueue": frozenset({"Task"}),
    "Hangup": frozenset({"Parameter"}),
    "Reject": frozenset({"Parameter"}),
}

NOT_SIMULATED = frozenset(
    {"Connect", "Echo", "Pay", "Prompt", "Queue", "Refer", "Siprec", "Sms", "Start", "Stop", "Task", "Parameter"}
    | {"Application", "Client", "Conference", "Sim", "Sip", "WhatsApp"}
)

Complaint = tuple[int, str]
"""The carrier's code, 0 for what only this simulation lacks, and a sentence."""


def complaints(response: Element, allowed: Set[str], place: str) -> Iterator[Complaint]:
    """Yield what is wrong with a document for this place."""
    for verb in response.children:
        if verb.name in NOT_SIMULATED:
            yield 0, f"<{verb.name}> is not simulated: skipped"
        elif verb.name not in allowed:
            yield SCHEMA, f"<{verb.name}> is not a verb {place}: skipped"
        else:
            yield from inner_complaints(verb)


def inner_complaints(verb: Element) -> Iterator[Complaint]:
    """Yield what is wrong inside one verb."""
    for name, value in sorted(verb.attributes.items()):
        yield from attribute_complaints(verb.name, name, value)
    if verb.name == "Say":
        return  # inside is speech mark-up, not verbs
    for child in verb.children:
        if child.name not in CHILDREN.get(verb.name, frozenset()):
            yield SCHEMA, f"<{child.name}> may not stand inside <{verb.name}>: skipped"
        elif child.name in NOT_SIMULATED:
            yield 0, f"<{child.name}> is not simulated: skipped"
        else:
            yield from inner_complaints(child)


def attribute_complaints(verb: str, name: str, value: str) -> Iterator[Complaint]:
    """Yield what is wrong with an attribute that is judged by its name, or by a list of words."""
    if name not in ATTRIBUTES[verb]:
        yield SCHEMA, f"<{verb}> has no attribute {name!r}: ignored"
    elif (verb, name) in LACKS and LACKS[verb, name].told:
        yield 0, f"<{verb}> has {name}, which is not simulated: {LACKS[verb, name].why}"
    elif name in SWITCHES.get(verb, ()):
        if value not in {"true", "false"}:
            yield CODES.get((verb, name), SCHEMA), f"<{verb}> has {name}={value!r}, not true or false: ignored"
    elif (verb, name) in WORDS:
        given = value.split() if name.endswith("Event") else [value]
        known = WORDS[verb, name]
        if not given or not set(given) <= known:
            yield SCHEMA, f"<{verb}> has {name}={value!r}, not of: {', '.join(sorted(known))}: ignored"
