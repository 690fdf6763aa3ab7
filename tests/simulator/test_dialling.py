"""Ringing somebody for the caller: how it ends, and what the one who answers hears first."""

import pytest
from paper_line import PaperLine, rehearse

from ivr.simulator.caller import HangUp, Keys, Scripted, Silence
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Bridged, DialEnded, LineError, Listening, Party, Ringing, Said
from ivr.simulator.leg import PUT_DOWN, Leg, Stop
from ivr.simulator.rung import ring
from ivr.simulator.stretch import PutDown
from ivr.simulator.world import Pickup, Telephone, World

AGENT = "+18005550123"
DIAL = f"<Dial timeout='20' action='/after'><Number>{AGENT}</Number></Dial>"
WHISPER = f"<Dial action='/after'><Number url='/job/1'>{AGENT}</Number></Dial>"
PRESS_1 = "<Gather numDigits='1' action='/job/2'><Say>press 1</Say></Gather><Hangup/>"


@pytest.mark.parametrize(
    ("world", "status", "bridged", "rang"),
    [
        pytest.param(World(), "completed", "true", 6, id="answered"),
        pytest.param(World(pickup=Pickup.BUSY), "busy", "false", 2, id="busy"),
        pytest.param(World(pickup=Pickup.FAILED), "failed", "false", 2, id="failed"),
        pytest.param(World(pickup=Pickup.NO_ANSWER), "no-answer", "false", 20, id="not answered"),
        pytest.param(World(rings=21), "no-answer", "false", 20, id="answered too late"),
    ],
)
def test_how_ringing_ends_is_posted_to_the_action(world: World, status: str, bridged: str, rang: int) -> None:
    line = PaperLine({"/voice": DIAL, "/after": "<Say>back</Say>"})

    rehearsal = rehearse(line, world=world)

    form = line.forms("/after")[0]
    assert (form["DialCallStatus"], form["DialBridged"], form["CallStatus"]) == (status, bridged, "in-progress")
    assert form["DialCallSid"] not in ("", form["CallSid"])
    assert form.get("DialCallDuration") == ("60" if bridged == "true" else None)
    assert rehearsal.happenings[0] == Ringing(0.0, AGENT, 20)
    seconds = rang + (60 if bridged == "true" else 0)
    assert DialEnded(seconds, AGENT, status, bridged == "true") in rehearsal.happenings
    assert rehearsal.heard == "back"


def test_a_caller_who_hangs_up_after_the_talk_is_only_reported() -> None:
    line = PaperLine({"/voice": DIAL, "/after": "<Say>nobody hears this</Say>"})

    rehearsal = rehearse(line, world=World(talk_ended_by=Party.CALLER))

    assert line.forms("/after")[0]["CallStatus"] == "completed"
    assert rehearsal.heard == ""
    assert (rehearsal.ending.at, rehearsal.ending.by) == (66.0, "caller")


@pytest.mark.parametrize(
    ("act", "result", "seconds"),
    [
        pytest.param(None, Pickup.ANSWERED, 4.0, id="until it is picked up"),
        pytest.param(PutDown(3.0), PUT_DOWN, 3.0, id="or the caller puts down"),
    ],
)
def test_one_telephone_rings(act: PutDown | None, result: Pickup | Stop, seconds: float) -> None:
    world = World(telephones={AGENT: Telephone(rings=4)})
    leg = Leg(CallFields("AC1", "CA1", "+12025550143", "+18005550100"), world, "https://line.example/voice")
    playing = ring(leg, 20, AGENT)
    next(playing)

    with pytest.raises(StopIteration) as over:
        playing.send(act)

    assert (over.value.value, leg.clock) == (result, seconds)


@pytest.mark.parametrize("number", ["911", "", "+49 30 1", "ann"])
def test_what_is_no_number_is_not_rung(number: str) -> None:
    line = PaperLine({"/voice": f"<Dial action='/after'>{number}</Dial>"})

    rehearsal = rehearse(line)

    assert line.forms("/after")[0]["DialCallStatus"] == "failed"
    assert rehearsal.troubles[0].code == 13223


def test_without_an_action_the_next_verb_follows() -> None:
    line = PaperLine({"/voice": f"<Dial>{AGENT}</Dial><Say>next</Say>"})

    rehearsal = rehearse(line, world=World(talk_ended_by=Party.CALLER))
    assert rehearsal.heard == ""

    rehearsal = rehearse(line)
    assert rehearsal.heard == "next"


def test_the_person_who_answers_hears_the_whisper_and_accepts_with_1() -> None:
    line = PaperLine({"/voice": WHISPER, "/job/1": PRESS_1, "/job/2": ""})

    rehearsal = rehearse(line)

    leg, parent = line.forms("/job/1")[0], line.forms("/voice")[0]
    assert leg["CallSid"] == line.forms("/after")[0]["DialCallSid"] != parent["CallSid"]
    assert (leg["ParentCallSid"], leg["Direction"], leg["To"]) == (parent["CallSid"], "outbound-dial", AGENT)
    assert leg["CallStatus"] == "in-progress"
    assert line.forms("/job/2")[0]["Digits"] == "1"
    assert Said(6.0, "press 1", Party.AGENT) in rehearsal.happenings
    bridged = next(h for h in rehearsal.happenings if isinstance(h, Bridged))
    assert bridged.number == AGENT
    assert bridged.at == pytest.approx(7.8)
    assert rehearsal.heard == ""
    assert rehearsal.pressed == ()


@pytest.mark.parametrize("move", [Silence(), HangUp()])
def test_a_person_who_does_not_accept_is_not_connected(move: Silence | HangUp) -> None:
    line = PaperLine({"/voice": WHISPER, "/job/1": PRESS_1, "/after": "<Say>nobody</Say>"})

    rehearsal = rehearse(line, agent=Scripted([move]))

    form = line.forms("/after")[0]
    assert (form["DialCallStatus"], form["DialBridged"]) == ("completed", "false")
    assert not any(isinstance(h, Bridged) for h in rehearsal.happenings)
    assert rehearsal.heard == "nobody"


def test_a_whisper_may_ring_nobody_else() -> None:
    line = PaperLine({"/voice": WHISPER, "/job/1": DIAL})

    rehearsal = rehearse(line)

    errors = [h for h in rehearsal.happenings if isinstance(h, LineError)]
    assert [error.code for error in errors] == [13201]
    assert line.forms("/after")[0]["DialBridged"] == "false"


def test_the_agents_telephone_listens_for_the_agent() -> None:
    line = PaperLine({"/voice": WHISPER, "/job/1": PRESS_1, "/job/2": ""})

    rehearsal = rehearse(line, Scripted([Keys("9")]))

    listenings = [h for h in rehearsal.happenings if isinstance(h, Listening)]
    assert [listening.to for listening in listenings] == [Party.AGENT]
