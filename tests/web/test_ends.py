"""The end of a call as the record has it, when all that tells of it is a post to the call's own URL."""

import re
from pathlib import Path

import pytest
from practice_line import ROOT, PracticeLine


@pytest.fixture
def line(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, ROOT)


def resume_path(document: str) -> str:
    found = re.search(r'action="([^"#]+)', document)
    assert found is not None
    return found.group(1)


def in_the_queue(line: PracticeLine) -> str:
    """Bring a caller into the queue; where the carrier posts what comes of it."""
    return resume_path(line.post(resume_path(line.post("/voice", {}).text), {"Digits": "0"}).text)


def test_a_caller_who_is_gone_when_the_answer_comes_has_hung_up(line: PracticeLine) -> None:
    at_the_menu = resume_path(line.post("/voice", {}).text)

    line.post(at_the_menu, {"CallStatus": "completed"})

    record = line.record()
    assert record is not None
    assert (record.summary.disposition, record.summary.how) == ("caller_hung_up", "completed")


@pytest.mark.parametrize(
    ("form", "disposition"),
    [
        ({"QueueResult": "hangup", "CallStatus": "completed"}, "abandoned"),
        ({"QueueResult": "bridged", "CallStatus": "completed"}, "handed_off"),
        ({"QueueResult": "redirected", "CallStatus": "in-progress"}, "in_progress"),
        ({"QueueResult": "bridging-in-process", "CallStatus": "in-progress"}, "in_progress"),
    ],
    ids=["hung up while waiting", "hung up after the talk", "taken elsewhere", "about to be connected"],
)
def test_what_came_of_a_queue_tells_whether_the_call_is_over(
    line: PracticeLine, form: dict[str, str], disposition: str
) -> None:
    line.post(in_the_queue(line), form)

    record = line.record()
    assert record is not None
    assert record.summary.disposition == disposition


def test_the_report_that_comes_later_adds_the_seconds(line: PracticeLine) -> None:
    line.post(resume_path(line.post("/voice", {}).text), {"CallStatus": "completed"})
    line.post("/voice/status", {"CallStatus": "completed", "CallDuration": "42"})

    record = line.record()
    assert record is not None
    assert (record.summary.how, record.summary.seconds) == ("completed", 42)


def test_a_signed_form_of_thousands_of_fields_is_a_caller_like_any_other(line: PracticeLine) -> None:
    fields = {f"x{number}": "" for number in range(3000)}

    assert line.post("/voice", fields).status_code == 200


def test_who_waits_where_nothing_waits_is_brought_back_from_the_queue(line: PracticeLine) -> None:
    at_the_menu = resume_path(line.post("/voice", {}).text)

    reply = line.post(at_the_menu, {"QueueTime": "5", "QueuePosition": "1"}).text

    assert "<Leave" in reply
    assert "<Enqueue" not in reply
