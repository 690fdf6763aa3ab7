"""Plays a call script at both heights and judges it: all that a report, a test or a terminal tells of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ivr.authoring.problem import Problem
from ivr.rehearsal.event_names import unknown_names
from ivr.rehearsal.heights import ENGINE, WEBHOOK, at_engine, at_url, at_webhook
from ivr.rehearsal.judge import Difference, differences
from ivr.rehearsal.played import Played, Walked, transcript
from ivr.rehearsal.script import Script
from ivr.rehearsal.stage import AS_WRITTEN, Stage
from ivr.simulator.account import Account
from ivr.simulator.happenings import Happening
from ivr.simulator.transport import Transport


@dataclass(frozen=True)
class Outcome:
    """What came of a script: mistakes in it (then it was not played), or differences, and the transcript."""

    script: Script
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    happenings: tuple[Happening, ...] = ()
    steps: frozenset[str] = frozenset()
    walked: frozenset[Walked] = frozenset()

    @property
    def is_good(self) -> bool:
        """Whether the call went as its script says."""
        return not self.problems and not self.differences

    @property
    def seconds(self) -> float:
        """How long the call lasted on the line."""
        return self.happenings[-1].at if self.happenings else 0.0


def play(script: Script, stage: Stage) -> Outcome:
    """Play a script against a helpline, at both heights. Raises nothing that a script could cause."""
    problems = (*stage.problems_of(script), *unknown_names(script, stage.release(AS_WRITTEN).flows))
    if problems:
        return Outcome(script, problems)
    changes = script.setting.changes
    release, line = stage.release(changes), stage.line(changes)
    webhook, engine = at_webhook(script, line), at_engine(script, release)
    found = differences(script, webhook, release.flows.helpline)
    return Outcome(
        script,
        differences=found or _disagreement(script, webhook, engine),
        happenings=webhook.happenings,
        steps=engine.steps,
        walked=frozenset(engine.walked),
    )


def needs_own_line(script: Script) -> tuple[str, ...]:
    """What a script sets that nobody can set on a line that runs already."""
    setting = script.setting
    sets = (("at", setting.at), ("locale", setting.changes.locale), ("facts", setting.changes.facts))
    return tuple(key for key, value in (*sets, ("outside", setting.changes.outside)) if value)


def play_at(script: Script, transport: Transport, account: Account, dialled: str, began: datetime) -> Outcome:
    """Play a script against a running line, whose record nobody looks into."""
    played = at_url(script, transport, account, dialled, began)
    return Outcome(script, differences=differences(script, played), happenings=played.happenings)


def _disagreement(script: Script, webhook: Played, engine: Played) -> tuple[Difference, ...]:
    """Where the two heights part: what is between them (web, XML, seal, record) then changes what callers hear."""
    pairs = (
        (transcript(webhook.happenings), transcript(engine.happenings)),
        (_shown(webhook), _shown(engine)),
    )
    return tuple(
        Difference(script.mark, f"the two heights differ: {WEBHOOK} has {mine!r}, {ENGINE} has {theirs!r}")
        for mine, theirs in (_first_parting(*pair) for pair in pairs)
        if mine != theirs
    )


def _shown(played: Played) -> tuple[str, ...]:
    return tuple(map(repr, played.turns or ()))


def _first_parting(mine: Sequence[str], theirs: Sequence[str]) -> tuple[str, str]:
    for left, right in zip(mine, theirs, strict=False):
        if left != right:
            return left, right
    longest = max(len(mine), len(theirs))
    shortest = min(len(mine), len(theirs))
    return ("", "") if longest == shortest else ((*mine, "nothing")[shortest], (*theirs, "nothing")[shortest])
