"""`<Say>`, by https://www.twilio.com/docs/voice/twiml/say."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.happenings import HungUp, Said
from ivr.simulator.speech import Pace

VERB = "Say"
PACE = Pace(by_locale={"es": 60.0, "es-US": 120.0}, by_voice={"Polly.Slow": 30.0})
EXAMPLES = (
    Example("text", "the words inside are spoken", "<Say>one two</Say>", happens=[Said(0.0, "one two")], lasts=0.8),
    Example("text", "nothing to say is a warning, and skipped", "<Say> </Say>", heard="", troubles=[13520]),
    Example("text", "4,096 characters are spoken", f"<Say>{'a' * 4096}</Say>", heard="a" * 4096),
    Example("text", "more than 4,096 characters are not", f"<Say>{'a' * 4097}</Say>", heard="", troubles=[13520]),
    Example(
        "voice",
        "voices differ (here: in their pace)",
        "<Say voice='Polly.Slow'>one</Say>",
        world=quick(pace=PACE),
        lasts=2.0,
    ),
    Example(
        "language",
        "a locale has its own way to speak",
        "<Say language='es-US'>uno</Say>",
        world=quick(pace=PACE),
        lasts=0.5,
    ),
    Example(
        "language",
        "without one, that of the language",
        "<Say language='es-MX'>uno</Say>",
        world=quick(pace=PACE),
        lasts=1.0,
    ),
    Example("loop", "it is said so many times", "<Say loop='3'>one</Say>", happens=[Said(0.0, "one")], lasts=1.2),
    Example(
        "loop", "0 is until the call is over", "<Say loop='0'>one</Say><Say>two</Say>", heard="one two", lasts=400.4
    ),
    Example("loop", "anything else is a warning, and once", "<Say loop='often'>one</Say>", troubles=[13510], lasts=0.4),
    Example(
        "break",
        "a silence among the words takes its time",
        "<Say>one<break time='600ms'/>two</Say>",
        heard="one two",
        lasts=1.4,
    ),
    Example("prosody", "the rate changes how long it takes", "<Say><prosody rate='50%'>one</prosody></Say>", lasts=0.8),
    Example(
        "nesting",
        "inside is speech mark-up, not verbs",
        "<Say>a <say-as interpret-as='digits'>1</say-as></Say>",
        heard="a 1",
    ),
    Example(
        "what follows",
        "when it is said the next verb follows; after the last the call ends",
        "<Say>a</Say><Say>b</Say>",
        heard="a b",
        happens=[HungUp(0.8, "line", "the document ended")],
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_say(example: Example) -> None:
    example.check()
