"""The key 0 brings a person."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.graph import reached_from
from ivr.authoring.problem import Problem, problem
from ivr.dialogue.steps.hand_off import HandOffStep


def zero_brings_a_person(draft: Draft) -> Iterator[Problem]:
    """From the step of key 0 there is a way to a hand-off (caller rule 5)."""
    person = draft.line.always.get("0")
    if person is None or person not in draft.steps or not draft.whole:
        return
    reached = reached_from(draft, (person,))
    if not any(isinstance(draft.steps[address].step, HandOffStep) for address in reached):
        place = draft.at_line("always", "0")
        hint = "lead it to a step of type hand_off"
        yield problem("always.person", place.mark, place.path, f"'{person}' leads to no person", hint=hint)
