"""The first thing that callers may do is nothing, or a mistake: how long such calls last, with real calls."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ivr.authoring.proof.entries import SINGLE_KEYS
from ivr.authoring.proof.findings import Bound
from ivr.authoring.proof.places import OVER, Awaits, Given, Marks, Taken
from ivr.authoring.proof.plans import OUTCOMES
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import Call
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput

MS = 1000
WHO = {"a silent caller": Marks.SILENT, "a caller who presses wrong keys": Marks.STUMBLED}
Longest = tuple[int, int]
"""Turns of the caller, and milliseconds."""


def silent_and_wrong(walk: Walk) -> Iterator[Bound]:
    """How long a call lasts whose caller does nothing, or only presses wrong keys."""
    for who, marks in WHO.items():
        calls = _Calls(walk, marks)
        handed, ended = calls.longest(until_handed=True), calls.longest(until_handed=False)
        what = f"{who} is led to a person, or to a polite end, after at most {_figures(handed)}"
        yield Bound(2, walk.locale, what)
        yield Bound(
            2, walk.locale, f"{who} to whom nobody ever comes is at a polite end after at most {_figures(ended)}"
        )


def _figures(longest: Longest) -> str:
    turns, ms = longest
    return f"{turns} turn{'s' * (turns != 1)} and {round(ms / MS)} s"


@dataclass
class _Calls:
    """Every call of one sort of callers; the world does whatever it may."""

    walk: Walk
    wanted: int

    def longest(self, *, until_handed: bool) -> Longest:
        """The longest of them, until a hand-off is reached or until the call is over."""
        known: dict[tuple[Call, Awaits, int], Longest] = {}
        return max(
            self._longest(Taken(given, call, Awaits.START, 0, 0), known, until_handed=until_handed)
            for given, call in self._first()
        )

    def _first(self) -> Iterator[tuple[Given, Call]]:
        turning = self.walk.planner.turning
        for moment in range(len(turning.moments)):
            for dialled in turning.flows.helpline.numbers:
                given = Given(CallStarted("+", dialled), moment)
                yield given, Call("", "", "+", dialled, self.walk.locale)

    def _longest(self, taken: Taken, known: dict[tuple[Call, Awaits, int], Longest], *, until_handed: bool) -> Longest:
        awaits, moment = taken.awaits or Awaits.START, taken.given.moment
        if awaits in OVER or taken.marks & Marks.REACHED or (until_handed and taken.marks & Marks.HANDED):
            return (0, 0)
        key = (replace(taken.call, turn=0), awaits, moment)
        if key not in known:
            onward = [self._taken(taken, given) for given in self._inputs(taken)]
            rest = [(each, self._longest(each, known, until_handed=until_handed)) for each in onward]
            own = int(awaits is Awaits.KEYS)
            spent = max(_ms(each, until_handed=until_handed) + ms for each, (_, ms) in rest)
            known[key] = (own + max(turns for _, (turns, _) in rest), spent)
        return known[key]

    def _taken(self, taken: Taken, given: Input) -> Taken:
        turning, circumstances = self.walk.planner.turning, replace(taken.given, input=given)
        return turning.taken(taken.call, circumstances, turning.turn(taken.call, circumstances))

    def _inputs(self, taken: Taken) -> tuple[Input, ...]:
        if taken.awaits is Awaits.START:
            return (taken.given.input or NoInput(),)
        if taken.awaits is not Awaits.KEYS:
            return OUTCOMES[taken.awaits or Awaits.QUEUE]
        if self.wanted == Marks.SILENT:
            return (NoInput(),)
        keys = (Digits(key) for key in SINGLE_KEYS if key != "0")
        wrong = (key for key in keys if self._taken(taken, key).marks & Marks.STUMBLED)
        return (next(wrong, NoInput()),)


def _ms(taken: Taken, *, until_handed: bool) -> int:
    """How long a turn lasts; where a hand-off is what counts, no time passes after its words."""
    return taken.ms + (0 if until_handed and taken.marks & Marks.HANDED else taken.wait)
