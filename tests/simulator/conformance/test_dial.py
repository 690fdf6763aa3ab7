"""`<Dial>`, by https://www.twilio.com/docs/voice/twiml/dial."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.happenings import Bridged, DialEnded, HungUp, Party, Ringing
from ivr.simulator.stretch import Press, PutDown
from ivr.simulator.world import Pickup, Telephone

VERB = "Dial"
ANN, BOB, EVE = "+18005550121", "+18005550122", "+18005550123"
AFTER = {"/after": "<Say>after</Say>"}
DIAL = f"<Dial action='/after'>{ANN}</Dial><Say>next</Say>"
ALL = f"<Number>{ANN}</Number><Number>{BOB}</Number><Number>{EVE}</Number>"
NOBODY = quick(pickup=Pickup.NO_ANSWER)
OUT = Telephone(Pickup.NO_ANSWER)
BUSY = Telephone(Pickup.BUSY)
EXAMPLES = (
    Example(
        "number",
        "it is rung, and the two are connected",
        DIAL,
        pages=AFTER,
        happens=[Ringing(0.0, ANN, 30), Bridged(6.0, ANN), DialEnded(66.0, ANN, "completed", bridged=True)],
    ),
    Example(
        "number",
        "it is written in international form",
        "<Dial action='/after'>4155550121</Dial>",
        pages=AFTER,
        troubles=[13223],
        posts={"/after": {"DialCallStatus": "failed", "DialCallSid": None}},
    ),
    Example(
        "number",
        "without one nobody is rung",
        "<Dial action='/after'/>",
        pages=AFTER,
        troubles=[13223],
        posts={"/after": {"DialCallStatus": "failed"}},
    ),
    Example(
        "action",
        "completed: when the other has hung up",
        DIAL,
        pages=AFTER,
        heard="after",
        posts={
            "/after": {
                "DialCallStatus": "completed",
                "DialBridged": "true",
                "DialCallDuration": "60",
                "CallStatus": "in-progress",
            }
        },
    ),
    Example(
        "action",
        "completed, the caller gone: a notice",
        DIAL,
        pages=AFTER,
        world=quick(talk_ended_by=Party.CALLER),
        heard="",
        posts={"/after": {"DialCallStatus": "completed", "CallStatus": "completed"}},
    ),
    Example(
        "action",
        "completed, the caller hanging up in the talk: a notice",
        DIAL,
        does=[PutDown(30.0)],
        pages=AFTER,
        heard="",
        posts={"/after": {"DialCallStatus": "completed", "DialCallDuration": "24", "CallStatus": "completed"}},
    ),
    Example(
        "action",
        "busy",
        DIAL,
        pages=AFTER,
        world=quick(pickup=Pickup.BUSY),
        heard="after",
        posts={"/after": {"DialCallStatus": "busy", "DialBridged": "false", "DialCallDuration": None}},
    ),
    Example(
        "action",
        "no-answer",
        DIAL,
        pages=AFTER,
        world=NOBODY,
        heard="after",
        posts={"/after": {"DialCallStatus": "no-answer"}},
    ),
    Example(
        "action",
        "failed",
        DIAL,
        pages=AFTER,
        world=quick(pickup=Pickup.FAILED),
        heard="after",
        posts={"/after": {"DialCallStatus": "failed"}},
    ),
    Example(
        "action",
        "canceled: the caller hangs up while it rings",
        DIAL,
        does=[PutDown(3.0)],
        pages=AFTER,
        heard="",
        posts={"/after": {"DialCallStatus": "canceled", "CallStatus": "completed"}},
        happens=[DialEnded(3.0, ANN, "canceled", bridged=False), HungUp(3.0, "caller", "hung up")],
    ),
    Example("action", "without one the next verb follows", f"<Dial>{ANN}</Dial><Say>next</Say>", heard="next"),
    Example(
        "action",
        "a machine that answers counts as an answer",
        DIAL,
        pages=AFTER,
        world=quick(pickup=Pickup.MACHINE),
        posts={"/after": {"DialCallStatus": "completed", "DialBridged": "true"}},
    ),
    Example("method", "POST, unless said", DIAL, pages=AFTER, posts={"/after": {}}),
    Example(
        "method",
        "GET puts the fields into the query",
        f"<Dial action='/after' method='GET'>{ANN}</Dial>",
        pages=AFTER,
        gets={"/after": {"DialCallStatus": "completed"}},
    ),
    Example("timeout", "unless said, it rings for 30 seconds", DIAL, pages={"/after": ""}, world=NOBODY, lasts=30.0),
    Example(
        "timeout",
        "so many seconds",
        f"<Dial timeout='12'>{ANN}</Dial>",
        world=NOBODY,
        happens=[Ringing(0.0, ANN, 12)],
        lasts=12.0,
    ),
    Example(
        "timeout",
        "who picks up later did not answer",
        f"<Dial timeout='5'>{ANN}</Dial>",
        happens=[DialEnded(5.0, ANN, "no-answer", bridged=False)],
    ),
    Example(
        "timeout",
        "anything but a whole number is a warning, and 30",
        f"<Dial timeout='long'>{ANN}</Dial>",
        world=NOBODY,
        troubles=[13212],
        lasts=30.0,
    ),
    Example(
        "hangupOnStar",
        "true: the caller's star ends the talk, and the caller stays",
        f"<Dial hangupOnStar='true' action='/after'>{ANN}</Dial>",
        does=[Press(10.0, "1"), Press(20.0, "*")],
        pages=AFTER,
        heard="after",
        posts={"/after": {"DialCallStatus": "completed", "DialCallDuration": "14"}},
    ),
    Example(
        "hangupOnStar",
        "unless said, a star is a key like any other",
        DIAL,
        does=[Press(20.0, "*")],
        pages=AFTER,
        posts={"/after": {"DialCallDuration": "60"}},
    ),
    Example(
        "hangupOnStar", "neither true nor false is a warning", f"<Dial hangupOnStar='1'>{ANN}</Dial>", troubles=[13213]
    ),
    Example(
        "timeLimit",
        "the talk ends after so many seconds, and the caller stays",
        f"<Dial timeLimit='10'>{ANN}</Dial><Say>next</Say>",
        world=quick(talk_ended_by=Party.CALLER),
        heard="next",
        lasts=16.4,
    ),
    Example(
        "timeLimit", "unless said, after four hours", f"<Dial>{ANN}</Dial>", world=quick(talk=20_000), lasts=14_400.0
    ),
    Example(
        "timeLimit",
        "anything but a whole number is a warning, and four hours",
        f"<Dial timeLimit='0'>{ANN}</Dial>",
        troubles=[13216],
        lasts=66.0,
    ),
    Example(
        "callerId",
        "unless said, the other sees the caller's number",
        f"<Dial><Number url='/job'>{ANN}</Number></Dial>",
        posts={"/job": {"From": "+12025550143", "To": ANN}},
    ),
    Example(
        "callerId",
        "a number that is shown instead",
        f"<Dial callerId='+18005550100'><Number url='/job'>{ANN}</Number></Dial>",
        posts={"/job": {"From": "+18005550100", "Caller": "+18005550100"}},
    ),
    Example(
        "callerId",
        "what is no number is a warning, and the caller's",
        f"<Dial callerId='shop'><Number url='/job'>{ANN}</Number></Dial>",
        troubles=[13214],
        posts={"/job": {"From": "+12025550143"}},
    ),
    Example(
        "sequential",
        "unless said, all ring at once, and the first to answer has the call",
        f"<Dial action='/after'>{ALL}</Dial>",
        pages=AFTER,
        world=quick(telephones={ANN: Telephone(rings=9), BOB: Telephone(rings=4)}),
        happens=[
            Ringing(0.0, EVE, 30),
            DialEnded(4.0, ANN, "canceled", bridged=False),
            DialEnded(4.0, EVE, "canceled", bridged=False),
            Bridged(4.0, BOB),
        ],
    ),
    Example(
        "sequential",
        "at once, and nobody answers: the last one tells how",
        f"<Dial action='/after'>{ALL}</Dial>",
        pages=AFTER,
        world=quick(pickup=Pickup.NO_ANSWER, telephones={ANN: BUSY}),
        happens=[DialEnded(2.0, ANN, "busy", bridged=False), DialEnded(30.0, BOB, "no-answer", bridged=False)],
        posts={"/after": {"DialCallStatus": "no-answer"}},
    ),
    Example(
        "sequential",
        "true: one after another, until one answers",
        f"<Dial sequential='true' timeout='10' action='/after'>{ALL}</Dial>",
        pages=AFTER,
        world=quick(telephones={ANN: OUT, BOB: BUSY}),
        happens=[Ringing(0.0, ANN, 10), Ringing(10.0, BOB, 10), Ringing(12.0, EVE, 10), Bridged(18.0, EVE)],
    ),
    Example(
        "sequential",
        "true, and nobody answers: the last one tells how",
        f"<Dial sequential='true' timeout='10' action='/after'>{ALL}</Dial>",
        pages=AFTER,
        world=quick(pickup=Pickup.NO_ANSWER, telephones={EVE: BUSY}),
        posts={"/after": {"DialCallStatus": "busy"}},
    ),
    Example(
        "sequential",
        "ten numbers at most",
        f"<Dial timeout='1'>{f'<Number>{ANN}</Number>' * 11}</Dial>",
        world=NOBODY,
        troubles=[12200],
        lasts=1.0,
    ),
    Example("record", "is not simulated, and told so", f"<Dial record='record-from-answer'>{ANN}</Dial>", troubles=[0]),
    Example("record", "do-not-record is as it is", f"<Dial record='do-not-record'>{ANN}</Dial>"),
    Example("record", "anything else is a warning", f"<Dial record='maybe'>{ANN}</Dial>", troubles=[12200, 0]),
    Example("ringTone", "the carrier's countries are taken", f"<Dial ringTone='us-old'>{ANN}</Dial>"),
    Example("ringTone", "others are a warning", f"<Dial ringTone='xx'>{ANN}</Dial>", troubles=[12200]),
    Example(
        "answerOnBridge",
        "a call that was answered before stays so",
        f"<Pause/><Dial answerOnBridge='true' action='/after'>{ANN}</Dial>",
        pages=AFTER,
        posts={"/after": {"CallStatus": "in-progress"}},
    ),
    Example(
        "nesting",
        "Client, Sip, Queue and Conference are not simulated, and told so",
        "<Dial action='/after'><Client>ann</Client></Dial>",
        pages=AFTER,
        troubles=[0],
        posts={"/after": {"DialCallStatus": "failed"}},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_dial(example: Example) -> None:
    example.check()
