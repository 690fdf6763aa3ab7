"""What may be played to somebody who waits, by https://www.twilio.com/docs/voice/twiml/enqueue."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.caller import Keys
from ivr.simulator.happenings import HungUp, Said

NOBODY = quick(served_after=None)
JOIN = "<Enqueue waitUrl='/wait' action='/after'>q</Enqueue>"


def waiting(verb: str, says: str, wait: str | list[str], **more: object) -> Example:
    """What a wait document does, until the caller leaves."""
    pages = {"/wait": wait, "/after": ""} | more.pop("pages", {})  # type: ignore[operator]  # pages
    return Example(verb, says, JOIN, pages=pages, world=NOBODY, **more)  # type: ignore[arg-type]  # an example's


EXAMPLES = (
    waiting("Say", "is spoken", "<Say>hold on</Say><Leave/>", happens=[Said(0.0, "hold on")]),
    waiting("Play", "is played", "<Play>/a.wav</Play><Leave/>", lasts=5.0),
    waiting("Pause", "is silence", "<Pause length='3'/><Leave/>", lasts=3.0),
    waiting(
        "Hangup",
        "ends the call",
        "<Hangup/>",
        happens=[HungUp(0.0, "line", "<Hangup>")],
        posts={"/after": {"QueueResult": "hangup"}},
    ),
    waiting(
        "Redirect",
        "goes on with another document, and after it with the first",
        ["<Redirect>/more</Redirect>", "<Leave/>"],
        pages={"/more": "<Pause/>"},
        asked=["/voice", "/wait", "/more", "/wait", "/after", "/voice/status"],
    ),
    waiting(
        "Gather",
        "listens, and its action is a wait document, too",
        "<Gather numDigits='1' action='/key'/>",
        does=[Keys("1")],
        pages={"/key": "<Leave/>"},
        posts={"/key": {"Digits": "1", "QueuePosition": "1"}, "/after": {"QueueResult": "leave"}},
    ),
    waiting("Leave", "ends the waiting", "<Leave/>", posts={"/after": {"QueueResult": "leave"}}),
    waiting("Dial", "may not stand there", "<Dial>+18005550100</Dial><Leave/>", troubles=[12200]),
    waiting("Record", "may not stand there", "<Record/><Leave/>", troubles=[12200]),
    waiting("Enqueue", "may not stand there", "<Enqueue>q</Enqueue><Leave/>", troubles=[12200]),
    waiting("Reject", "may not stand there", "<Reject/><Leave/>", troubles=[12200]),
    waiting(
        "nothing",
        "an empty document is asked for again at once, for ever: an error here",
        "",
        troubles=[12400],
        posts={"/after": {"QueueResult": "error"}},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_wait_documents(example: Example) -> None:
    example.check()
