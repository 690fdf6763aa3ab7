"""A branch goes by something with a closed list of values, and routes every one."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.problem import Problem
from ivr.authoring.suggestions import fix_for
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.set import SetStep

CALLER = ("known", "withheld")


def branches_route_every_value(draft: Draft) -> Iterator[Problem]:
    """`by` is a menu's `into`, a value that is set, `locale` or `caller`; each of its values leads on."""
    lists = _closed_lists(draft)
    for step, branch in draft.of_type(BranchStep):
        if branch.by in lists:
            yield from _values(step, branch, lists[branch.by])
        elif draft.whole:
            message = f"'{branch.by}' has no closed list of values"
            hint = fix_for(branch.by, lists)
            yield step.tell("branch.unknown", ("by",), message, hint=hint)


def _values(step: StepDraft, branch: BranchStep, values: frozenset[str]) -> Iterator[Problem]:
    for value in branch.on:
        if value not in values:
            message = f"'{branch.by}' is never '{value}'"
            yield step.tell("branch.value-unknown", ("on", value), message, hint=fix_for(value, values))
    for value in sorted(values - set(branch.on)) if branch.otherwise is None else ():
        message = f"the value '{value}' of '{branch.by}' leads nowhere"
        yield step.tell("branch.value-missing", ("on",), message, hint=f"add '{value}:' and a step, or 'otherwise:'")


def _closed_lists(draft: Draft) -> dict[str, frozenset[str]]:
    lists = {"locale": frozenset(draft.line.locales), "caller": frozenset(CALLER)}
    for _, menu in draft.of_type(MenuStep):
        if menu.into is not None:
            values = frozenset(choice.value for choice in menu.choices if choice.value is not None)
            lists[menu.into] = lists.get(menu.into, frozenset()) | values
    for _, fixed in draft.of_type(SetStep):
        for name, value in fixed.values.items():
            lists[name] = lists.get(name, frozenset()) | {value}
    return lists
