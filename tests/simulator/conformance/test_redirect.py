"""`<Redirect>`, by https://www.twilio.com/docs/voice/twiml/redirect."""

import pytest
from simulator.conformance.examples import Example

VERB = "Redirect"
THERE = {"/there": "<Say>there</Say>"}
EXAMPLES = (
    Example(
        "URL",
        "the call goes on with the document there",
        "<Redirect>/there</Redirect><Say>never</Say>",
        pages=THERE,
        heard="there",
    ),
    Example(
        "URL",
        "relative to the document it stands in",
        "<Redirect>/a/b</Redirect>",
        pages={"/a/b": "<Redirect>c</Redirect>", "/a/c": "<Say>c</Say>"},
        heard="c",
    ),
    Example(
        "URL",
        "its fragment is not sent",
        "<Redirect>/there#rc=2</Redirect>",
        pages=THERE,
        heard="there",
        asked=["/voice", "/there", "/voice/status"],
    ),
    Example("URL", "none is the same document again", ["<Pause/><Redirect/>", "<Say>again</Say>"], heard="again"),
    Example(
        "method",
        "POST, unless said",
        "<Redirect>/there</Redirect>",
        pages=THERE,
        posts={"/there": {"CallStatus": "in-progress"}},
    ),
    Example(
        "method",
        "GET puts the fields into the query",
        "<Redirect method='GET'>/there</Redirect>",
        pages=THERE,
        gets={"/there": {"CallStatus": "in-progress"}},
    ),
    Example(
        "method",
        "anything else is a warning, and POST",
        "<Redirect method='PUT'>/there</Redirect>",
        pages=THERE,
        troubles=[12200],
        posts={"/there": {}},
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_redirect(example: Example) -> None:
    example.check()
