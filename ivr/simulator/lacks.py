"""What the simulated line does not do, attribute by attribute, and why. It does all else as the carrier documents."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lack:
    """Why an attribute does nothing here. It is `told` on the call, unless nobody on the line would notice."""

    why: str
    told: bool = True


_HEARS_EVERY_WORD = Lack("the caller's words are taken as they are, without a recogniser", told=False)
_NO_DETECTION = Lack("the world says who picks up, a person or a machine; nothing is detected")
_NO_DIAL_RECORDING = Lack("talk between two people has no words here that could be recorded", told=False)
_NO_TRANSCRIPT = Lack("nothing is transcribed; what was said into a recording is in the transcript of the call")
_NO_STORAGE = Lack("recordings are not kept, so nothing configures where")
_NO_REFER = Lack("no telephone here can transfer a call by itself")

LACKS: Mapping[tuple[str, str], Lack] = {
    ("Gather", "debug"): Lack("nothing is debugged at the carrier", told=False),
    ("Gather", "enhanced"): _HEARS_EVERY_WORD,
    ("Gather", "language"): _HEARS_EVERY_WORD,
    ("Gather", "profanityFilter"): _HEARS_EVERY_WORD,
    ("Gather", "partialResultCallback"): Lack("words are heard at their end, not bit by bit"),
    ("Gather", "partialResultCallbackMethod"): Lack("words are heard at their end, not bit by bit"),
    ("Enqueue", "workflowSid"): Lack("there is one queue and no router of tasks"),
    ("Dial", "answerOnBridge"): Lack(
        "a call counts as answered from its first verb on; later this means nothing", told=False
    ),
    ("Dial", "events"): Lack("progress is told for each number that is rung"),
    ("Dial", "passports"): Lack("nobody checks here who vouches for the caller's number"),
    ("Dial", "record"): _NO_DIAL_RECORDING,
    ("Dial", "recordingConfigurationId"): _NO_STORAGE,
    ("Dial", "recordingStatusCallback"): _NO_DIAL_RECORDING,
    ("Dial", "recordingStatusCallbackEvent"): _NO_DIAL_RECORDING,
    ("Dial", "recordingStatusCallbackMethod"): _NO_DIAL_RECORDING,
    ("Dial", "recordingTrack"): _NO_DIAL_RECORDING,
    ("Dial", "referMethod"): _NO_REFER,
    ("Dial", "referUrl"): _NO_REFER,
    ("Dial", "ringTone"): Lack("ringing has no sound here", told=False),
    ("Dial", "trim"): _NO_DIAL_RECORDING,
    ("Number", "amdStatusCallback"): _NO_DETECTION,
    ("Number", "amdStatusCallbackMethod"): _NO_DETECTION,
    ("Number", "byoc"): Lack("numbers are rung in the simulated world, over nobody's trunk"),
    ("Number", "machineDetection"): _NO_DETECTION,
    ("Number", "machineDetectionSilenceTimeout"): _NO_DETECTION,
    ("Number", "machineDetectionSpeechEndThreshold"): _NO_DETECTION,
    ("Number", "machineDetectionSpeechThreshold"): _NO_DETECTION,
    ("Number", "machineDetectionTimeout"): _NO_DETECTION,
    ("Record", "recordingConfigurationId"): _NO_STORAGE,
    ("Record", "transcribe"): Lack(_NO_TRANSCRIPT.why, told=False),
    ("Record", "transcribeCallback"): _NO_TRANSCRIPT,
}
"""By verb and attribute. `<Dial record>` and `<Record transcribe>` are told by the verb, where they are switched on."""
