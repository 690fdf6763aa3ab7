"""A call made abstract: what cannot change where a call goes is dropped, so that all calls are finitely many.

Every line of `of` has its reason in docs/proof.md and its property test in tests/dialogue/test_abstraction.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ivr.authoring.proof.entries import a_card, fitting, malformed
from ivr.dialogue.call import MAX_PATIENCE, Call, Tries
from ivr.dialogue.engine import MAX_HAND_OFFS, MAX_TURNS
from ivr.dialogue.entry_rules import looks_like_a_card
from ivr.dialogue.flows import Flows
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.listening import ERROR_BUDGET
from ivr.dialogue.values import Kind, Value

KNOWN = "?"  # stands for whatever the caller answered; no branch can name it
SOMEBODY = "+"  # stands for a caller whose number is known
COMPUTED = ("locale", "caller")  # what a branch may go by that is no answer


@dataclass(frozen=True)
class Abstraction:
    """Makes the calls of one helpline abstract."""

    flows: Flows

    def of(self, call: Call) -> Call:
        """The one abstract call that stands for this call, and for all others that go the same ways."""
        spot = call.spot
        is_late = call.turn >= MAX_TURNS
        return Call(
            id="",
            release="",
            caller=SOMEBODY if call.caller and self._asks_for_caller else None,
            dialled="",
            locale=call.locale,
            step=call.step,
            turn=MAX_TURNS if is_late else 0,
            spot=replace(spot, entry=self._entry(call)) if spot.entry else spot,
            tries=replace(call.tries, more_time=0) if call.tries.more_time else call.tries,
            errors=0 if call.hand_offs else min(call.errors, ERROR_BUDGET),
            patience=MAX_PATIENCE,
            hand_offs=min(call.hand_offs, MAX_HAND_OFFS + is_late),
            home=call.home,
            returns=call.returns,
            answers=self._answers(call),
        )

    def context(self, call: Call) -> Call:
        """What is left of an abstract call wherever in the flows it is: that alone decides where `back` may lead."""
        return call.at_step("")

    def _answers(self, call: Call) -> tuple[tuple[str, Value], ...]:
        """Answers that a branch goes by, as far as it tells them apart, and those that pass a `collect` by."""
        if not call.answers:
            return ()
        kept = ((name, self._value(name, value)) for name, value in sorted(call.answers) if name in self._matter)
        return tuple((name, value) for name, value in kept if value is not None)

    def _value(self, name: str, value: Value) -> Value | None:
        if value.text in self._told_apart.get(name, ()):
            return Value(Kind.TEXT, value.text, label=value.label)
        return Value(Kind.TEXT, KNOWN) if name in self._collected else None

    def _entry(self, call: Call) -> str:
        """One entry for each class of them: short, or as long as it may be and right, wrong, or a card."""
        step, entry = self.flows.steps.get(call.step), call.spot.entry
        if not isinstance(step, CollectStep):
            return ""
        right = fitting(step.digits)
        if len(entry) < step.digits.shortest:
            return right[:1]
        if looks_like_a_card(entry):
            return a_card(step.digits) or entry
        return right if step.digits.fit(entry) else malformed(step.digits) or entry

    @cached_property
    def _asks_for_caller(self) -> bool:
        return any(isinstance(step, BranchStep) and step.by == "caller" for step in self.flows.steps.values())

    @cached_property
    def _told_apart(self) -> Mapping[str, frozenset[str]]:
        told: dict[str, frozenset[str]] = {}
        for step in self.flows.steps.values():
            if isinstance(step, BranchStep) and step.by not in COMPUTED:
                told[step.by] = told.get(step.by, frozenset()) | frozenset(step.on)
        return told

    @cached_property
    def _collected(self) -> frozenset[str]:
        return frozenset(step.into for step in self.flows.steps.values() if isinstance(step, CollectStep))

    @cached_property
    def _matter(self) -> frozenset[str]:
        return self._collected | frozenset(self._told_apart)


def with_counters(call: Call, tries: Tries, errors: int, hand_offs: int) -> Call:
    """The abstract call with other counters; quicker than `replace`, as it is done a million times."""
    return Call(
        "", "", call.caller, "", call.locale, call.step, call.turn, call.spot, tries, errors, call.patience,
        hand_offs, call.home, (), call.returns, call.told, call.answers,
    )  # fmt: skip
