"""The figures of a crowd: what became of its calls, how long callers waited, what the carrier would complain of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr.commands.crowd_records import Evidence, differences, evidence_of
from ivr.commands.crowd_stage import Records
from ivr.dialogue.events import NotMatched, TopicBegun
from ivr.records.calls import CallRecord
from ivr.rehearsal.layout import NARROW
from ivr.rehearsal.paragraphs import paragraph
from ivr.simulator.account import Account
from ivr.simulator.crowd import Life
from ivr.simulator.happenings import (
    Bridged,
    Happening,
    HungUp,
    KeysLost,
    LineError,
    LineWarning,
    NothingHeard,
    Pressed,
    Spoke,
)

Rows = Mapping[str, object]
COUNT = 7  # columns of how many
BESIDE_COUNT = COUNT + 2
UNASKED = "not known: the record is not at hand"


@dataclass(frozen=True)
class Judged:
    """One call beside its record: what the record gets wrong, and the second at which an answer began."""

    life: Life
    record: CallRecord | None
    wrong: tuple[str, ...]
    answered_at: float | None = None


def judged(
    lives: Sequence[Life], records: Records | None, account: Account, *, is_reaped: bool = True
) -> tuple[Judged, ...]:
    """Compare each call with its record; without a record at hand nothing is wrong."""
    if records is None:
        return tuple(Judged(life, None, ()) for life in lives)
    pairs = ((life, records.get(life.member.dialling.call_id)) for life in lives)
    return tuple(_judged(life, record, evidence_of(life, account), is_reaped=is_reaped) for life, record in pairs)


def figures(calls: Sequence[Judged], seconds: float) -> Rows:
    """Return every figure by its name."""
    happenings = [happening for call in calls for happening in call.life.happenings]
    webhooks = sum(len(call.life.exchanges) for call in calls)
    return {
        "calls": len(calls),
        "kinds of callers": _counted(call.life.member.kind for call in calls),
        "ended by": _counted(f"{h.by}: {h.reason}" for h in happenings if isinstance(h, HungUp)),
        "dispositions": _counted(call.record.summary.disposition for call in calls if call.record) or UNASKED,
        "webhooks": webhooks,
        "of them copies": webhooks - sum(len(call.life.asked) for call in calls),
        "turns": sum(call.record.summary.turns for call in calls if call.record) or UNASKED,
        "hours on the line": round(sum(call.life.ending.at for call in calls) / 3600, 1),
        "keys taken": sum(len(h.keys) for h in happenings if isinstance(h, Pressed)),
        "keys lost": sum(len(h.keys) for h in happenings if isinstance(h, KeysLost)),
        **_waits("an answer", [call.answered_at for call in calls if call.answered_at is not None]),
        **_waits("a person", list(_persons(calls))),
        **_rates(calls, happenings),
        "carrier's errors": _counted(f"{h.code} {h.text}" for h in happenings if isinstance(h, LineError)),
        "carrier's warnings": _counted(f"{h.code} {h.text}" for h in happenings if isinstance(h, LineWarning)),
        "seconds": round(seconds, 1),
        "calls a second": round(len(calls) / seconds, 1),
        "webhooks a second": round(webhooks / seconds),
    }


def table(rows: Rows, width: int | None = None) -> str:
    """Return figures as people read them; on a narrow screen each stands below its name."""
    if width is not None and width < NARROW:
        return "\n".join(_narrow(rows, width))
    names = max(map(len, rows))
    return "\n".join(
        told
        for name, line in _lines(rows)
        for told in paragraph(line, width, first=f"{name:<{names}}  ", further=" " * (names + 2 + BESIDE_COUNT))
    )


def _narrow(rows: Rows, width: int) -> Iterator[str]:
    for name, line in _lines(rows):
        if name:
            yield name
        yield from paragraph(line.strip(), width, first="  ", further="    ")


def _lines(rows: Rows) -> Iterator[tuple[str, str]]:
    for name, value in rows.items():
        if not isinstance(value, Mapping):
            yield name, f"{value:,}" if isinstance(value, int) else str(value)
            continue
        for place, (what, count) in enumerate(value.items()):
            yield "" if place else name, f"{count:>{COUNT},}  {what}"
        if not value:
            yield name, "none"


def _judged(life: Life, record: CallRecord | None, evidence: Evidence, *, is_reaped: bool) -> Judged:
    wrong = tuple(differences(life, record, evidence, is_reaped=is_reaped))
    return Judged(life, record, wrong, _answered_at(record, evidence))


def _answered_at(record: CallRecord | None, evidence: Evidence) -> float | None:
    """The virtual second at which the first topic was asked for and began."""
    begun = [turn.digest for turn in record.turns if _has(turn.events, TopicBegun)] if record else []
    sent = [evidence.surely[digest] for digest in begun if digest in evidence.surely]
    return min((each.exchange.webhook.at for each in sent), default=None)


def _persons(calls: Sequence[Judged]) -> Iterator[float]:
    for call in calls:
        yield from [h.at for h in call.life.happenings if isinstance(h, Bridged)][:1]


def _waits(what: str, seconds: Sequence[float]) -> Rows:
    mean = f"{sum(seconds) / len(seconds):.0f} s on average, {max(seconds):.0f} s at most" if seconds else "nobody"
    return {f"time to {what}": f"{mean} ({len(seconds):,} calls)" if seconds else mean}


def _rates(calls: Sequence[Judged], happenings: Sequence[Happening]) -> Rows:
    silent, heard = _count(happenings, NothingHeard), _count(happenings, Pressed) + _count(happenings, Spoke)
    known = [call.record for call in calls if call.record]
    unmatched = sum(isinstance(e, NotMatched) for record in known for turn in record.turns for e in turn.events)
    return {
        "no input": _share(silent, silent + heard),
        "no match": _share(unmatched, heard) if known else UNASKED,
    }


def _count(happenings: Sequence[Happening], kind: type[Happening]) -> int:
    return sum(isinstance(happening, kind) for happening in happenings)


def _has(events: Sequence[object], kind: type) -> bool:
    return any(isinstance(event, kind) for event in events)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}% of {whole:,}" if whole else "none of none"


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    return dict(Counter(names).most_common())
