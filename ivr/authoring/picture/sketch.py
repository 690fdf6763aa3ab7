"""From a helpline's draft to the drawing of it; what could not be read is not drawn."""

from collections.abc import Iterator, Mapping

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.picture.drawing import Drawing, FlowDrawing, Shown, Way
from ivr.authoring.picture.words import exit_names, rows_of, words_of
from ivr.dialogue.steps.flow import FlowStep


def sketch(draft: Draft) -> Drawing:
    """Every flow of a helpline."""
    ways = {address: _ways(step) for address, step in draft.steps.items()}
    callers = _callers(draft)
    flows: dict[str, list[StepDraft]] = {}
    for step in draft.steps.values():
        flows.setdefault(step.flow, []).append(step)
    ordered = (flows[name] for name in _from_the_start(draft, flows))
    return Drawing(tuple(_flow(draft, steps, ways, callers) for steps in ordered), tuple(_everywhere(draft)))


def _from_the_start(draft: Draft, flows: Mapping[str, list[StepDraft]]) -> Iterator[str]:
    """The flows as a caller meets them: the one that a call begins with, those that it leads to, and so on."""
    begin = (first.partition(".")[0] for first in draft.line.numbers.values())
    waiting = dict.fromkeys(name for name in (*begin, *flows) if name in flows)
    met: dict[str, None] = {}
    queue = list(waiting)
    while queue:
        name = queue.pop(0)
        if name in met:
            continue
        met[name] = None
        targets = (target for step in flows[name] for target in _targets(draft, step))
        led = [flow for target in targets if (flow := target.partition(".")[0]) in flows and flow not in met]
        queue = [*dict.fromkeys(led), *queue] if len(met) == 1 else [*queue, *led]
    yield from met


def _targets(draft: Draft, step: StepDraft) -> Iterator[str]:
    """Where a step leads; for one that calls a flow, into that one too."""
    yield from (exit_.target for exit_ in step.step.exits())
    if isinstance(step.step, FlowStep) and step.step.flow in draft.first_steps:
        yield draft.first_steps[step.step.flow]


def _flow(
    draft: Draft, steps: list[StepDraft], ways: Mapping[str, tuple[Way, ...]], callers: Mapping[str, tuple[str, ...]]
) -> FlowDrawing:
    shown = tuple(_shown(draft, step, callers.get(step.address, ())) for step in steps)
    own = tuple(way for step in steps for way in ways[step.address])
    return FlowDrawing(steps[0].flow, steps[0].name.file, shown, own)


def _shown(draft: Draft, step: StepDraft, callers: tuple[str, ...]) -> Shown:
    said = words_of(draft, step)
    return Shown(
        address=step.address,
        kind=step.step.type,
        rows=rows_of(draft, step),
        tip="\n".join((f"{step.address} ({step.step.type}), {step.name.file}:{step.name.line}", *said)),
        file=step.name.file,
        line=step.name.line,
        called_by=callers,
        rung=tuple(number for number, first in draft.line.numbers.items() if first == step.address),
    )


def _ways(step: StepDraft) -> tuple[Way, ...]:
    """Every way out, those to the same step as one."""
    names = exit_names(step.step)
    found: dict[str, list[str]] = {}
    for exit_ in step.step.exits():
        found.setdefault(exit_.target, []).append(names.get(exit_.name, exit_.name))
    return tuple(Way(step.address, target, tuple(exits)) for target, exits in found.items())


def _callers(draft: Draft) -> Mapping[str, tuple[str, ...]]:
    """Step -> the other flows that lead to it, by a way or by calling its flow."""
    found: dict[str, dict[str, None]] = {}
    for step in draft.steps.values():
        for target in _targets(draft, step):
            if target.partition(".")[0] != step.flow:
                found.setdefault(target, {})[step.flow] = None
    return {address: tuple(flows) for address, flows in found.items()}


def _everywhere(draft: Draft) -> Iterator[str]:
    line = draft.line
    if line.always:
        yield "At every step: " + ", ".join(f"{key} {what}" for key, what in line.always.items()) + "."
    if line.defaults.give_up:
        yield f"A step that listens gives up to {line.defaults.give_up} unless it says otherwise."
