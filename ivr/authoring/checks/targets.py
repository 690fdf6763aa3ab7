"""Every target is a step that exists."""

from collections.abc import Iterator

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import MOST_ASKED, Suggestions, did_you_mean
from ivr.dialogue.steps.step import ACTS
from ivr.dialogue.steps.topics import TopicsStep

Meaning = tuple[str, str, str]
"""Rule, message and hint."""


def targets_exist(draft: Draft) -> Iterator[Problem]:
    """Steps, numbers, always-keys and the line's `give_up` lead to steps; topics and acts are none."""
    likely = Suggestions(draft.known)
    for step in draft.all_steps():
        for exit_ in step.step.exits():
            wrong = wrong_target(draft, exit_.target, likely)
            if wrong:
                yield step.tell(wrong[0], exit_.path, wrong[1], hint=wrong[2])
    for place, target in _line_targets(draft):
        wrong = wrong_target(draft, target, likely)
        if wrong:
            yield problem(wrong[0], place.mark, place.path, wrong[1], hint=wrong[2])


def _line_targets(draft: Draft) -> Iterator[tuple[Cursor, str]]:
    line = draft.line
    yield from ((draft.at_line("numbers", number), step) for number, step in line.numbers.items())
    yield from ((draft.at_line("always", key), step) for key, step in line.always.items() if step not in ACTS)
    if line.defaults.give_up not in ("", line.always.get("0")):
        yield draft.at_line("defaults", "give_up"), line.defaults.give_up


def wrong_target(draft: Draft, target: str, likely: Suggestions) -> Meaning | None:
    """What is wrong with a target, or None."""
    if draft.is_known(target):
        return None
    if target in ACTS:
        return "target.act", f"'{target}' is what a key does, not a step", "name a step"
    if target in draft.topics:
        return "target.topic", f"'{target}' is a topic, not a step", _home(draft, target)
    return "target.unknown", f"no step '{target}'", _likely(draft, target, likely)


def _likely(draft: Draft, target: str, likely: Suggestions) -> str:
    """The step most like it; but where only its flow was left out, the one step of that name in another flow."""
    flow, _, name = target.partition(".")
    if likely.asked >= MOST_ASKED:
        return ""
    namesakes = [address for address in draft.known if address.endswith(f".{name}")]
    only = flow in draft.flows and len(namesakes) == 1
    return did_you_mean(target, namesakes) if only else likely.for_(target)


def _home(draft: Draft, topic: str) -> str:
    homes = (
        step.address for step, listed in draft.of_type(TopicsStep) if topic in {each.topic for each in listed.list}
    )
    return next((f"go to '{home}', which lists it" for home in homes), "list it in a topics step, and go there")
