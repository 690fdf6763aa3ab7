"""`<Enqueue>`, by https://www.twilio.com/docs/voice/twiml/enqueue."""

import pytest
from simulator.conformance.examples import Example, quick

from ivr.simulator.caller import Keys, Words
from ivr.simulator.happenings import Bridged, HungUp, InQueue, Party, QueueLeft

VERB = "Enqueue"
JOIN = "<Enqueue waitUrl='/wait' action='/after'>care</Enqueue><Say>never</Say>"
MUSIC = {"/wait": "<Pause length='5'/>", "/after": "<Say>after</Say>"}
NOBODY = quick(served_after=None)
EXAMPLES = (
    Example(
        "name",
        "the queue is made when it is first used",
        JOIN,
        pages=MUSIC,
        happens=[InQueue(0.0, "care"), Bridged(20.0, "care")],
    ),
    Example(
        "name",
        "more than 64 characters are a warning",
        f"<Enqueue waitUrl='/wait'>{'q' * 65}</Enqueue>",
        pages={"/wait": "<Leave/>"},
        troubles=[12200],
    ),
    Example(
        "action",
        "bridged: after the talk, the caller still there",
        JOIN,
        pages=MUSIC,
        heard="after",
        posts={"/after": {"QueueResult": "bridged", "QueueTime": "20", "CallStatus": "in-progress"}},
    ),
    Example(
        "action",
        "bridging-in-process: before the talk, and the answer does not matter",
        JOIN,
        pages=MUSIC,
        asked=["/voice", "/wait", "/wait", "/wait", "/wait", "/after", "/after", "/voice/status"],
    ),
    Example(
        "action",
        "bridged, the caller gone: a notice",
        JOIN,
        pages=MUSIC,
        world=quick(talk_ended_by=Party.CALLER),
        heard="",
        posts={"/after": {"QueueResult": "bridged", "CallStatus": "completed"}},
    ),
    Example(
        "action",
        "leave: by <Leave>",
        JOIN,
        pages=MUSIC | {"/wait": "<Leave/>"},
        heard="after",
        posts={"/after": {"QueueResult": "leave", "QueueTime": "0"}},
    ),
    Example(
        "action",
        "hangup: a notice",
        JOIN,
        pages=MUSIC,
        world=quick(served_after=None, patience=8),
        heard="",
        posts={"/after": {"QueueResult": "hangup", "QueueTime": "8", "CallStatus": "completed"}},
        happens=[QueueLeft(8.0, "care", "hangup"), HungUp(8.0, "caller", "hung up while waiting")],
    ),
    Example(
        "action",
        "queue-full: there was no waiting, and no QueueSid",
        JOIN,
        pages=MUSIC,
        world=quick(queue_full=True),
        heard="after",
        posts={"/after": {"QueueResult": "queue-full", "QueueSid": None, "QueueTime": None}},
    ),
    Example(
        "action",
        "error: the wait document is of no use",
        JOIN,
        pages=MUSIC | {"/wait": "<Say>a & b</Say>"},
        heard="after",
        troubles=[12100],
        posts={"/after": {"QueueResult": "error"}},
    ),
    Example(
        "action",
        "without one the next verb follows",
        "<Enqueue waitUrl='/wait'>q</Enqueue><Say>next</Say>",
        pages={"/wait": "<Leave/>"},
        heard="next",
    ),
    Example("method", "POST, unless said", JOIN, pages=MUSIC, posts={"/after": {}}),
    Example(
        "method",
        "GET",
        "<Enqueue waitUrl='/wait' action='/after' method='GET'>q</Enqueue>",
        pages=MUSIC | {"/wait": "<Leave/>"},
        gets={"/after": {"QueueResult": "leave"}},
    ),
    Example(
        "maxQueueSize",
        "is told to the wait document",
        "<Enqueue maxQueueSize='7' waitUrl='/wait'>q</Enqueue>",
        pages={"/wait": "<Leave/>"},
        posts={"/wait": {"MaxQueueSize": "7"}},
    ),
    Example(
        "maxQueueSize",
        "unless said, 1,000",
        "<Enqueue waitUrl='/wait'>q</Enqueue>",
        pages={"/wait": "<Leave/>"},
        posts={"/wait": {"MaxQueueSize": "1000"}},
    ),
    Example(
        "waitUrl",
        "it is asked with the place in the queue",
        JOIN,
        pages=MUSIC,
        posts={
            "/wait": {
                "QueuePosition": "1",
                "CurrentQueueSize": "1",
                "QueueTime": "15",
                "AvgQueueTime": "15",
                "CallStatus": "in-progress",
            }
        },
    ),
    Example(
        "waitUrl",
        "it is asked again when its document runs out",
        JOIN,
        pages=MUSIC | {"/wait": ["<Say>a</Say>", "<Say>b</Say>", "<Leave/>"]},
        world=NOBODY,
        heard="a b after",
    ),
    Example(
        "waitUrl", "unless said, there is music", "<Enqueue>q</Enqueue>", lasts=80.0, asked=["/voice", "/voice/status"]
    ),
    Example(
        "waitUrl",
        "who is served leaves it in the middle, also of an entry",
        JOIN,
        does=[Keys("12", 1.0, 3.0)],
        pages=MUSIC | {"/wait": "<Gather action='/key'/>"},
        world=quick(served_after=3, talk=5),
        unasked=["/key"],
        happens=[Bridged(3.0, "care")],
        lasts=8.4,
    ),
    Example(
        "waitUrl",
        "or of a word",
        JOIN,
        does=[Words("how long do I have to wait")],
        pages=MUSIC | {"/wait": "<Gather input='speech' action='/key'/>"},
        world=quick(served_after=3, talk=5),
        unasked=["/key"],
        lasts=8.4,
    ),
    Example("waitUrlMethod", "POST, unless said", JOIN, pages=MUSIC, posts={"/wait": {}}),
    Example(
        "waitUrlMethod",
        "GET",
        "<Enqueue waitUrl='/wait' waitUrlMethod='GET'>q</Enqueue>",
        pages={"/wait": "<Leave/>"},
        gets={"/wait": {"QueuePosition": "1"}},
    ),
    Example(
        "waitUrlMethod",
        "anything else is reported, and POST",
        "<Enqueue waitUrl='/wait' waitUrlMethod='PUT'>q</Enqueue>",
        pages={"/wait": "<Leave/>"},
        troubles=[14206],
        posts={"/wait": {}},
    ),
    Example(
        "workflowSid",
        "is not simulated, and told so",
        "<Enqueue workflowSid='WW1' waitUrl='/wait'>q</Enqueue>",
        pages={"/wait": "<Leave/>"},
        troubles=[0],
    ),
    Example(
        "nesting",
        "Task is not simulated, and told so",
        "<Enqueue waitUrl='/wait'><Task>{}</Task></Enqueue>",
        pages={"/wait": "<Leave/>"},
        troubles=[0],
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_enqueue(example: Example) -> None:
    example.check()
