"""`<Reject>`, by https://www.twilio.com/docs/voice/twiml/reject."""

import pytest
from simulator.conformance.examples import Example

VERB = "Reject"
EXAMPLES = (
    Example(
        "reason",
        "unless said, as out of service: the call ends as no-answer",
        "<Reject/><Say>never</Say>",
        heard="",
        posts={"/voice/status": {"CallStatus": "no-answer"}},
    ),
    Example(
        "reason",
        "busy: the call ends as busy",
        "<Reject reason='busy'/>",
        posts={"/voice/status": {"CallStatus": "busy"}},
    ),
    Example(
        "reason",
        "anything else is a warning, and rejected",
        "<Reject reason='rude'/>",
        troubles=[12200],
        posts={"/voice/status": {"CallStatus": "no-answer"}},
    ),
    Example(
        "first verb",
        "after any other the call was answered, and only ends",
        "<Pause/><Reject/>",
        posts={"/voice/status": {"CallStatus": "completed"}},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_reject(example: Example) -> None:
    example.check()
