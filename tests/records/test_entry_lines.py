"""An entry survives its line, and a damaged line is told from one of a newer version."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from ivr.dialogue.events import CallFinished, StepEntered
from ivr.records.entry import EVENT_TYPES, FIELD_TYPES, BadLineError, Entry, from_line, to_line

MakeEntry = Callable[..., Entry]


SAMPLES: dict[Any, Any] = {str: "text • with \n and \ud800", int: 7}


@pytest.mark.parametrize("name", sorted(EVENT_TYPES))
def test_every_event_survives_its_line(entry: MakeEntry, name: str) -> None:
    values = {field: SAMPLES.get(hint) for field, hint in FIELD_TYPES[name].items()}
    kind: Any = EVENT_TYPES[name]
    given = entry(events=(kind(**values),))

    line = to_line(given)

    assert from_line(line) == given
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_a_line_is_in_utc_whatever_the_zone_of_the_entry(entry: MakeEntry) -> None:
    berlin = timezone(timedelta(hours=1))

    line = to_line(entry(at=datetime(2026, 3, 2, 10, 30, 0, 5, tzinfo=berlin)))

    assert json.loads(line)["at"] == "2026-03-02T09:30:00.000005+00:00"


def test_unknown_fields_of_a_newer_version_are_passed_over(entry: MakeEntry) -> None:
    record = json.loads(to_line(entry())) | {"mood": "good"}
    record["events"] = [{"type": "StepEntered", "step": "main.a", "why": "new"}]

    assert from_line(json.dumps(record).encode()).events == (StepEntered("main.a"),)


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({"type": "MoodGuessed", "mood": "good"}, id="a type that is not known"),
        pytest.param({"type": "StepEntered", "place": "main.a"}, id="a known type with other fields"),
        pytest.param({"type": "StepEntered", "step": 7}, id="a known type with other values"),
    ],
)
def test_an_event_of_a_newer_version_is_left_out_and_the_rest_is_read(entry: MakeEntry, event: dict[str, Any]) -> None:
    record = json.loads(to_line(entry()))
    record["events"] = [event, {"type": "CallFinished", "how": "completed"}]

    assert from_line(json.dumps(record).encode()).events == (CallFinished("completed"),)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"call_id": ""}, id="no call"),
        pytest.param({"call_id": "CA\u00001"}, id="a control character in the call's id"),
        pytest.param({"digest": 7}, id="a digest that is not text"),
        pytest.param({"turn": -1}, id="a negative turn"),
        pytest.param({"turn": 2**31}, id="a turn that no database holds"),
        pytest.param({"turn": True}, id="a turn that is true"),
        pytest.param({"at": "2026-03-02T09:30:00"}, id="a moment without a zone"),
        pytest.param({"at": "0001-01-01T00:00:00+09:00"}, id="a moment before the calendar"),
        pytest.param({"at": "yesterday"}, id="a moment that is none"),
        pytest.param({"events": {}}, id="events that are not a list"),
        pytest.param({"events": [{"step": "main.a"}]}, id="an event without a type"),
        pytest.param({"events": ["StepEntered"]}, id="an event that is not an object"),
        pytest.param({"events": [{"type": []}]}, id="an event whose type is a list"),
        pytest.param({"said": "hello"}, id="said that is not a list"),
        pytest.param({"route": None}, id="no route"),
    ],
)
def test_a_damaged_field_is_refused(entry: MakeEntry, changes: dict[str, Any]) -> None:
    record = json.loads(to_line(entry())) | changes

    with pytest.raises(BadLineError):
        from_line(json.dumps(record).encode())


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"\0" * 40, b"[" * 100_000, b'{"call_id":"CA1"}'],
    ids=["empty", "torn", "a list", "null", "not UTF-8", "zeros", "nested without end", "fields missing"],
)
def test_a_line_that_is_no_entry_is_refused(line: bytes) -> None:
    with pytest.raises(BadLineError):
        from_line(line)


def test_odd_characters_of_a_carriers_field_do_not_cost_the_entry(entry: MakeEntry) -> None:
    odd = replace(entry(), caller="+1555\u0000\ud800", dialled="x" * 500)

    read = from_line(to_line(odd))

    assert read.caller == "+1555��"
    assert read.dialled == "x" * 200
