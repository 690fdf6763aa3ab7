"""`<Leave>`, by https://www.twilio.com/docs/voice/twiml/leave."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.happenings import QueueLeft

VERB = "Leave"
EXAMPLES = (
    Example(
        "itself",
        "takes the call out of its queue, to the verb after the waiting",
        "<Enqueue waitUrl='/wait'>q</Enqueue><Say>next</Say>",
        pages={"/wait": "<Pause/><Leave/><Say>never</Say>"},
        world=quick(served_after=None),
        heard="next",
        happens=[QueueLeft(1.0, "q", "leave")],
    ),
    Example("itself", "outside a queue it does nothing", "<Leave/><Say>next</Say>", heard="next"),
    Example("itself", "has no attributes", "<Leave now='true'/>", troubles=[12200]),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_leave(example: Example) -> None:
    example.check()
