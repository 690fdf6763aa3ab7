"""What callers enter: few enough answers for a call to carry, and no card numbers."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.located import Path
from ivr.authoring.problem import Problem
from ivr.dialogue.call import MAX_ANSWERS
from ivr.dialogue.entry_rules import CARD_LENGTHS
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.set import SetStep
from ivr.dialogue.steps.step import Step


def answers_of(step: Step) -> Iterator[tuple[str, Path]]:
    """The answers that a step stores, and where their names stand."""
    match step:
        case CollectStep(into=into):
            yield into, ("into",)
        case MenuStep(into=str(into)):
            yield into, ("into",)
        case SetStep(values=values):
            yield from ((name, ("values", name)) for name in values)


def entries_are_no_cards(draft: Draft) -> Iterator[Problem]:
    """An entry as long as a card number invites one, and this line never takes any."""
    for step, collect in draft.of_type(CollectStep):
        length = range(collect.digits.shortest, collect.digits.longest + 1)
        if max(length.start, CARD_LENGTHS.start) < min(length.stop, CARD_LENGTHS.stop):
            message = f"entries of {CARD_LENGTHS.start} to {CARD_LENGTHS.stop - 1} digits are as long as card numbers"
            yield step.tell("collect.card-length", ("digits",), message, hint="card numbers are refused when entered")


def answers_fit_the_call(draft: Draft) -> Iterator[Problem]:
    """A call carries its answers with it, and so only so many."""
    seen: set[str] = set()
    for step in draft.all_steps():
        for name, path in answers_of(step.step):
            seen.add(name)
            if len(seen) > MAX_ANSWERS:
                message = f"more than {MAX_ANSWERS} answers are stored by this helpline"
                yield step.tell("answers.many", path, message, hint="use one name for the same answer everywhere")
                return
