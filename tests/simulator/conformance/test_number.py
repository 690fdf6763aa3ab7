"""`<Number>`, by https://www.twilio.com/docs/voice/twiml/number."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.caller import HangUp, Keys, Scripted, Silence
from ivr.simulator.happenings import Bridged, DialEnded, HungUp, Listening, Party, Said
from ivr.simulator.stretch import PutDown
from ivr.simulator.world import Pickup

VERB = "Number"
ANN = "+18005550121"
ASK = "<Gather numDigits='1' action='/yes'><Say>press 1</Say></Gather><Hangup/>"
PAGES = {"/job": ASK, "/yes": "", "/after": "<Say>after</Say>"}


def dialled(attributes: str) -> str:
    """A document that rings Ann."""
    return f"<Dial timeout='10' action='/after'><Number {attributes}>{ANN}</Number></Dial>"


SCREENED = dialled("url='/job'")
TOLD = dialled("statusCallback='/told' statusCallbackEvent='initiated ringing answered completed'")
FOUR_TOLD = ["/told"] * 4
EXAMPLES = (
    Example(
        "url",
        "who answers hears its document before they are connected; it runs out: they are",
        SCREENED,
        pages=PAGES,
        happens=[Said(6.0, "press 1", Party.AGENT), Bridged(7.8, ANN)],
        posts={"/job": {"CallStatus": "in-progress", "Direction": "outbound-dial", "To": ANN}},
        heard="after",
    ),
    Example(
        "url",
        "it hangs up: they are not, and the call to them counts as completed",
        SCREENED,
        pages=PAGES,
        agent=Scripted([Silence()]),
        posts={"/after": {"DialCallStatus": "completed", "DialBridged": "false"}},
    ),
    Example(
        "url",
        "the other hangs up: they are not",
        SCREENED,
        pages=PAGES,
        agent=Scripted([HangUp()]),
        posts={"/after": {"DialBridged": "false"}},
    ),
    Example(
        "url",
        "a machine presses nothing",
        SCREENED,
        pages=PAGES,
        world=quick(pickup=Pickup.MACHINE),
        unasked=["/yes"],
        posts={"/after": {"DialCallStatus": "completed", "DialBridged": "false"}},
    ),
    Example(
        "url",
        "the caller hears ringing meanwhile, and may hang up",
        SCREENED,
        does=[PutDown(7.0)],
        pages=PAGES,
        agent=Scripted([Keys("1", after=3.0)]),
        unasked=["/yes"],
        happens=[DialEnded(7.0, ANN, "completed", bridged=False), HungUp(7.0, "caller", "hung up")],
        posts={"/after": {"CallStatus": "completed"}},
    ),
    Example(
        "url",
        "nobody may be dialled from there",
        SCREENED,
        pages=PAGES | {"/job": f"<Dial>{ANN}</Dial>"},
        troubles=[13201],
        posts={"/after": {"DialBridged": "false"}},
    ),
    Example(
        "url",
        "a document that cannot be got: they are not connected",
        SCREENED,
        pages=PAGES | {"/job": "<Say>a & b</Say>"},
        troubles=[12100],
        posts={"/after": {"DialBridged": "false"}},
    ),
    Example(
        "url",
        "its Gather listens to the one who is rung",
        SCREENED,
        pages=PAGES,
        happens=[Listening(6.8, 5, 5, 1, to=Party.AGENT)],
    ),
    Example("method", "POST, unless said", SCREENED, pages=PAGES, posts={"/job": {}}),
    Example("method", "GET", dialled("url='/job' method='GET'"), pages=PAGES, gets={"/job": {"To": ANN}}),
    Example(
        "sendDigits",
        "keys are pressed when they answer, w is half a second",
        dialled("sendDigits='ww12'"),
        pages=PAGES,
        happens=[Bridged(8.0, ANN)],
    ),
    Example(
        "sendDigits",
        "anything else is a warning, and nothing is pressed",
        dialled("sendDigits='x1'"),
        pages=PAGES,
        troubles=[13222],
        happens=[Bridged(6.0, ANN)],
    ),
    Example(
        "sendDigits",
        "the caller may hang up meanwhile",
        dialled("sendDigits='wwwwwwww'"),
        does=[PutDown(7.0)],
        pages=PAGES,
        happens=[HungUp(7.0, "caller", "hung up")],
    ),
    Example(
        "statusCallback",
        "the progress of the other's call is told, by its own id",
        dialled("statusCallback='/told'"),
        pages=PAGES,
        posts={
            "/told": {
                "CallStatus": "completed",
                "To": ANN,
                "CallDuration": "60",
                "SequenceNumber": "0",
                "CallbackSource": "call-progress-events",
            }
        },
    ),
    Example(
        "statusCallbackEvent",
        "unless said, only its end",
        dialled("statusCallback='/told'"),
        pages=PAGES,
        asked=["/voice", "/told", "/after", "/voice/status"],
    ),
    Example(
        "statusCallbackEvent",
        "each one that is asked for, counted",
        TOLD,
        pages=PAGES,
        asked=["/voice", *FOUR_TOLD, "/after", "/voice/status"],
        posts={"/told": {"SequenceNumber": "3", "Timestamp": "Mon, 05 Jan 2026 12:01:06 +0000"}},
    ),
    Example(
        "statusCallbackEvent",
        "in no certain order",
        TOLD,
        pages=PAGES,
        world=quick(disordered=True),
        posts={"/told": {"SequenceNumber": "0", "CallStatus": "initiated"}},
    ),
    Example(
        "statusCallbackEvent",
        "busy is an end, without a time",
        TOLD,
        pages=PAGES,
        world=quick(pickup=Pickup.BUSY),
        posts={"/told": {"CallStatus": "busy", "CallDuration": "0", "SequenceNumber": "1"}},
    ),
    Example(
        "statusCallbackEvent",
        "not answered is an end, too",
        TOLD,
        pages=PAGES,
        world=quick(pickup=Pickup.NO_ANSWER),
        posts={"/told": {"CallStatus": "no-answer", "SequenceNumber": "2"}},
    ),
    Example(
        "statusCallbackEvent",
        "so is the caller hanging up",
        TOLD,
        does=[PutDown(3.0)],
        pages=PAGES,
        posts={"/told": {"CallStatus": "canceled"}},
    ),
    Example(
        "statusCallbackEvent",
        "others are a warning",
        dialled("statusCallbackEvent='sneezed'"),
        pages=PAGES,
        troubles=[12200],
    ),
    Example(
        "statusCallbackMethod",
        "GET",
        dialled("statusCallback='/told' statusCallbackMethod='GET'"),
        pages=PAGES,
        gets={"/told": {"CallStatus": "completed"}},
    ),
    Example(
        "machineDetection",
        "is not simulated, and told so",
        dialled("machineDetection='Enable'"),
        pages=PAGES,
        troubles=[0],
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_number(example: Example) -> None:
    example.check()
