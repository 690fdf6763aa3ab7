"""What helpline.yaml declares and what callers answer is used somewhere."""

from collections.abc import Iterator

from ivr.authoring.checks.entries import answers_of
from ivr.authoring.checks.names import names_used
from ivr.authoring.draft import Draft
from ivr.authoring.helpline_reader import HOURS, NUMBER
from ivr.authoring.problem import Problem, problem
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.hand_off import AGENT

KINDS = (("outside", "number", NUMBER), ("hours", "opening hours", HOURS), ("queue", "queue", ""))


def declared_is_used(draft: Draft) -> Iterator[Problem]:
    """A fact that nothing says, a number that nothing rings, hours, queues and answers that nothing asks for."""
    if not draft.whole or draft.line_lost:
        return
    said = frozenset().union(*(each.wording.slots() for book in draft.books.values() for each in book.all_wordings()))
    yield from _unsaid_facts(draft, said)
    yield from _unused_names(draft, said)
    yield from _unused_answers(draft, said)


def _unsaid_facts(draft: Draft, said: frozenset[str]) -> Iterator[Problem]:
    facts = {*draft.line.facts, *(name for name in draft.helpline.unset if not name.endswith(NUMBER))}
    for fact in sorted(facts - said):
        at = draft.at_line("facts", fact)
        yield problem("fact.unused", at.mark, at.path, "no prompt says this fact", hint="say it, or delete it")


def _unused_names(draft: Draft, said: frozenset[str]) -> Iterator[Problem]:
    used = set(names_used(draft))
    declared = {"outside": draft.line.outside, "hours": draft.line.hours, "queue": draft.line.queues}
    for kind, what, ending in KINDS:
        for name in declared[kind]:
            is_said = bool(ending) and f"{name}{ending}" in said
            if (kind, name) not in used and not is_said and (kind, name) != ("outside", AGENT):
                at = draft.at_line("queues" if kind == "queue" else kind, name)
                message = f"nothing uses this {what}" if kind != "hours" else "nothing uses these opening hours"
                yield problem(f"{kind}.unused", at.mark, at.path, message, hint="use it, or delete it")


def _unused_answers(draft: Draft, said: frozenset[str]) -> Iterator[Problem]:
    used = said | {branch.by for _, branch in draft.of_type(BranchStep)}
    told: set[str] = set()
    for step in draft.all_steps():
        for name, path in answers_of(step.step):
            if name not in used and name not in told:
                told.add(name)
                hint = "say it in line.whisper, so that the person who takes the call need not ask again"
                yield step.tell("answer.unused", path, f"nothing uses the answer '{name}'", hint=hint)
