"""Calls to the shipped helpline, over real signed webhooks, each document put before the carrier's schema."""

from pathlib import Path

import pytest
from practice_line import ROOT, WHILE_CLOSED, PracticeLine

from ivr.dialogue.events import AnswerGiven, HandOffEnded, PersonReached, TopicBegun, TopicRead, TransferEnded
from ivr.simulator.caller import Scripted, Silence
from ivr.simulator.happenings import Bridged, InQueue, Party, Ringing, Said
from ivr.simulator.world import Pickup, World


@pytest.fixture
def line(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, ROOT)


TOPICS = {
    "care.cleaning": "1 1",
    "care.polishing": "1 2",
    "care.rose": "1 3",
    "care.leather": "1 4 1",
    "care.pearls": "1 4 2",
    "care.kit": "1 5",
    "gift.balance": "2 1",
    "gift.shipping": "2 2",
    "gift.expiry": "2 3",
    "refund.eligibility": "3 1 1",
    "refund.non_refundable": "3 1 2",
    "refund.exceptions": "3 1 3",
    "refund.start": "3 2",
    "refund.sending": "3 3",
    "refund.timelines": "3 4 1",
    "refund.inspection": "3 4 2",
    "refund.contact": "3 5",
    "about.contact": "5 1",
    "about.made_in": "5 2",
}


def events(line: PracticeLine) -> list[object]:
    record = line.record()
    assert record is not None
    return [event for turn in record.turns for event in turn.events]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_heard_to_its_end_by_keys_and_silence(line: PracticeLine, topic: str) -> None:
    silences = " ".join(["w"] * 9)

    rehearsal = line.call(f"{TOPICS[topic]} {silences}")
    happened = events(line)

    assert not rehearsal.troubles
    assert TopicBegun(topic) in happened
    assert TopicRead(topic) in happened


def test_every_topic_of_the_release_is_in_this_table(line: PracticeLine) -> None:
    from ivr.wiring import release_store

    release = release_store(line.settings).current()

    assert release is not None
    assert set(release.flows.helpline.topics) == set(TOPICS)


def test_no_answer_is_more_than_three_keys_away() -> None:
    assert max(len(keys.split()) for keys in TOPICS.values()) <= 3


def test_silence_is_met_with_help_and_then_a_person_or_a_polite_end(line: PracticeLine) -> None:
    rehearsal = line.call("", then=Silence())

    assert not rehearsal.troubles
    assert rehearsal.ending.at < 600
    assert any(isinstance(event, HandOffEnded) for event in events(line)) or _waited(rehearsal.happenings)


def _waited(happenings: tuple[object, ...]) -> bool:
    return any(isinstance(happening, InQueue) for happening in happenings)


def test_an_order_number_is_taken_before_a_person_who_helps_with_an_order(line: PracticeLine) -> None:
    line.call("4 40715520# 1")

    assert AnswerGiven("order_number", "40715520") in events(line)


def test_0_brings_a_person_from_the_first_menu(line: PracticeLine) -> None:
    rehearsal = line.call("0", then=Silence())
    happened = events(line)

    assert not rehearsal.troubles
    assert any(isinstance(event, HandOffEnded) for event in happened) or PersonReached() in happened


@pytest.fixture
def agent_line(tmp_path: Path) -> PracticeLine:
    """The shipped line with an agent's telephone."""
    from practice_line import copy_of_the_shipped_helpline

    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    text = (helpline / "helpline.yaml").read_text()
    text = text.replace("  agent:  ", '  agent: "+12025550177"  ')
    (helpline / "helpline.yaml").write_text(text)
    return PracticeLine(tmp_path, helpline)


def test_the_agent_hears_who_calls_and_why_before_taking_the_call_with_1(agent_line: PracticeLine) -> None:
    rehearsal = agent_line.call("4 40715520# 1 2 w w w", agent=Scripted("1"))
    whisper = " ".join(said.text for said in rehearsal.happenings if isinstance(said, Said) and said.to is Party.AGENT)

    assert not rehearsal.troubles
    assert any(isinstance(happening, Ringing) for happening in rehearsal.happenings)
    assert any(isinstance(happening, Bridged) for happening in rehearsal.happenings)
    assert "4 0 7 1" in whisper
    assert PersonReached() in events(agent_line)


def test_an_answering_machine_does_not_get_the_caller(agent_line: PracticeLine) -> None:
    rehearsal = agent_line.call("0 w w w", agent=Scripted("", then=Silence()))

    assert not any(isinstance(happening, Bridged) for happening in rehearsal.happenings)
    assert HandOffEnded("care", "failed") in events(agent_line)


@pytest.mark.parametrize("pickup", [Pickup.BUSY, Pickup.NO_ANSWER, Pickup.FAILED])
def test_an_agent_who_cannot_be_reached_is_told_plainly(agent_line: PracticeLine, pickup: Pickup) -> None:
    agent_line.call("0 w w w", world=World(pickup=pickup))

    assert HandOffEnded("care", "failed") in events(agent_line)


@pytest.mark.parametrize(
    ("world", "outcome"),
    [(World(served_after=20), "ended"), (World(served_after=None), "left"), (World(queue_full=True), "full")],
    ids=["a person takes the call", "nobody comes for three minutes", "the queue is full"],
)
def test_every_way_out_of_the_queue_is_followed(line: PracticeLine, world: World, outcome: str) -> None:
    rehearsal = line.call("0 2", world=world)

    assert not rehearsal.troubles
    assert HandOffEnded("care", outcome) in events(line)


def test_outside_the_hours_the_caller_is_told_when_somebody_answers(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT, now=WHILE_CLOSED)

    rehearsal = line.call("0 2")

    assert "Monday to Friday" in rehearsal.heard
    assert HandOffEnded("care", "closed") in events(line)


@pytest.mark.parametrize("keys", ["4", "3 2 6 6 6 6 1", "3 5 6 1"], ids=["the menu", "starting a refund", "questions"])
def test_outside_the_hours_nobody_enters_an_order_number_in_vain(tmp_path: Path, keys: str) -> None:
    line = PracticeLine(tmp_path, ROOT, now=WHILE_CLOSED)

    rehearsal = line.call(f"{keys} 2")

    assert not rehearsal.troubles
    assert "closed right now. It is open Monday to Friday" in rehearsal.heard
    assert "order number. It has 8 digits" not in rehearsal.heard
    assert HandOffEnded("care", "closed") in events(line)


def test_within_the_hours_the_order_number_is_asked_for(line: PracticeLine) -> None:
    assert "order number. It has 8 digits" in line.call("4").heard


def test_a_key_that_does_nothing_is_called_wrong_while_a_topic_is_read_and_after_it(line: PracticeLine) -> None:
    while_reading, after_it = line.call("3 2 7").heard, line.call("3 2 6 6 6 6 7").heard

    assert "that key does nothing here. To skip ahead, press 6." in while_reading
    assert "that key does nothing here. For a person to start your refund, press 1. To hear it again" in after_it


@pytest.mark.parametrize("keys", ["3 1", "3 4", "5"])
def test_a_list_of_topics_begins_with_what_it_is_about(line: PracticeLine, keys: str) -> None:
    assert "Which one?" not in line.call(keys).heard


def test_outside_the_hours_no_silence_or_wrong_key_promises_a_person(tmp_path: Path) -> None:
    line = PracticeLine(tmp_path, ROOT, now=WHILE_CLOSED)

    for moves in ("7 7 7", "w w w", "3 1 7 7 7", "5 w w w"):
        assert "get a person" not in line.call(moves).heard


def test_who_hangs_up_while_waiting_has_abandoned_the_call(line: PracticeLine) -> None:
    line.call("0", world=World(served_after=None, patience=60))
    record = line.record()

    assert record is not None
    assert record.summary.disposition == "abandoned"


@pytest.mark.parametrize("party", [Party.CALLER, Party.AGENT], ids=["the caller", "the other side"])
def test_a_transferred_call_is_one_whoever_hangs_up_first(line: PracticeLine, party: Party) -> None:
    line.call("2 1 6 6 1 2", world=World(talk_ended_by=party))
    record = line.record()

    assert TransferEnded("gift_balance", "answered") in events(line)
    assert record is not None
    assert record.summary.disposition == "transferred"


@pytest.mark.parametrize("party", [Party.CALLER, Party.AGENT], ids=["the caller", "the person"])
def test_a_call_that_a_person_took_is_handed_off_whoever_hangs_up_first(agent_line: PracticeLine, party: Party) -> None:
    agent_line.call("0 2", world=World(talk_ended_by=party))
    record = agent_line.record()

    assert record is not None
    assert record.summary.disposition == "handed_off"


def test_nobody_waits_longer_than_three_minutes(line: PracticeLine) -> None:
    rehearsal = line.call("0 2", world=World(served_after=None))
    entered = next(happening.at for happening in rehearsal.happenings if isinstance(happening, InQueue))
    told = [said for said in rehearsal.happenings if isinstance(said, Said) and said.at >= entered]
    left = next(said.at for said in told if "Nobody could take your call" in said.text)

    assert 160 <= left - entered <= 200
    assert "Thank you for waiting" in told[1].text


def test_a_caller_to_the_balance_line_itself_is_offered_a_person(tmp_path: Path) -> None:
    from practice_line import copy_of_the_shipped_helpline

    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    text = (helpline / "helpline.yaml").read_text()
    (helpline / "helpline.yaml").write_text(text.replace('"+18005550100": main', '"+18559222600": main'))
    line = PracticeLine(tmp_path, helpline)

    rehearsal = line.call("2 1 6 6 1", dialled="+18559222600")

    assert not any(isinstance(happening, Ringing) for happening in rehearsal.happenings)


def test_outside_the_hours_a_caller_to_the_balance_line_itself_is_offered_nobody(tmp_path: Path) -> None:
    from practice_line import copy_of_the_shipped_helpline

    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    text = (helpline / "helpline.yaml").read_text()
    (helpline / "helpline.yaml").write_text(text.replace('"+18005550100": main', '"+18559222600": main'))
    line = PracticeLine(tmp_path, helpline, now=WHILE_CLOSED)

    heard = line.call("2 1 6 6 1", dialled="+18559222600").heard

    assert "Shall I get a person" not in heard
    assert "closed right now" in heard
