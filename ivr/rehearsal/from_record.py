"""Makes a call script of a recorded call. What the record keeps back becomes a comment that says what to fill in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ivr.dialogue.events import (
    CallBegan,
    CallFinished,
    Event,
    HandedOff,
    HandOffEnded,
    InputHeard,
    NoticeHeard,
    PersonReached,
    TransferEnded,
    TurnFailed,
    WaitHeard,
)
from ivr.dialogue.helpline import Helpline
from ivr.dialogue.steps.hand_off import AGENT as RUNG
from ivr.records.calls import LAST_ROUTES, TURN_ROUTES, CallRecord
from ivr.records.entry import Entry
from ivr.records.redaction import DOT
from ivr.rehearsal.moments import written_moment, zone_of
from ivr.rehearsal.recording import sentences
from ivr.rehearsal.script import (
    AGENT,
    ANONYMOUS,
    GOODBYE,
    QUEUE,
    HangUp,
    Move,
    Press,
    QueueSetting,
    Reach,
    Script,
    Setting,
    Silence,
    Wait,
)
from ivr.rehearsal.writer import Remark, written

_HIDDEN = re.compile(rf"[^\s]*{DOT}+[^\s,.?!]*")
_FINISHED = {"full": QueueSetting(is_full=True), "left": QueueSetting(nobody=True)}
_AGENTS = ("busy", "no_answer", "failed")
WORDS = 20  # seconds in which everything is said that is said at once to somebody who waits
_SILENT = (CallBegan, InputHeard, HandOffEnded, TransferEnded, TurnFailed, WaitHeard, NoticeHeard)
"""Events of turns in which the caller was not silent, or that nobody waited for an answer in."""


def script_of_record(name: str, record: CallRecord, line: Helpline | None = None) -> str:
    """The call script, as YAML, of a recorded call; `line` tells the zone of its time and who can be rung."""
    writing = _Writing(line)
    for entry in sorted(record.turns, key=_tells_of_the_end):
        writing.take(entry)
    setting = _who_and_when(writing.setting, record, line)
    if DOT in (record.summary.caller or ""):
        writing.remarks.insert(0, (0, Remark("the caller's number is masked here; --unmasked writes it as `from`")))
    return written(Script(name, tuple(writing.moves), setting), tuple(writing.remarks))


def _tells_of_the_end(entry: Entry) -> bool:
    """Whether it belongs last in a script: the report of a call's end may come before what the caller did last."""
    return entry.route in LAST_ROUTES


def _who_and_when(setting: Setting, record: CallRecord, line: Helpline | None) -> Setting:
    call = record.summary
    began = call.began_at.astimezone(zone_of(line, call.began_at.tzinfo))
    return replace(
        setting,
        at=written_moment(began),
        caller=ANONYMOUS if call.caller is None else _whole(call.caller),
        dialled=_whole(call.dialled or ""),
    )


def _whole(number: str) -> str:
    """A number, or nothing for one of which the record shows only a part."""
    return "" if DOT in number else number


@dataclass
class _Writing:
    """A recorded call while it is written down. `since` is when the caller came to where they wait or talk."""

    line: Helpline | None
    moves: list[Move] = field(default_factory=list)
    remarks: list[tuple[int, Remark]] = field(default_factory=list)
    setting: Setting = field(default_factory=Setting)
    since: datetime | None = None
    queued_at: datetime | None = None
    heard_until: int | None = None  # the last of the waits in a queue that something was said in
    is_over: bool = False

    def take(self, entry: Entry) -> None:
        """Write one heard request down: the caller's deed, then what the line said, then whom the caller reached."""
        if entry.route in TURN_ROUTES and not _has(entry.events, NoticeHeard):
            self._deed(entry)
            for text in entry.said:
                self.moves.extend(sentences(_HIDDEN.sub("...", text)))
        for event in entry.events:
            self._world(event, entry.at)

    def _deed(self, entry: Entry) -> None:
        heard = next((event for event in entry.events if isinstance(event, InputHeard)), None)
        if heard is None:
            if not any(isinstance(event, _SILENT) for event in entry.events):
                self.moves.append(Silence())
        elif set(heard.keys) <= set("0123456789*#"):
            self.moves.append(Press(heard.keys))
        else:
            text = f'the record keeps {len(heard.keys)} keys back: fill them in, as - press: "..."'
            self.remarks.append((len(self.moves), Remark(text)))

    def _world(self, event: Event, at: datetime) -> None:
        match event:
            case HandedOff():
                self.since = self.queued_at = at
                if not self._rings():
                    self.moves.append(Reach(QUEUE))
            case WaitHeard(seconds):
                self.heard_until = seconds
            case PersonReached():
                self._served(at)
            case HandOffEnded(_, outcome):
                self.since = None
                self._set(queue=_FINISHED.get(outcome, self.setting.queue))
                if outcome == "full" and Reach(QUEUE) in self.moves:  # nobody came as far as into the queue
                    self.moves.reverse()
                    self.moves.remove(Reach(QUEUE))
                    self.moves.reverse()
            case TransferEnded(to, outcome):
                self._rang(to, outcome, at)
            case CallFinished(how):
                self._end(how, at)
            case _:
                pass

    def _rings(self) -> bool:
        return self.line is not None and self.line.outside.get(RUNG) is not None

    def _served(self, at: datetime) -> None:
        if self.queued_at is not None and not self._rings():
            self._set(queue=QueueSetting(served_after=round(self._waited(self.queued_at, at))))
        if self.queued_at is not None:
            self.moves.append(Reach(AGENT))
        self.since, self.queued_at, self.heard_until = at, None, None

    def _waited(self, since: datetime, at: datetime) -> float:
        """How long the caller waited: long enough to hear what was heard, even where time stood still on the line."""
        elapsed = (at - since).total_seconds()
        return elapsed if self.heard_until is None or elapsed > self.heard_until else self.heard_until + WORDS

    def _rang(self, to: str, outcome: str, at: datetime) -> None:
        if outcome in _AGENTS:
            self._set(agent=outcome)
        if outcome == "answered" and to != RUNG:
            self.moves.append(Reach(to))
            self.since = None

    def _set(self, *, agent: str = "", queue: QueueSetting | None = None) -> None:
        self.setting = replace(self.setting, agent=agent or self.setting.agent, queue=queue or self.setting.queue)

    def _end(self, how: str, at: datetime) -> None:
        if self.is_over:
            return
        self.is_over = True
        if how == "said_goodbye":
            self.moves.append(Reach(GOODBYE))
            return
        if self.since is not None:
            self.moves.append(Wait(max(0.0, round(self._waited(self.since, at), 1))))
        self.moves.append(HangUp())


def _has(events: Sequence[Event], kind: type[Event]) -> bool:
    return any(isinstance(event, kind) for event in events)
