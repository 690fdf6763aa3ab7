"""A call carries its own state in a URL, and so whatever callers do it must stay small."""

from collections.abc import Iterator
from itertools import chain

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.located import Path
from ivr.authoring.problem import Problem
from ivr.dialogue.call import MAX_BACKS, MAX_CALLED, Back, Call, Spot, Tries
from ivr.dialogue.call_form import MAX_BYTES, to_json
from ivr.dialogue.steps.collect import CONFIRMING, CollectStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.set import SetStep
from ivr.dialogue.values import Kind, Value

Answer = tuple[str, Value]


def calls_fit_their_url(draft: Draft) -> Iterator[Problem]:
    """The largest call that these flows can bring about fits into the path of its URL."""
    found = [(step, path, answer) for step in draft.all_steps() for path, answer in _answers(step)]
    largest: dict[str, Value] = {}
    for _, _, (name, value) in found:
        largest[name] = max(value, largest.get(name, value), key=_weight)
    needed = len(to_json(_largest_call(draft, tuple(largest.items()))))
    if needed > MAX_BYTES and found:
        step, path, _ = max(found, key=lambda each: _weight(each[2][1]))
        message = f"a call can need {needed} bytes with its answers, and {MAX_BYTES} fit into its URL"
        yield step.tell("answers.large", path, message, hint="fewer answers, or shorter values, labels and names")


def _weight(value: Value) -> int:
    return len(value.text) + len(value.label)


def _answers(step: StepDraft) -> Iterator[tuple[Path, Answer]]:
    """Every answer that a step may store, at its longest."""
    match step.step:
        case CollectStep(into=into, digits=digits, sensitive=sensitive):
            yield ("into",), (into, Value(Kind.DIGITS, "9" * digits.longest, sensitive))
        case MenuStep(into=str(into), choices=choices):
            for nth, choice in enumerate(choices):
                yield ("choices", nth), (into, Value(Kind.TEXT, choice.value or "", label=choice.label))
        case SetStep(values=values):
            for name, text in values.items():
                yield ("values", name), (name, Value(Kind.TEXT, text))


def _largest_call(draft: Draft, answers: tuple[Answer, ...]) -> Call:
    step = max(draft.known, key=len, default="")
    return Call(
        id="",
        release="0" * 16,
        caller="+" + "9" * 15,
        dialled="+" + "9" * 15,
        locale=max(draft.line.locales, key=len),
        step=step,
        turn=999,
        spot=Spot(CONFIRMING, max(chain(draft.topics, [""]), key=len), 99, "9" * 32),
        tries=Tries(9, 9, 9, 9),
        errors=99,
        patience=2,
        hand_offs=99,
        home=step,
        backs=(Back(step, MAX_CALLED),) * (MAX_BACKS + 1),
        returns=(step,) * MAX_CALLED,
        told=("always", "reading", "after"),
        answers=answers,
    )
