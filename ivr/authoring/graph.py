"""The steps as a graph: where each leads, and which steps are passed without the caller having a say."""

from collections.abc import Iterable, Iterator, Mapping

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.helpline_reader import PERSON_KEY
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.done import DoneStep
from ivr.dialogue.steps.flow import FlowStep
from ivr.dialogue.steps.listening import ListeningStep

Ways = Mapping[str, tuple[str, ...]]
"""Step -> the steps that it leads to."""


def reached_from(draft: Draft, starts: Iterable[str]) -> frozenset[str]:
    """Every step that can be reached from some, themselves included; a called flow's first step among them."""
    return _walk({address: tuple(_ways_from(draft, step)) for address, step in draft.steps.items()}, starts)


def _ways_from(draft: Draft, step: StepDraft) -> Iterator[str]:
    yield from (exit_.target for exit_ in step.step.exits())
    if isinstance(step.step, FlowStep) and step.step.flow in draft.first_steps:
        yield draft.first_steps[step.step.flow]


def _walk(ways: Ways, starts: Iterable[str]) -> frozenset[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in ways and address not in reached:
            reached.add(address)
            waiting += ways[address]
    return frozenset(reached)


def ways_unheard(draft: Draft) -> Ways:
    """Where each step leads without the caller having a say: listening steps by giving up, `collect` when answered.

    A called flow leads on by the outcomes that can be reached in it so.
    """
    outcomes: Mapping[str, frozenset[str]] = {}
    while True:
        ways = {address: (*_onward(step, outcomes), *given_up(draft, address)) for address, step in draft.steps.items()}
        more = {flow: _outcomes(draft, ways, first) for flow, first in draft.first_steps.items()}
        if more == outcomes:
            return ways
        outcomes = more


def given_up(draft: Draft, address: str) -> tuple[str, ...]:
    """Where a step leads a silent caller; not to a person, as the engine ends a call that gives up so too often."""
    step, person = draft.steps[address].step, draft.line.always.get(PERSON_KEY)
    if person is None or not isinstance(step, ListeningStep):
        return ()
    target = step.give_up or draft.line.defaults.give_up
    return () if target == person else (target,)


def _onward(step: StepDraft, outcomes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    match step.step:
        case CollectStep(again=False, then=then):
            yield then
        case FlowStep(flow=flow, on=on):
            yield from (target for outcome, target in on.items() if outcome in outcomes.get(flow, ()))
        case other if not other.listens:
            yield from (exit_.target for exit_ in other.exits())


def _outcomes(draft: Draft, ways: Ways, first: str) -> frozenset[str]:
    steps = (draft.steps[address].step for address in _walk(ways, (first,)))
    return frozenset(step.outcome for step in steps if isinstance(step, DoneStep))
