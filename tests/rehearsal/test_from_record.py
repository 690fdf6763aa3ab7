"""A recorded call becomes a script that goes the same; what the record keeps back is a comment to fill in."""

from dataclasses import replace

import pytest
from made_up_calls import call, script, stage, told

from ivr.dialogue.disposition import disposition
from ivr.dialogue.events import AnswerGiven, InputHeard
from ivr.records.calls import CallRecord, CallSummary, masked
from ivr.records.entry import Entry
from ivr.rehearsal.entries import without_entries
from ivr.rehearsal.from_record import script_of_record
from ivr.rehearsal.heights import at_webhook
from ivr.rehearsal.playing import play
from ivr.rehearsal.script import Changes


def recorded(moves: str, setting: str = "") -> CallRecord:
    """The record of a call that is made up, as `ivr calls` reads it."""
    made = call(moves, setting)
    line = stage().line(made.setting.changes)
    at_webhook(made, line)
    entries = tuple(line.entries)
    first, last = entries[0], entries[-1]
    summary = CallSummary(
        call_id=first.call_id,
        began_at=first.at,
        caller=first.caller,
        dialled=first.dialled,
        release=first.release,
        seconds=round((last.at - first.at).total_seconds()),
        turns=len(entries),
        how="completed",
        disposition=disposition([event for entry in entries for event in entry.events]),
    )
    return CallRecord(summary, entries)


def text_of(record: CallRecord) -> str:
    return script_of_record("as recorded", record, stage().release(Changes()).flows.helpline)


CALLS = {
    "answers": ("press: 3\npress: 1\n{wait: silence, times: 2}\npress: 9\npress: 6\nwait: silence", ""),
    "a person in the queue": ("press: 0\nreach: agent\npress: 2", ""),
    "a queue that is full": ("press: 0\npress: 2", "queue: full"),
    "nobody in the queue": ("press: 0\nreach: queue\npress: 2", "queue: nobody"),
    "somebody after a minute": ("press: 0\nreach: agent\npress: 2", "queue: {served_after: 60s}"),
    "hanging up in the queue": ("press: 0\nreach: queue\nwait: 8s\nhang_up:", ""),
    "hanging up while talking": ("press: 0\nreach: agent\nwait: 8s\nhang_up:", ""),
    "a number outside": ("press: 1\nreach: balance\npress: 2", ""),
    "a number outside that is busy": ("press: 1\npress: 2", "agent: busy"),
    "an order number, denied once": ("press: 2\npress: 40715520\nreach: agent", ""),
    "closed": ("press: 0\npress: 2", "at: sun 10:00"),
    "a withheld number": ("press: 0\nreach: queue", "from: anonymous"),
    "wrong keys": ("press: 7\npress: 8\nwait: silence", ""),
}


@pytest.mark.parametrize(("moves", "setting"), CALLS.values(), ids=CALLS)
def test_a_recorded_call_goes_the_same_as_a_script(moves: str, setting: str) -> None:
    record = recorded(moves, setting)

    text = text_of(record)
    again = play(script(text), stage())

    assert told(again) == [], text
    assert recorded_again(text).summary.disposition == record.summary.disposition, text


def recorded_again(text: str) -> CallRecord:
    """The record of the call that a written script makes."""
    whole = script(text)
    line = stage().line(whole.setting.changes)
    at_webhook(whole, line)
    events = [event for entry in line.entries for event in entry.events]
    empty = CallSummary("CA", line.entries[0].at, None, None, None, 0, 0, None, disposition(events))
    return CallRecord(empty, tuple(line.entries))


def test_hidden_keys_become_a_comment_that_says_what_to_fill_in() -> None:
    record = recorded("press: 2\npress: 40715520\nreach: agent")

    text = text_of(replace(record, turns=tuple(map(hidden, record.turns))))

    assert '    # the record keeps 8 keys back: fill them in, as - press: "..."\n' in text
    assert "•" not in text


def hidden(entry: Entry) -> Entry:
    """The entry of a sensitive number: its keys are dots, and what was said of it too."""
    events = tuple(InputHeard("•" * 8) if event == InputHeard("40715520") else event for event in entry.events)
    return replace(entry, events=events, said=tuple(text.replace("4 0 7 1", "•••") for text in entry.said))


REMARK = '    # the record keeps {} keys back: fill them in, as - press: "..."\n'


def read_back(keys: str, words: str, more: str = "", **answer: str) -> CallRecord:
    """The record of a call in which an entry was read back and confirmed."""
    record = recorded("press: 2\npress: 40715520\nreach: agent")
    asked, told = record.turns[1], record.turns[2]
    answers = tuple(AnswerGiven(name, value) for name, value in answer.items())
    told = replace(told, events=(InputHeard(keys),), said=(f"I have {words}. Is that right?", more))
    confirmed = replace(asked, events=(InputHeard("1"), *answers), said=("Thank you.",))
    return replace(record, turns=(*record.turns[:2], told, confirmed, *record.turns[3:]))


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(read_back("40715520", "4 0 7 1, 5 5 2 0", order="40715520"), id="an order number"),
        pytest.param(read_back("4071552#", "4 0 7, 1 5 5 2", order="4071552"), id="one with pound"),
        pytest.param(read_back("07041990", "July 4, 1990", born="1990-07-04"), id="a date"),
        pytest.param(read_back("07041990", "July 4, 1990"), id="a date that was not confirmed"),
        pytest.param(read_back("*7041990", "July 4, 1990", born="1990-07-04"), id="a date that was begun anew"),
    ],
)
def test_a_script_that_others_read_holds_no_entries_and_no_read_back(record: CallRecord) -> None:
    text = text_of(without_entries(record))

    assert REMARK.format(8) in text
    assert '    - hear: "I have ..."\n' in text or '    - hear: "I have ...."\n' in text, text
    assert '    - hear: "Is that right?"\n' in text
    assert '    - press: "2"\n' in text, "a choice is no entry"
    assert '    - press: "1"\n' in text
    assert not any(word in text for word in ("4071", "4 0 7", "July", "1990", "•"))


def test_what_the_line_says_of_itself_stays_in_a_script_without_entries() -> None:
    record = read_back("40715520", "4 0 7 1, 5 5 2 0", "For refunds, press 2. We are open from 9 to 5, on May 4, 2026.")

    text = text_of(without_entries(record))

    assert '"For refunds, press 2."' in text
    assert '"We are open from 9 to 5, on May 4, 2026."' in text


def test_a_call_without_an_entry_is_written_as_it_is() -> None:
    record = recorded("press: 2\nwait: silence")

    assert without_entries(record) is record


def test_a_script_with_its_entry_filled_in_goes_as_the_call_went() -> None:
    text = text_of(without_entries(recorded("press: 2\npress: 40715520\nreach: agent")))

    filled = text.replace(REMARK.format(8), '    - press: "40715520"\n')

    assert told(play(script(filled), stage())) == []


def test_the_report_of_the_end_may_come_before_what_the_caller_did_last() -> None:
    record = recorded("press: 7\npress: 8\nwait: silence")
    *turns, end = record.turns
    early = replace(record, turns=(*turns[:-1], end, turns[-1]))

    assert text_of(early) == text_of(record)


def test_a_masked_number_is_left_out_and_said_so() -> None:
    record = masked(recorded("press: 0\nreach: queue"))

    text = text_of(record)

    assert "# the caller's number is masked here; --unmasked writes it as `from`" in text
    assert "  from:" not in text
    assert "•" not in text


def test_the_moment_is_written_in_the_zone_of_the_line() -> None:
    text = text_of(recorded("press: 0", 'at: "2026-12-24 14:10"'))

    assert '  at: "2026-12-24 14:10"\n' in text
