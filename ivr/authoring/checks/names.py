"""Queues, opening hours, outside numbers and flows that a step names are declared."""

from collections.abc import Iterable, Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.located import Path
from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import fix_for
from ivr.dialogue.steps.flow import FlowStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.hours import HoursStep
from ivr.dialogue.steps.transfer import TransferStep

Use = tuple[str, str, Path]
"""Kind, name, and where it stands."""


def names_are_declared(draft: Draft) -> Iterator[Problem]:
    """helpline.yaml has every queue, opening hours and outside number that is named; flows/ has every flow."""
    line = draft.line
    declared: dict[str, Iterable[str]] = {"flow": draft.flows}
    if not draft.line_lost:
        declared |= {"queue": line.queues, "hours": line.hours, "outside": line.outside}
    for step in draft.all_steps():
        for kind, name, path in _used_by(step.step):
            if kind in declared and name not in declared[kind]:
                yield step.tell(f"{kind}.unknown", path, _message(kind, name), hint=fix_for(name, declared[kind]))
    for name, queue in line.queues.items():
        if queue.hours is not None and queue.hours not in line.hours:
            at = draft.at_line("queues", name, "hours")
            fix = fix_for(queue.hours, line.hours)
            yield problem("hours.unknown", at.mark, at.path, _message("hours", queue.hours), hint=fix)


def names_used(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every name that a step or a queue uses, with its kind."""
    for step in draft.all_steps():
        yield from ((kind, name) for kind, name, _ in _used_by(step.step))
    yield from (("hours", queue.hours) for queue in draft.line.queues.values() if queue.hours is not None)


def _used_by(step: object) -> Iterator[Use]:
    match step:
        case HandOffStep(queue=queue):
            yield "queue", queue, ("queue",)
        case FlowStep(flow=flow):
            yield "flow", flow, ("flow",)
        case HoursStep(hours=hours):
            yield "hours", hours, ("hours",)
        case TransferStep(to=outside, hours=hours):
            yield "outside", outside, ("to",)
            if hours is not None:
                yield "hours", hours, ("hours",)


def _message(kind: str, name: str) -> str:
    if kind == "flow":
        return f"no flow '{name}' in flows/"
    what = {"queue": "queue", "hours": "opening hours", "outside": "outside number"}[kind]
    return f"no {what} '{name}' in helpline.yaml"
