"""Every {slot} in a prompt is something that will be known: a fact, an answer, opening hours, or the line's own."""

from collections.abc import Iterator, Set

from ivr.authoring.checks.entries import answers_of
from ivr.authoring.draft import Draft, WordingDraft, WordsDraft
from ivr.authoring.problem import Problem
from ivr.authoring.suggestions import LIKELY, Suggestions, fix_for, listed
from ivr.dialogue.line_words import LINE_PROMPTS
from ivr.language.book import Wording, slots_of
from ivr.language.render import slots_in


def slots_are_known(draft: Draft) -> Iterator[Problem]:
    """A slot that nothing fills would be left out when the prompt is said.

    While some steps could not be read, an unknown slot may be an answer of theirs: only likely slips are told then.
    """
    if draft.line_lost:
        return
    known = _facts(draft) | {name for step in draft.all_steps() for name, _ in answers_of(step.step)}
    likely_anywhere = Suggestions(known)
    sure = not draft.lost and len(draft.steps) == len(draft.known)
    for words in _all_words(draft):
        mine = known | LINE_PROMPTS.get(words.key, frozenset())
        likely = Suggestions(mine) if words.key in LINE_PROMPTS else likely_anywhere
        for each in words.wordings:
            yield from (told for told in _unknown(each, mine, likely) if sure or told.hint.startswith(LIKELY))
            yield from _idle(each) if each.wording.without else ()


def _facts(draft: Draft) -> set[str]:
    return set(draft.helpline.spoken) | draft.helpline.unset


def _all_words(draft: Draft) -> Iterator[WordsDraft]:
    return (words for book in draft.books.values() for words in book.words.values())


def _unknown(each: WordingDraft, known: Set[str], likely: Suggestions) -> Iterator[Problem]:
    for slot in sorted(_slots_of(each.wording) - known):
        hint = likely.for_(slot) or listed(known)
        yield each.tell("slot.unknown", f"nothing fills the slot {{{slot}}}", hint=hint)


def _slots_of(wording: Wording) -> frozenset[str]:
    if not wording.without:
        return slots_in(wording.text)
    return frozenset(slot for text in (wording.text, *wording.without.values()) for slot in slots_in(text))


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
        needed = LINE_PROMPTS.get(words.key, frozenset())
        for each in words.wordings if needed else ():
            for slot in sorted(needed - slots_in(each.wording.text)):
                message = f"the words have no {{{slot}}}, which the caller needs here"
                yield each.tell("slot.missing", message, hint=f"say {{{slot}}} in them")
