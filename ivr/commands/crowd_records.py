"""Whether the record of a call says what its caller lived through: nothing lost, nothing twice, one end.

The network of a crowd may lose answers. A request whose answer broke off may stand in the record or not; every other
one must, once, with the words of its answer.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from xml.etree import ElementTree as ET

from ivr.carriers.twilio.form import Form
from ivr.carriers.twilio.read import Heard, Route, digest_of, read
from ivr.dialogue.disposition import LAST_NOTICES, end_of
from ivr.dialogue.events import CallBegan, CallFinished, Event, HandOffEnded, PersonReached, TransferEnded
from ivr.dialogue.whisper import ACCEPT
from ivr.language.playable import HIDDEN
from ivr.records.calls import CallRecord
from ivr.records.entry import Entry
from ivr.records.journal import SILENT
from ivr.records.reaping import REAPER
from ivr.service import JOB
from ivr.simulator.account import Account
from ivr.simulator.crowd import Life
from ivr.simulator.crowd_exchanges import Exchange, differing
from ivr.simulator.happenings import Bridged

HUNG_UP = "<Hangup>"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Sent:
    """A request as the app reads it: the `place` it came to, what it tells, and its exchange."""

    place: str
    route: Route
    heard: Heard
    exchange: Exchange

    @property
    def digest(self) -> str:
        """How the record names it."""
        return digest_of(self.place, self.heard)

    @property
    def is_kept(self) -> bool:
        """Whether the record has a line for it: of a person's leg only that they accepted."""
        return self.route != "job" or ("Digits", ACCEPT) in self.heard.fields

    @property
    def tells_of_a_person(self) -> bool:
        """Whether it says that somebody took the call."""
        fields = dict(self.heard.fields)
        queue, rang = fields.get("QueueResult"), fields.get("DialCallStatus") == "completed"
        bridged = queue in {"bridged", "bridging-in-process"} or (rang and fields.get("DialBridged") != "false")
        return bridged or (self.route == "job" and self.is_kept)


@dataclass(frozen=True)
class Evidence:
    """What surely came to the app (by digest), and what may have."""

    surely: Mapping[str, Sent]
    perhaps: Mapping[str, Sent]

    def some(self, is_one: Callable[[Sent], bool]) -> tuple[bool, bool]:
        """Whether there is such a request for sure, and whether there may be."""
        sure = any(is_one(sent) for sent in self.surely.values())
        return sure, sure or any(is_one(sent) for sent in self.perhaps.values())


def evidence_of(life: Life, account: Account) -> Evidence:
    """Read the requests of a call as the app does."""
    sent = [one for exchange in life.exchanges if (one := sent_in(exchange, account)).is_kept]
    surely = {one.digest: one for one in sent if one.exchange.body is not None}
    perhaps = {one.digest: one for one in sent if one.exchange.may_be_heard and one.digest not in surely}
    return Evidence(surely, perhaps)


def sent_in(exchange: Exchange, account: Account) -> Sent:
    """Read one request as the app does."""
    path = (account.path(exchange.webhook.url) or "").removeprefix("/voice").lstrip("/")
    first, _, rest = path.partition("/")
    routes: Mapping[str, Route] = {"": "voice", "status": "status", "fallback": "fallback", JOB: "job"}
    route = routes.get(first if rest else path, "resume")
    place = {"resume": path, "job": JOB}.get(route, route)
    return Sent(place, route, read(Form(tuple(exchange.webhook.fields.items())), route), exchange)


def differences(life: Life, record: CallRecord | None, evidence: Evidence, *, is_reaped: bool = True) -> Iterator[str]:
    """Yield in words whatever the record of a call gets wrong.

    Unless `is_reaped`, a call of whose end nobody told may still be open in the record: the reaper comes hours later.
    """
    yield from (f"the same request at {webhook.at:.1f} s got two answers" for webhook in differing(life.exchanges))
    if record is None:
        if evidence.surely:
            yield "the record does not know the call"
        return
    events = tuple(event for turn in record.turns for event in turn.events)
    yield from _rows(evidence, record)
    yield from _words(evidence, record)
    if is_reaped or any(map(_tells_of_the_end, evidence.surely.values())) or end_of(events) is not None:
        yield from _end(life, evidence, record, events)
    yield from _person(life, evidence, record, events)


def _rows(evidence: Evidence, record: CallRecord) -> Iterator[str]:
    rows = {turn.digest for turn in record.turns if turn.route != REAPER}
    for digest, sent in evidence.surely.items():
        if digest not in rows:
            yield f"the record has lost a request to '{sent.route}' at {sent.exchange.webhook.at:.1f} s"
    for digest in rows - evidence.surely.keys() - evidence.perhaps.keys():
        yield f"the record has a request that nobody sent: {digest}"
    places = {s.place for s in evidence.surely.values() if s.route in {"voice", "resume"} and s.heard.given is not None}
    more = {s.place for s in (*evidence.surely.values(), *evidence.perhaps.values())}
    if not len(places) <= record.summary.turns <= len(more):
        yield f"the record has {record.summary.turns} turns, the caller had {len(places)}"
    yield from _beginning(evidence, record)


def _beginning(evidence: Evidence, record: CallRecord) -> Iterator[str]:
    """A call begins once, and once more for each fallback that did not know of it."""
    begun = sum(isinstance(event, CallBegan) for turn in record.turns for event in turn.events)
    came, _ = evidence.some(lambda sent: sent.route == "voice")
    fallbacks = sum(turn.route == "fallback" for turn in record.turns)
    if not came <= begun <= 1 + fallbacks:
        yield f"the call began {begun} times"


def _words(evidence: Evidence, record: CallRecord) -> Iterator[str]:
    for turn in record.turns:
        sent = evidence.surely.get(turn.digest)
        if sent is not None and not says_the_same(turn, sent.exchange.body or b""):
            yield f"turn {turn.turn} is recorded with other words than were said: {' '.join(turn.said)[:60]!r}"


def says_the_same(turn: Entry, document: bytes) -> bool:
    """Whether a turn's words are those of its document; what is hidden in the record may have been anything."""
    root = ET.fromstring(document)  # noqa: S314 - our own line's, and read before by the simulated carrier
    said = "".join(text for say in root.iter("Say") for text in say.itertext())
    shown = ".*".join(re.escape(SPACES.sub("", part)) for part in "".join(turn.said).split(HIDDEN))
    return re.fullmatch(shown, SPACES.sub("", said), re.DOTALL) is not None


def _end(life: Life, evidence: Evidence, record: CallRecord, events: tuple[Event, ...]) -> Iterator[str]:
    how = record.summary.how
    if how is None or end_of(events) is None or record.summary.disposition == "in_progress":
        yield "the call is over, and the record does not know"
        return
    goodbye = CallFinished("said_goodbye") in events
    surely, perhaps = evidence.some(_hangs_up)
    if goodbye != surely and not (goodbye and perhaps != surely):
        yield f"the line {'ended' if surely else 'did not end'} the call, and the record says otherwise"
    if life.ending.reason == HUNG_UP and not goodbye:
        yield "the caller heard the line's goodbye, and the record has none"
    told, may_be = evidence.some(_tells_of_the_end)
    known = {"said_goodbye"} if goodbye else {"completed"} if told else {"completed", SILENT} if may_be else {SILENT}
    if how not in known:
        yield f"the call ended '{how}' by the record, expected {' or '.join(sorted(known))}"
    reported = any(sent.route == "status" for sent in evidence.surely.values())
    if reported and record.summary.seconds != ceil(life.ending.at):
        yield f"the call took {ceil(life.ending.at)} s, by the record {record.summary.seconds} s"


def _person(life: Life, evidence: Evidence, record: CallRecord, events: tuple[Event, ...]) -> Iterator[str]:
    reached = any(_is_reached(event) for event in events)
    told, may_be = evidence.some(lambda sent: sent.tells_of_a_person)
    if reached != told and not (reached and may_be):
        yield f"somebody {'took' if told else 'did not take'} the call, and the record says otherwise"
    is_calm = all(exchange.body is not None for exchange in life.asked)
    lived = any(isinstance(happening, Bridged) for happening in life.happenings)
    if is_calm and lived != reached:
        yield f"the caller spoke with {'a person' if lived else 'nobody'}, and the record says otherwise"
    if is_calm and lived != (record.summary.disposition in {"handed_off", "transferred", "abandoned"} and reached):
        yield f"the record calls it '{record.summary.disposition}'"


def _hangs_up(sent: Sent) -> bool:
    """Whether the line ended the caller's call by its answer; of an answer that was lost nobody knows."""
    body = sent.exchange.body
    return sent.route not in {"job", "status"} and (body is None or b"<Hangup" in body)


def _tells_of_the_end(sent: Sent) -> bool:
    return sent.heard.ended is not None or sent.heard.notice in LAST_NOTICES


def _is_reached(event: Event) -> bool:
    match event:
        case PersonReached() | HandOffEnded(outcome="ended") | TransferEnded(outcome="answered"):
            return True
        case _:
            return False
