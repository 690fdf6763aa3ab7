"""Waiting in a queue: what is played and posted, and every way out of it."""

import pytest
from paper_line import PaperLine, rehearse

from ivr.simulator.caller import Scripted, Silence
from ivr.simulator.happenings import Bridged, HungUp, InQueue, LineWarning, Party, QueueLeft
from ivr.simulator.world import World

ENQUEUE = "<Enqueue waitUrl='/wait' action='/after'>support</Enqueue><Say>past the queue</Say>"
MUSIC = "<Say>please hold</Say><Pause length='44'/>"
NOBODY = World(served_after=None)


def test_the_wait_document_is_played_over_and_over_until_somebody_comes() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": MUSIC, "/after": "<Say>welcome back</Say>"})

    rehearsal = rehearse(line, world=World(served_after=100))

    assert rehearsal.said == ("please hold", "please hold", "please hold", "welcome back")
    assert [form["QueueTime"] for form in line.forms("/wait")] == ["0", "44", "89"]
    form = line.forms("/wait")[0]
    assert (form["QueuePosition"], form["CurrentQueueSize"], form["MaxQueueSize"]) == ("1", "1", "1000")
    assert form["QueueSid"].startswith("QU")
    assert InQueue(0.0, "support") in rehearsal.happenings
    bridged = next(h for h in rehearsal.happenings if isinstance(h, Bridged))
    assert bridged.at == pytest.approx(100.0)


def test_being_served_is_told_before_and_after_the_talk() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": MUSIC, "/after": "<Say>welcome back</Say>"})

    rehearse(line)

    forms = line.forms("/after")
    assert [form["QueueResult"] for form in forms] == ["bridging-in-process", "bridged"]
    assert [form["CallStatus"] for form in forms] == ["in-progress", "in-progress"]
    assert [form["QueueTime"] for form in forms] == ["20", "20"]
    assert "QueuePosition" not in forms[1]


@pytest.mark.parametrize(
    ("world", "wait", "result", "status"),
    [
        pytest.param(World(queue_full=True), MUSIC, "queue-full", "in-progress", id="full"),
        pytest.param(NOBODY, "<Say>sorry</Say><Leave/>", "leave", "in-progress", id="left"),
        pytest.param(NOBODY, "<?not xml", "error", "in-progress", id="a broken wait document"),
        pytest.param(NOBODY, "<Hangup/>", "hangup", "completed", id="the wait hangs up"),
        pytest.param(
            NOBODY, "<Gather><Say>1 for a callback</Say></Gather>", "hangup", "completed", id="hung up at a key"
        ),
        pytest.param(World(served_after=None, patience=30), MUSIC, "hangup", "completed", id="hung up in the music"),
    ],
)
def test_every_other_way_out_is_told_once(world: World, wait: str, result: str, status: str) -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": wait, "/after": "<Say>after</Say>"})

    rehearsal = rehearse(line, world=world)

    forms = line.forms("/after")
    assert [(form["QueueResult"], form["CallStatus"]) for form in forms] == [(result, status)]
    left = next(h for h in rehearsal.happenings if isinstance(h, QueueLeft))
    assert (left.queue, left.result) == ("support", result)
    assert rehearsal.heard.endswith("after") == (status == "in-progress")
    assert rehearsal.ending.by == ("line" if "hangup" not in result or "<Hangup/>" in wait else "caller")


def test_a_caller_may_hang_up_on_the_person_who_served_them() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": MUSIC})

    rehearsal = rehearse(line, world=World(talk_ended_by=Party.CALLER))

    assert [form["CallStatus"] for form in line.forms("/after")] == ["in-progress", "completed"]
    assert rehearsal.ending.by == "caller"


def test_keys_in_the_wait_lead_to_another_document_and_back_to_the_first() -> None:
    wait = "<Gather numDigits='1' action='/quiet'><Say>press 1 for quiet</Say></Gather>"
    line = PaperLine({"/voice": ENQUEUE, "/wait": [wait, "<Leave/>"], "/quiet": "<Pause length='5'/>"})

    rehearse(line, "1", world=NOBODY)

    assert [path for path, _ in line.posts] == ["/voice", "/wait", "/quiet", "/wait", "/after", "/voice/status"]
    assert line.forms("/quiet")[0]["QueueTime"] == "2"


def test_without_an_action_the_next_verb_follows() -> None:
    line = PaperLine({"/voice": "<Enqueue waitUrl='/wait'>q</Enqueue><Say>next</Say>", "/wait": "<Leave/>"})

    assert rehearse(line, world=NOBODY).heard == "next"


def test_without_an_action_nobody_is_told_of_a_hang_up() -> None:
    line = PaperLine({"/voice": "<Enqueue waitUrl='/wait'>q</Enqueue>", "/wait": "<Hangup/>"})

    rehearse(line, world=NOBODY)

    assert [path for path, _ in line.posts] == ["/voice", "/wait", "/voice/status"]


def test_addresses_after_the_wait_are_those_of_the_document_that_began_it() -> None:
    line = PaperLine({
        "/voice": "<Redirect>/a/begin</Redirect>",
        "/a/begin": "<Enqueue waitUrl='/far/wait' action='end'>q</Enqueue>",
        "/far/wait": "<Leave/>",
        "/a/end": "<Say>end</Say>",
    })  # fmt: skip

    assert rehearse(line, world=NOBODY).heard == "end"


@pytest.mark.parametrize(
    ("world", "ending"),
    [
        pytest.param(World(served_after=100), HungUp(160.0, "line", "the document ended"), id="served"),
        pytest.param(NOBODY, HungUp(14_400.0, "line", "a call lasts four hours at most"), id="never served"),
    ],
)
def test_without_a_wait_document_there_is_music(world: World, ending: HungUp) -> None:
    rehearsal = rehearse(PaperLine({"/voice": "<Enqueue>q</Enqueue>"}), world=world)

    assert rehearsal.ending == ending


def test_verbs_that_a_wait_may_not_have_are_skipped() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": "<Dial>+18005550100</Dial><Leave/>", "/after": ""})

    rehearsal = rehearse(line, Scripted([Silence()]), world=NOBODY)

    warning = rehearsal.troubles[0]
    assert isinstance(warning, LineWarning)
    assert (warning.code, warning.text) == (12200, "<Dial> is not a verb for the caller's line here: skipped")


def test_an_empty_wait_document_is_a_tight_loop_and_an_error() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": "", "/after": "<Say>after</Say>"})

    rehearsal = rehearse(line, world=NOBODY)

    assert line.forms("/after")[0]["QueueResult"] == "error"
    assert rehearsal.heard == "after"


def test_no_two_requests_share_a_token_even_at_one_moment() -> None:
    line = PaperLine({"/voice": ENQUEUE, "/wait": MUSIC, "/after": "<Say>welcome back</Say>"})

    rehearse(line, world=World(talk=0))

    tokens = [token for token in line.tokens if token]
    assert len(tokens) > 3
    assert len(set(tokens)) == len(tokens)


def test_words_without_end_are_ended_with_the_call_after_four_hours() -> None:
    rehearsal = rehearse(PaperLine({"/voice": f"<Say loop='0'>{'on and on ' * 20}</Say>"}))

    assert rehearsal.ending == HungUp(14_400.0, "line", "a call lasts four hours at most")
