"""How long everything is that callers hear, and how much there is to choose from, beside what the caller rules say."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr.authoring.figures import NOTICE_SECONDS, PIECE_SECONDS, WORDS_A_MINUTE
from ivr.authoring.release import Release
from ivr.authoring.stats.callers import Ears
from ivr.dialogue import line_words
from ivr.dialogue.call import Call
from ivr.dialogue.steps.listening import ListeningStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.outcome import Says
from ivr.dialogue.steps.step import Here, Step
from ivr.dialogue.steps.topics import TopicsStep
from ivr.dialogue.steps.yes_no import YesNoStep
from ivr.dialogue.values import PromptRef, Variant
from ivr.dialogue.verbs import Pause, Say
from ivr.language.book import PromptBook
from ivr.language.pace import seconds_of, words_in
from ivr.language.render import render

YES_AND_NO = 2


@dataclass(frozen=True, slots=True)
class SpokenPrompt:
    """One wording: how many words and seconds; `limit` are the seconds that a caller rule allows it, if one does."""

    key: str
    variant: Variant
    number: int
    words: int
    seconds: float
    limit: int | None

    @property
    def name(self) -> str:
        """As it is found in the file: `main.question no_input 2`."""
        match self.variant:
            case Variant.FIRST:
                return self.key
            case Variant.TITLE:
                return f"{self.key} {self.variant}"
            case _:
                return f"{self.key} {self.variant} {self.number + 1}"


@dataclass(frozen=True, slots=True)
class MenuSize:
    """What a menu offers: so many choices, so many words before the first key, and seconds until all is said."""

    step: str
    choices: int
    before_key: int
    seconds: float


def prompts_of(release: Release, locale: str, flow: str | None = None) -> tuple[SpokenPrompt, ...]:
    """Every wording of a locale, or those that one flow says itself, longest first."""
    book, notices = release.book(locale), release.flows.helpline.notices
    keys = _keys_of(release, flow) if flow else None
    refs = (ref for ref in _wordings(book) if keys is None or ref.key in keys)
    found = (_spoken(book, ref, notices) for ref in refs)
    return tuple(sorted(found, key=lambda each: (-each.seconds, each.key, each.variant, each.number)))


def _keys_of(release: Release, flow: str) -> frozenset[str]:
    """The prompts and topics that the steps of a flow say."""
    steps = [step for address, step in release.flows.steps.items() if address.partition(".")[0] == flow]
    topics = (listed.topic for step in steps if isinstance(step, TopicsStep) for listed in step.list)
    return frozenset([*(use.key for step in steps for use in step.prompts()), *topics])


def _wordings(book: PromptBook) -> Iterator[PromptRef]:
    for key, prompt in book.prompts.items():
        for variant, wordings in prompt.variants.items():
            yield from (PromptRef(key, variant, number) for number in range(len(wordings)))
    for key, topic in book.topics.items():
        yield PromptRef(key, Variant.TITLE)
        yield from (PromptRef(key, Variant.PIECE, number) for number in range(len(topic.pieces)))


def _spoken(book: PromptBook, ref: PromptRef, notices: tuple[str, ...]) -> SpokenPrompt:
    playable = render(book, ref)
    limit = PIECE_SECONDS if ref.variant is Variant.PIECE else NOTICE_SECONDS if ref.key in notices else None
    seconds = seconds_of(playable, WORDS_A_MINUTE)
    return SpokenPrompt(ref.key, ref.variant, ref.number, words_in(playable), seconds, limit)


def menus_of(release: Release, ears: Ears, here: Here, flow: str | None = None) -> tuple[MenuSize, ...]:
    """Every question with choices, the largest first."""
    found = []
    for address, step in release.flows.steps.items():
        if (count := _choices(step)) and flow in (None, address.partition(".")[0]) and isinstance(step, ListeningStep):
            says = step.words(here.at(Call("", "", None, "", here.call.locale, step=address)), Variant.FIRST, 0)
            found.append(MenuSize(address, count, _before_key(ears, says), ears.clock.spoken(says) / 1000))
    return tuple(sorted(found, key=lambda menu: (-menu.choices, -menu.before_key, menu.step)))


def _choices(step: Step) -> int:
    match step:
        case MenuStep(choices=choices):
            return len(choices)
        case TopicsStep(list=listed) if len(listed) > 1:
            return len(listed)
        case YesNoStep():
            return YES_AND_NO
        case _:
            return 0


def _before_key(ears: Ears, says: Says) -> int:
    """Words up to the first key: the question, and what the first choice is called."""
    words = 0
    for said in says:
        if isinstance(said, Pause):
            continue
        label = dict(said.prompt.slots).get("label")
        if said.prompt.key == line_words.CHOICE and isinstance(label, PromptRef):
            return words + ears.words([Say(label)])
        if said.prompt.key == line_words.YES_NO:
            return words
        words += ears.words([said])
    return words
