"""`<Record>`: a beep, the caller's voice until silence, a key or the longest time, and what is posted about it."""

from dataclasses import dataclass
from math import ceil

from ivr.simulator.fields import API_VERSION, sid
from ivr.simulator.happenings import KeysLost, LineWarning, Played, Recorded
from ivr.simulator.leg import (
    COMPLETED,
    IN_PROGRESS,
    PUT_DOWN,
    Goto,
    Leg,
    Onward,
    Playing,
    Stop,
    Then,
    first_act,
    unheard,
)
from ivr.simulator.notices import post_later
from ivr.simulator.reading import is_on, keys, method, number
from ivr.simulator.speech import Utterance
from ivr.simulator.stretch import Ears, Press, PutDown, Scene, Speak
from ivr.simulator.transport import Method
from ivr.simulator.twiml import Element

TIMEOUT, MAX_LENGTH, FINISH_KEY = 13611, 13612, 13613
BEEP, BEEP_SECONDS = "beep", 1.0
ANY_KEY = "1234567890*#"
LONGEST = 3600  # seconds, unless the document says otherwise
HANG_UP, ABSENT = "hangup", "absent"
SILENT = "16102"  # the carrier's code for a recording with nothing on it
RECORDINGS = "https://api.twilio.com"


@dataclass(frozen=True, slots=True)
class Tape:
    """What was recorded from `since` on, and what ended it: a key, `hangup`, or "" for silence and the longest time."""

    since: float
    voice: Utterance
    until: float
    ended_by: str

    @property
    def words(self) -> str:
        """What was said."""
        return self.voice.text_by(self.until)

    def seconds(self, *, trimmed: bool) -> float:
        """Return its length; nobody's silence is worth keeping, and trimmed it has none at its ends either."""
        if not self.words:
            return 0.0
        voice_until = min(self.voice.until, self.until)
        return voice_until - self.voice.words[0].at if trimmed else self.until - self.since


def record(leg: Leg, element: Element) -> Playing[Then]:
    """Record, then post it to the action (or to the same document); an empty one only goes on with the next verb."""
    ears, longest = yield from limits_of(leg, element)
    how = yield from method(leg, element)
    stopped = yield from beep(leg, element)
    tape = stopped or (yield from recorded(leg, ears, longest))
    if isinstance(tape, Stop):
        return tape
    seconds = tape.seconds(trimmed=element.attributes.get("trim", "trim-silence") == "trim-silence")
    yield Recorded(leg.clock, seconds, _why(tape, longest), tape.words)
    is_gone = tape.ended_by == HANG_UP
    leg.status = COMPLETED if is_gone else leg.status
    about = recording_form(leg, seconds)
    tell(leg, element, about, tape)
    if not tape.words:
        return PUT_DOWN if is_gone else Onward()
    action = Goto(element.attributes.get("action") or leg.url, about | {"Digits": tape.ended_by}, how)
    if not is_gone:
        return action
    post_later(leg, action.url, leg.form() | dict(action.fields), how)
    return PUT_DOWN


def limits_of(leg: Leg, element: Element) -> Playing[tuple[Ears, int]]:
    """Read what ends the recording."""
    if is_on(element, "transcribe"):
        yield LineWarning(leg.clock, 0, "<Record> is not transcribed: that is not simulated")
    silence = yield from number(leg, element, "timeout", 5, TIMEOUT)
    longest = yield from number(leg, element, "maxLength", LONGEST, MAX_LENGTH)
    ending = yield from keys(leg, element, "finishOnKey", ANY_KEY, FINISH_KEY)
    return Ears(silence, 1, ending, speech=True, speech_end=silence), longest


def beep(leg: Leg, element: Element) -> Playing[Stop | None]:
    """Tell the caller to speak now, unless the document says not to."""
    if not is_on(element, "playBeep", unless_said=True):
        return None
    yield Played(leg.clock, BEEP, leg.party)
    return (yield from unheard(leg, Scene.PLAYING, BEEP_SECONDS))


def recorded(leg: Leg, ears: Ears, longest: int) -> Playing[Tape | Stop]:
    """Record until silence, a key, the longest time, or the caller is gone; other keys are only heard on it."""
    leg.gathers += 1
    since = leg.clock
    voice = Utterance(since, leg.world.pace.seconds_per_word())
    while True:
        quiet_until = max(voice.until, since) + ears.between_keys
        act = yield from first_act(leg, Scene.RECORDING, min(quiet_until, since + longest), ears=ears)
        match act:
            case Speak():
                voice = voice.with_more(act)
            case Press(at, key) if key not in ears.finish_key:
                yield KeysLost(at, key, leg.party)
            case Press(_, key):
                return Tape(since, voice, leg.clock, key)
            case PutDown():
                return Tape(since, voice, leg.clock, HANG_UP)
            case None:
                return Tape(since, voice, leg.clock, "")
            case _:
                return act


def recording_form(leg: Leg, seconds: float) -> dict[str, str]:
    """Return the fields about a recording. It has an address of the carrier's, where nothing is kept."""
    recording = sid("RE", f"{leg.call.call_id} {leg.gathers}")
    url = f"{RECORDINGS}/{API_VERSION}/Accounts/{leg.call.account}/Recordings/{recording}"
    return {"RecordingSid": recording, "RecordingUrl": url, "RecordingDuration": str(ceil(seconds))}


def tell(leg: Leg, element: Element, about: dict[str, str], tape: Tape) -> None:
    """Post how the recording goes, as far as it is asked for."""
    url = element.attributes.get("recordingStatusCallback")
    if not url:
        return
    asked = element.attributes.get("recordingStatusCallbackEvent", COMPLETED).split()
    how: Method = "GET" if element.attributes.get("recordingStatusCallbackMethod") == "GET" else "POST"
    usual = {"RecordingSource": "RecordVerb", "RecordingChannels": "1"}
    if IN_PROGRESS in asked:
        began = {"RecordingStatus": IN_PROGRESS, "RecordingSid": about["RecordingSid"]}
        post_later(leg, url, leg.call.form(IN_PROGRESS) | usual | began, how, tape.since - leg.clock)
    ended = {"RecordingStatus": COMPLETED} if tape.words else {"RecordingStatus": ABSENT, "ErrorCode": SILENT}
    if ended["RecordingStatus"] in asked:
        post_later(leg, url, leg.form() | usual | about | ended, how, leg.world.recording_delay)


def _why(tape: Tape, longest: int) -> str:
    """What ended a recording, in words."""
    if tape.ended_by:
        return tape.ended_by
    return "the longest time" if tape.until >= tape.since + longest else "silence"
