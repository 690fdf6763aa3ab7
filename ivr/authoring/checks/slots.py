"""Every {slot} in a prompt is something that will be known: a fact, an answer, opening hours, or the line's own."""

from collections.abc import Iterator

from ivr.authoring.checks.entries import answers_of
from ivr.authoring.draft import Draft, WordingDraft, WordsDraft
from ivr.authoring.problem import Problem
from ivr.authoring.suggestions import LIKELY, fix_for
from ivr.dialogue.line_words import LINE_PROMPTS
from ivr.language.book import slots_of
from ivr.language.render import slots_in


def slots_are_known(draft: Draft) -> Iterator[Problem]:
    """A slot that nothing fills would be left out when the prompt is said.

    While some steps could not be read, an unknown slot may be an answer of theirs: only likely slips are told then.
    """
    if draft.line_lost:
        return
    known = _facts(draft) | {name for step in draft.all_steps() for name, _ in answers_of(step.step)}
    sure = not draft.lost and len(draft.steps) == len(draft.known)
    for words in _all_words(draft):
        mine = known | LINE_PROMPTS.get(words.key, frozenset())
        for each in words.wordings:
            yield from (told for told in _unknown(each, mine) if sure or told.hint.startswith(LIKELY))
            yield from _idle(each)


def _facts(draft: Draft) -> set[str]:
    return set(draft.helpline.spoken) | draft.helpline.unset


def _all_words(draft: Draft) -> Iterator[WordsDraft]:
    return (words for book in draft.books.values() for words in book.words.values())


def _unknown(each: WordingDraft, known: frozenset[str] | set[str]) -> Iterator[Problem]:
    texts = (each.wording.text, *each.wording.without.values())
    for slot in sorted({slot for text in texts for slot in slots_in(text)} - known):
        yield each.tell("slot.unknown", f"nothing fills the slot {{{slot}}}", hint=fix_for(slot, known))


def _idle(each: WordingDraft) -> Iterator[Problem]:
    """Wordings for when a slot is not known that the text does not even use."""
    for entry in each.wording.without:
        others = (text for name, text in each.wording.without.items() if name != entry)
        used = {slot for text in (each.wording.text, *others) for slot in slots_in(text)}
        for slot in sorted(slots_of(entry) - used):
            message = f"'without: {entry}' is never said, as the words have no {{{slot}}}"
            yield each.tell("slot.without", message, hint=fix_for(slot, slots_in(each.wording.text)))


def line_prompts_have_their_slots(draft: Draft) -> Iterator[Problem]:
    """Words of the line itself that leave out, say, the key cannot be understood."""
    for words in _all_words(draft):
        for each in words.wordings:
            for slot in sorted(LINE_PROMPTS.get(words.key, frozenset()) - slots_in(each.wording.text)):
                message = f"the words have no {{{slot}}}, which the caller needs here"
                yield each.tell("slot.missing", message, hint=f"say {{{slot}}} in them")
