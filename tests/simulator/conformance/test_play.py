"""`<Play>`, by https://www.twilio.com/docs/voice/twiml/play."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.happenings import Played

VERB = "Play"
TUNE = "https://line.example/tune.wav"
EXAMPLES = (
    Example(
        "URL", "the file at an address is played", "<Play>/tune.wav</Play>", happens=[Played(0.0, TUNE)], lasts=5.0
    ),
    Example(
        "URL", "it takes as long as the file", "<Play>/tune.wav</Play>", world=quick(sounds={TUNE: 2.5}), lasts=2.5
    ),
    Example("URL", "without one nothing is played", "<Play/>", troubles=[11100], lasts=0.0),
    Example("loop", "it is played so many times", "<Play loop='2'>/tune.wav</Play>", lasts=10.0),
    Example("loop", "0 is until the call is over", "<Play loop='0'>/tune.wav</Play>", lasts=5000.0),
    Example(
        "loop", "anything else is a warning, and once", "<Play loop='-1'>/tune.wav</Play>", troubles=[13410], lasts=5.0
    ),
    Example(
        "digits",
        "tones are sent; w is half a second of silence",
        "<Play digits='1w2'/>",
        happens=[Played(0.0, "1w2")],
        lasts=1.5,
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_play(example: Example) -> None:
    example.check()
