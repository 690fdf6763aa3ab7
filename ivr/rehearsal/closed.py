"""What a line says when nobody is there at this hour, and whether a call has heard it."""

from collections.abc import Iterable

from ivr.authoring.release import Release
from ivr.dialogue.steps.say import SayStep
from ivr.dialogue.values import PromptRef
from ivr.language.render import phrase
from ivr.rehearsal.wording import find, folded
from ivr.simulator.happenings import Happening, Said

CLOSED = "closed"  # the exit of `hours`, `hand_off` and `transfer` that is taken then


def said_when_closed(release: Release) -> frozenset[str]:
    """The words, in every locale, of each step to which being closed leads, and nothing else."""
    flows = release.flows
    ways = [way for step in flows.steps.values() for way in step.exits()]
    targets = {way.target for way in ways if way.name == CLOSED} - {way.target for way in ways if way.name != CLOSED}
    said = [step.prompt for target in targets if isinstance(step := flows.steps.get(target), SayStep)]
    words = (phrase(book, PromptRef(prompt)).shown for prompt in said for book in release.books.values())
    return frozenset(filter(folded, words))


def is_told(words: Iterable[str], happenings: Iterable[Happening]) -> bool:
    """Whether the caller was told so."""
    said = folded(" ".join(each.text for each in happenings if isinstance(each, Said)))
    return any(find(each, said) is not None for each in words)
