"""A flow that is called comes back: every outcome of it is routed, and it is never inside itself or too deep."""

from collections.abc import Iterator, Mapping

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.problem import Problem
from ivr.authoring.suggestions import fix_for
from ivr.dialogue.call import MAX_CALLED
from ivr.dialogue.steps.done import DoneStep
from ivr.dialogue.steps.flow import FlowStep

Calls = Mapping[str, frozenset[str]]
"""Flow -> the flows that its steps call."""


def called_flows_come_back(draft: Draft) -> Iterator[Problem]:
    """The outcomes routed are those that the flow's `done` steps name; calls are three deep at most."""
    calls = _calls(draft)
    circles = [told for step, calling in draft.of_type(FlowStep) for told in _recursion(calls, step, calling.flow)]
    yield from circles
    for step, calling in draft.of_type(FlowStep):
        if _is_whole(draft, calling.flow):
            yield from _outcomes(draft, step, calling)
        if not circles:
            yield from _depth(calls, step, calling.flow)


def _is_whole(draft: Draft, flow: str) -> bool:
    """Whether all steps of a flow could be read, and there are some."""
    steps = [address for address in draft.known if address.startswith(f"{flow}.")]
    return bool(steps) and all(address in draft.steps for address in steps)


def _outcomes(draft: Draft, step: StepDraft, calling: FlowStep) -> Iterator[Problem]:
    outcomes = {done.outcome for each, done in draft.of_type(DoneStep) if each.flow == calling.flow}
    for outcome in sorted(outcomes - set(calling.on)):
        message = f"the outcome '{outcome}' of the flow '{calling.flow}' leads nowhere"
        yield step.tell("outcome.missing", ("on",), message, hint=f"add '{outcome}:' and a step")
    for outcome in calling.on:
        if outcome not in outcomes:
            message = f"the flow '{calling.flow}' has no outcome '{outcome}'"
            yield step.tell("outcome.unknown", ("on", outcome), message, hint=fix_for(outcome, outcomes))


def _calls(draft: Draft) -> Calls:
    calls: dict[str, set[str]] = {}
    for step, calling in draft.of_type(FlowStep):
        calls.setdefault(step.flow, set()).add(calling.flow)
    return {flow: frozenset(called) for flow, called in calls.items()}


def _recursion(calls: Calls, step: StepDraft, flow: str) -> Iterator[Problem]:
    if step.flow in _called_below(calls, flow):
        message = f"the flow '{flow}' comes back into '{step.flow}', which is not left yet"
        yield step.tell("flow.recursion", ("flow",), message, hint="lead on by a target instead of a call")


def _depth(calls: Calls, step: StepDraft, flow: str) -> Iterator[Problem]:
    level = frozenset({flow})
    for _ in range(MAX_CALLED):
        level = frozenset(called for each in level for called in calls.get(each, ()))
    if level:
        message = f"more than {MAX_CALLED} flows are called inside one another from here"
        yield step.tell("flow.depth", ("flow",), message, hint="lead on by a target instead of a call")


def _called_below(calls: Calls, flow: str) -> frozenset[str]:
    """The flow, and all that it calls, and those call."""
    below = frozenset({flow})
    while more := frozenset(called for each in below for called in calls.get(each, ())) - below:
        below |= more
    return below
