"""`<Hangup>`, by https://www.twilio.com/docs/voice/twiml/hangup."""

import pytest
from simulator.conformance.examples import Example

from ivr.simulator.happenings import HungUp

VERB = "Hangup"
EXAMPLES = (
    Example(
        "itself",
        "ends the call; what follows is not reached",
        "<Hangup/><Say>never</Say>",
        heard="",
        happens=[HungUp(0.0, "line", "<Hangup>")],
        posts={"/voice/status": {"CallStatus": "completed"}},
    ),
    Example(
        "itself",
        "does not keep the call from being answered",
        "<Hangup/>",
        posts={"/voice/status": {"CallStatus": "completed", "CallDuration": "0"}},
    ),
    Example("itself", "has no attributes", "<Hangup now='true'/>", troubles=[12200]),
    Example("nesting", "nothing stands inside", "<Hangup><Say>never</Say></Hangup>", heard="", troubles=[12200]),
    Example("nesting", "Parameter may, and is not simulated", "<Hangup><Parameter/></Hangup>", troubles=[0]),
    Example(
        "nesting",
        "it stands in no other verb",
        "<Gather><Hangup/></Gather><Say>on</Say>",
        does="w",
        heard="on",
        troubles=[12200],
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_hangup(example: Example) -> None:
    example.check()
