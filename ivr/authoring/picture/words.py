"""What is written on a step in a picture: its words, its choices with their keys, and the names of its ways out."""

from collections.abc import Iterator, Mapping
from textwrap import shorten

from ivr.authoring.draft import Draft, StepDraft
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.collect import CollectStep, Digits
from ivr.dialogue.steps.done import DoneStep
from ivr.dialogue.steps.flow import FlowStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.hours import HoursStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.set import SetStep
from ivr.dialogue.steps.step import Step
from ivr.dialogue.steps.topics import TopicsStep
from ivr.dialogue.steps.transfer import TransferStep
from ivr.dialogue.steps.yes_no import NO, YES, YesNoStep
from ivr.language.book import Prompt, Topic

ROW = 28  # characters that fit on one line of a step
WORDS = 2 * ROW  # of its prompt
KEY_ENDS = "  "  # between a key and its choice


def rows_of(draft: Draft, step: StepDraft) -> tuple[str, ...]:
    """What a step says and offers, line by line."""
    return tuple(row for row in _rows(draft, step.step) if row)


def words_of(draft: Draft, step: StepDraft) -> tuple[str, ...]:
    """All that a step says by itself, in full."""
    return tuple(words for use in step.step.prompts() if (words := _said(draft, use.key)))


def _rows(draft: Draft, step: Step) -> Iterator[str]:
    prompt = getattr(step, "prompt", None)
    if prompt is not None and not (isinstance(step, TopicsStep) and not step.is_menu):
        yield _short(_said(draft, prompt))
    match step:
        case MenuStep():
            yield from (_choice(key, _said(draft, choice.label) or choice.label) for key, choice in step.keyed())
        case TopicsStep():
            yield from (_choice(key, _said(draft, listed.topic) or listed.topic) for key, listed in step.keyed())
        case other:
            yield _short(_fact(other))


def _short(words: str) -> str:
    return shorten(words, WORDS, placeholder=" ...")


def _choice(key: str, words: str) -> str:
    return f"{key}{KEY_ENDS}{_short(words)}"


def _fact(step: Step) -> str:
    """The one thing about a step that is no words."""
    match step:
        case CollectStep():
            return f"{_digits(step.digits)}: {step.into}"
        case SetStep():
            forgotten, values = (f"{name} forgotten" for name in step.clear), step.values.items()
            return ", ".join([*forgotten, *(f"{name} = {value}" for name, value in values)])
        case _:
            return next((f"{said} {getattr(step, name)}" for kind, name, said in _FACTS if isinstance(step, kind)), "")


_FACTS: tuple[tuple[type[Step], str, str], ...] = (
    (BranchStep, "by", "by"),
    (HoursStep, "hours", "hours:"),
    (TransferStep, "to", "rings"),
    (HandOffStep, "queue", "queue:"),
    (FlowStep, "flow", "goes through:"),
    (DoneStep, "outcome", "comes back:"),
)
"""What is told of a kind of step: a field of it, and the words before."""


def _digits(digits: Digits) -> str:
    few, many = digits.shortest, digits.longest
    return f"{few} digits" if few == many else f"{few} to {many} digits"


def _said(draft: Draft, key: str) -> str:
    """The first words of a prompt, or the title of a topic, in the first locale that has it."""
    for book in draft.books.values():
        content = book.words[key].content if key in book.words else None
        match content:
            case Prompt():
                return next(iter(content.variants.values()))[0].text
            case Topic():
                return content.title.text
    return ""


def exit_names(step: Step) -> Mapping[str, str]:
    """Exit -> what a caller does or meets there; exits that are not here keep their name."""
    names = {"then": "", "give_up": "gives up"}
    match step:
        case MenuStep():
            return names | {f"choice {nth}": key for nth, (key, _) in enumerate(step.keyed(), 1)}
        case YesNoStep():
            return names | {"said_yes": f"{YES} yes", "said_no": f"{NO} no"}
        case TopicsStep():
            return names | dict(_offers(step))
        case _:
            return names


def _offers(step: TopicsStep) -> Iterator[tuple[str, str]]:
    for key, listed in step.keyed():
        begin = f"after {key}: " if step.is_menu else "after it: "
        yield from ((f"offer {nth} of {listed.topic}", f"{begin}{nth}") for nth, _ in enumerate(listed.offer, 1))
