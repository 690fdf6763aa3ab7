"""`<Pause>`, by https://www.twilio.com/docs/voice/twiml/pause."""

import pytest
from simulator.conformance.examples import Example

from ivr.simulator.stretch import Speak

VERB = "Pause"
EXAMPLES = (
    Example("length", "unless said, one second", "<Pause/>", lasts=1.0),
    Example("length", "so many whole seconds", "<Pause length='7'/>", lasts=7.0),
    Example("length", "no fractions: a warning, and one second", "<Pause length='0.5'/>", troubles=[13910], lasts=1.0),
    Example("what is said meanwhile", "is heard by nobody", "<Pause/>", does=[Speak(0.5, "hello")], lasts=1.0),
    Example("what follows", "then the next verb", "<Say>a</Say><Pause/><Say>b</Say>", heard="a b", lasts=1.8),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_pause(example: Example) -> None:
    example.check()
