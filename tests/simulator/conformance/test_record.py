"""`<Record>`, by https://www.twilio.com/docs/voice/twiml/record."""

import pytest
from simulator.conformance.examples import Example

from ivr.simulator.caller import Keys, Silence, Words
from ivr.simulator.fields import sid
from ivr.simulator.happenings import HungUp, KeysLost, Played, Recorded
from ivr.simulator.stretch import Press, PutDown, Speak

VERB = "Record"
MESSAGE = Words("please call me back")  # four words, 1.6 seconds, begun one second after the beep
SAID = "please call me back"
NEXT = {"/next": "<Hangup/>"}
RECORD = "<Record action='/next'/><Say>next</Say>"
TOLD = "recordingStatusCallback='/told'"
ALL = "recordingStatusCallbackEvent='in-progress completed absent'"
EXAMPLES = (
    Example(
        "action",
        "the recording is posted there",
        RECORD,
        does=[MESSAGE],
        pages=NEXT,
        heard="",
        posts={
            "/next": {
                "RecordingDuration": "2",
                "Digits": "",
                "CallStatus": "in-progress",
                "RecordingSid": sid("RE", sid("CA", "a call") + " 1"),
            }
        },
    ),
    Example(
        "action",
        "unless said, to the document it stands in",
        ["<Record/>", "<Say>thank you</Say>"],
        does=[MESSAGE],
        heard="thank you",
    ),
    Example(
        "action",
        "an empty recording is posted nowhere: the next verb follows",
        RECORD,
        does=[Silence()],
        heard="next",
        unasked=["/next"],
        happens=[Recorded(6.0, 0.0, "silence")],
    ),
    Example(
        "action",
        "hanging up is the usual end, posted as hangup; the answer does not matter",
        RECORD,
        does=[Speak(1.5, SAID), PutDown(4.0)],
        pages=NEXT,
        happens=[Recorded(4.0, 1.6, "hangup", SAID), HungUp(4.0, "caller", "hung up")],
        asked=["/voice", "/next", "/voice/status"],
        posts={"/next": {"Digits": "hangup", "CallStatus": "completed", "RecordingDuration": "2"}},
    ),
    Example(
        "action",
        "hanging up without a word is posted nowhere",
        RECORD,
        does=[PutDown(4.0)],
        happens=[Recorded(4.0, 0.0, "hangup"), HungUp(4.0, "caller", "hung up")],
        unasked=["/next"],
    ),
    Example("method", "POST, unless said", RECORD, does=[MESSAGE], pages=NEXT, posts={"/next": {}}),
    Example(
        "method",
        "GET puts the fields into the query",
        "<Record action='/next' method='GET'/>",
        does=[MESSAGE],
        pages=NEXT,
        gets={"/next": {"RecordingDuration": "2"}},
    ),
    Example(
        "timeout",
        "unless said, five seconds of silence end it",
        RECORD,
        does=[MESSAGE],
        pages=NEXT,
        happens=[Recorded(8.6, 1.6, "silence", SAID)],
    ),
    Example(
        "timeout",
        "so many seconds of silence end it",
        "<Record timeout='2' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        lasts=5.6,
    ),
    Example(
        "timeout",
        "anything but a whole number is a warning, and five",
        "<Record timeout='0' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        troubles=[13611],
        lasts=8.6,
    ),
    Example(
        "finishOnKey",
        "unless said, any key ends it",
        RECORD,
        does=[Keys("7")],
        heard="next",
        happens=[Recorded(2.0, 0.0, "7")],
    ),
    Example(
        "finishOnKey",
        "only the keys of a list end it, others are heard on it",
        "<Record finishOnKey='#*' action='/next'/>",
        does=[Keys("7*")],
        happens=[KeysLost(2.0, "7"), Recorded(2.5, 0.0, "*")],
    ),
    Example(
        "finishOnKey",
        "empty: none does",
        "<Record finishOnKey='' action='/next'/>",
        does=[Keys("7")],
        happens=[KeysLost(2.0, "7"), Recorded(6.0, 0.0, "silence")],
    ),
    Example(
        "finishOnKey",
        "what is no key is a warning, and any key",
        "<Record finishOnKey='x'/>",
        does=[Keys("7")],
        troubles=[13613],
        happens=[Recorded(2.0, 0.0, "7")],
    ),
    Example(
        "maxLength",
        "it ends after so many seconds, in mid-word",
        "<Record maxLength='2' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        happens=[Recorded(3.0, 1.0, "the longest time", "please call me")],
        posts={"/next": {"RecordingDuration": "1"}},
    ),
    Example(
        "maxLength",
        "unless said, after an hour",
        "<Record timeout='9999' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        lasts=3601.0,
    ),
    Example(
        "maxLength",
        "anything but a whole number is a warning, and an hour",
        "<Record maxLength='0' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        troubles=[13612],
        lasts=8.6,
    ),
    Example(
        "playBeep",
        "unless said, a beep comes first",
        RECORD,
        does=[MESSAGE],
        pages=NEXT,
        happens=[Played(0.0, "beep")],
        lasts=8.6,
    ),
    Example(
        "playBeep",
        "false: it begins at once",
        "<Record playBeep='false' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        lasts=7.6,
    ),
    Example(
        "trim",
        "unless said, the silence at both ends is cut away",
        RECORD,
        does=[MESSAGE],
        pages=NEXT,
        posts={"/next": {"RecordingDuration": "2"}},
    ),
    Example(
        "trim",
        "do-not-trim: it stays",
        "<Record trim='do-not-trim' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        posts={"/next": {"RecordingDuration": "8"}},
    ),
    Example(
        "recordingStatusCallback",
        "when it is ready, some time after its end",
        f"<Record {TOLD} action='/next'/>",
        does=[MESSAGE],
        pages={"/next": "<Pause length='9'/><Redirect>/end</Redirect>", "/end": ""},
        asked=["/voice", "/next", "/told", "/end", "/voice/status"],
        posts={
            "/told": {
                "RecordingStatus": "completed",
                "RecordingDuration": "2",
                "RecordingSource": "RecordVerb",
                "RecordingChannels": "1",
            }
        },
    ),
    Example(
        "recordingStatusCallback",
        "perhaps after the end of the call",
        f"<Record {TOLD} action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        asked=["/voice", "/next", "/voice/status", "/told"],
    ),
    Example(
        "recordingStatusCallbackEvent",
        "unless said, not when it is empty",
        f"<Record {TOLD}/>",
        does=[Silence()],
        unasked=["/told"],
    ),
    Example(
        "recordingStatusCallbackEvent",
        "absent: it was empty",
        f"<Record {TOLD} {ALL}/>",
        does=[Silence()],
        posts={"/told": {"RecordingStatus": "absent", "ErrorCode": "16102"}},
    ),
    Example(
        "recordingStatusCallbackEvent",
        "in-progress: it has begun",
        f"<Record {TOLD} {ALL} action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        asked=["/voice", "/told", "/next", "/voice/status", "/told"],
    ),
    Example(
        "recordingStatusCallbackMethod",
        "GET",
        f"<Record {TOLD} recordingStatusCallbackMethod='GET' action='/next'/>",
        does=[MESSAGE],
        pages=NEXT,
        gets={"/told": {"RecordingStatus": "completed"}},
    ),
    Example(
        "transcribe", "is not simulated, and told so", "<Record transcribe='true'/>", does=[Silence()], troubles=[0]
    ),
    Example(
        "hanging up",
        "in the beep: there is no recording",
        RECORD,
        does=[PutDown(0.5)],
        happens=[HungUp(0.5, "caller", "hung up")],
        unasked=["/next"],
    ),
    Example(
        "several words",
        "what is said with pauses is one recording",
        RECORD,
        does=[Speak(1.5, "please"), Speak(3.0, "call me")],
        pages=NEXT,
        happens=[Recorded(8.8, 2.3, "silence", "please call me")],
    ),
    Example(
        "any key",
        "ends it in mid-word",
        RECORD,
        does=[Speak(1.5, SAID), Press(2.4, "1")],
        pages=NEXT,
        posts={"/next": {"Digits": "1", "RecordingDuration": "1"}},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_record(example: Example) -> None:
    example.check()
