"""What a crowd's callers lived through beside the record: a record that is right, and every way it could be wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from practice_line import WHILE_OPEN, PracticeLine, copy_of_the_shipped_helpline

from ivr.commands.crowd_figures import figures, judged, table
from ivr.commands.crowd_records import differences, evidence_of
from ivr.dialogue.events import CallBegan, CallFinished, PersonReached
from ivr.records.calls import CallRecord, calls_by_id
from ivr.records.database import make_engine
from ivr.records.draining import drain
from ivr.records.entry import Entry
from ivr.records.reaping import SILENT_AFTER, reap
from ivr.records.schema import upgrade
from ivr.simulator.account import Account
from ivr.simulator.crowd import CrowdLine, Life
from ivr.simulator.crowd_members import Crowd
from ivr.simulator.disorder import ODDS
from ivr.simulator.line import CallClock
from ivr.simulator.transport import InProcess
from ivr.wiring import build_app

CALLS = 60


class Played:
    """A crowd that has rung the shipped line, which rings an agent's telephone, with its records."""

    def __init__(self, folder: Path, disorder: str) -> None:
        helpline = copy_of_the_shipped_helpline(folder / "helpline")
        text = (helpline / "helpline.yaml").read_text(encoding="utf-8")
        agent = text.replace("  agent:  ", '  agent: "+12025550199"  ')
        assert agent != text
        (helpline / "helpline.yaml").write_text(agent, encoding="utf-8")
        line = PracticeLine(folder, helpline)
        clock = CallClock(WHILE_OPEN)
        transport = InProcess(build_app(line.settings, now=clock.now), line.account)
        crowd = CrowdLine(transport, line.account, ODDS[disorder], clock)
        self.lives = tuple(crowd.play(Crowd(3, CALLS, 600.0, WHILE_OPEN)))
        self.account: Account = line.account
        engine = make_engine(line.settings.database_url)
        upgrade(engine)
        drain(line.settings.var / "spool", engine)
        reap(engine, clock.now() + 2 * SILENT_AFTER)
        self.records = calls_by_id(engine, [life.member.dialling.call_id for life in self.lives])

    def wrong(self, life: Life, record: CallRecord | None, *, is_reaped: bool = True) -> list[str]:
        return list(differences(life, record, evidence_of(life, self.account), is_reaped=is_reaped))


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return Played(tmp_path_factory.mktemp("calm"), "none")


@pytest.mark.parametrize("disorder", ["some", "much"])
def test_the_record_is_right_whatever_the_network_does(tmp_path: Path, disorder: str) -> None:
    played = Played(tmp_path, disorder)

    calls = judged(played.lives, played.records, played.account)

    assert {call.life.member.index: call.wrong for call in calls if call.wrong} == {}


def without_a_turn(record: CallRecord) -> CallRecord:
    return replace(record, turns=(record.turns[0], *record.turns[2:]))


def with_a_turn_more(record: CallRecord) -> CallRecord:
    return replace(record, turns=(*record.turns, replace(record.turns[0], digest="0" * 16)))


def with_other_words(record: CallRecord) -> CallRecord:
    first, *rest = record.turns
    return replace(record, turns=(replace(first, said=("Good night.",)), *rest))


def with_events(change: Callable[[Entry], Entry]) -> Callable[[CallRecord], CallRecord]:
    return lambda record: replace(record, turns=tuple(change(turn) for turn in record.turns))


def begun_twice(turn: Entry) -> Entry:
    again = tuple(event for event in turn.events if isinstance(event, CallBegan))
    return replace(turn, events=(*turn.events, *again))


def said_goodbye(turn: Entry) -> Entry:
    return replace(turn, events=(*turn.events, CallFinished("said_goodbye")))


def without_goodbye(turn: Entry) -> Entry:
    return replace(turn, events=tuple(event for event in turn.events if event != CallFinished("said_goodbye")))


def without_an_end(turn: Entry) -> Entry:
    return replace(turn, events=tuple(event for event in turn.events if not isinstance(event, CallFinished)))


def reached(turn: Entry) -> Entry:
    return replace(turn, events=(*turn.events, PersonReached()))


def unfinished(record: CallRecord) -> CallRecord:
    return replace(record, summary=replace(record.summary, how=None, disposition="in_progress"))


DOCTORED: dict[str, tuple[Callable[[CallRecord], CallRecord | None], str]] = {
    "no record": (lambda record: None, "does not know the call"),
    "a turn is lost": (without_a_turn, "has lost a request to"),
    "a turn too much": (with_a_turn_more, "a request that nobody sent"),
    "other words": (with_other_words, "with other words than were said"),
    "it began twice": (with_events(begun_twice), "the call began 2 times"),
    "turns not counted": (lambda r: replace(r, summary=replace(r.summary, turns=0)), "0 turns"),
    "no end": (unfinished, "is over, and the record does not know"),
    "a goodbye that nobody heard": (with_events(said_goodbye), "did not end the call, and the record says otherwise"),
    "another end": (lambda r: replace(r, summary=replace(r.summary, how="silent")), "ended 'silent' by the record"),
    "another length": (lambda r: replace(r, summary=replace(r.summary, seconds=1)), "by the record 1 s"),
    "a person who never came": (with_events(reached), "spoke with nobody, and the record says otherwise"),
}


@pytest.mark.parametrize("how", DOCTORED)
def test_a_record_that_is_wrong_is_told(calm: Played, how: str) -> None:
    doctor, told = DOCTORED[how]
    life = next(life for life in calm.lives if is_plain(life, calm.records[life.member.dialling.call_id]))
    record = calm.records[life.member.dialling.call_id]
    assert calm.wrong(life, record) == []

    assert any(told in text for text in calm.wrong(life, doctor(record)))


def test_a_call_of_whose_end_nobody_told_is_open_until_the_reaper_comes(calm: Played) -> None:
    life = next(life for life in calm.lives if is_plain(life, calm.records[life.member.dialling.call_id]))
    record = unfinished(with_events(without_an_end)(calm.records[life.member.dialling.call_id]))
    untold = replace(life, exchanges=tuple(each for each in life.exchanges if "/status" not in each.webhook.url))
    record = replace(record, turns=tuple(turn for turn in record.turns if turn.route != "status"))

    assert calm.wrong(untold, record) == ["the call is over, and the record does not know"]
    assert calm.wrong(untold, record, is_reaped=False) == []


def is_plain(life: Life, record: CallRecord) -> bool:
    """A caller who hangs up after a few turns and met nobody."""
    return life.ending.by == "caller" and record.summary.disposition == "caller_hung_up" and len(record.turns) > 3


def test_a_person_who_was_met_must_stand_in_the_record(calm: Played) -> None:
    life = next(x for x in calm.lives if calm.records[x.member.dialling.call_id].summary.disposition == "handed_off")
    record = calm.records[life.member.dialling.call_id]
    alone = replace(record, turns=tuple(replace(turn, events=()) for turn in record.turns))

    assert any("took the call, and the record says otherwise" in text for text in calm.wrong(life, alone))


def test_a_goodbye_that_was_heard_must_stand_in_the_record(calm: Played) -> None:
    life = next(life for life in calm.lives if life.ending.reason == "<Hangup>")
    record = calm.records[life.member.dialling.call_id]
    silent = with_events(without_goodbye)(record)

    assert any("heard the line's goodbye" in text for text in calm.wrong(life, silent))


def test_the_figures_tell_of_calls_waits_and_persons(calm: Played) -> None:
    rows = figures(judged(calm.lives, calm.records, calm.account), 2.0)

    assert rows["calls"] == CALLS
    assert rows["calls a second"] == CALLS / 2
    assert rows["of them copies"] == 0
    shown = table(rows)
    for words in ("dispositions", "handed_off", "time to an answer", "time to a person", "keys lost", "no match"):
        assert words in shown


def test_without_a_record_at_hand_the_rest_is_told(calm: Played) -> None:
    calls = judged(calm.lives, None, calm.account)

    rows = figures(calls, 1.0)

    assert not any(call.wrong for call in calls)
    assert "not at hand" in str(rows["turns"])
    assert rows["keys taken"]
