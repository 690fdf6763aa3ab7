"""Facts that prompts need are set, or there are words for while they are not."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft, WordingDraft
from ivr.authoring.problem import Problem, problem
from ivr.language.book import Wording, slots_of
from ivr.language.render import slots_in


def facts_are_set(draft: Draft) -> Iterator[Problem]:
    """A warning for each unset fact that some prompt has other words for, an error for a prompt that has none."""
    used: dict[str, list[str]] = {}
    for key, each in _all_wordings(draft):
        said, replaced = _said(each.wording, draft.helpline.unset)
        for fact in sorted(slots_in(said) & draft.helpline.unset):
            hint = f"set it in helpline.yaml, or add 'without: {{{fact}: ...}}' with words for it"
            yield each.tell("fact.needed", f"the fact '{fact}' is not set, and nothing is said instead", hint=hint)
        for fact in replaced:
            used.setdefault(fact, []).append(key)
    for fact, keys in used.items():
        at = draft.at_line("facts", fact)
        prompts = sorted(set(keys))
        message = f"the fact is not set; {', '.join(prompts)} {'is' if len(prompts) == 1 else 'are'} said without it"
        yield problem("fact.unset", at.mark, at.path, message, hint="write its value")


def _all_wordings(draft: Draft) -> Iterator[tuple[str, WordingDraft]]:
    for book in draft.books.values():
        for key, words in book.words.items():
            yield from ((key, each) for each in words.wordings)


def _said(wording: Wording, unset: frozenset[str]) -> tuple[str, list[str]]:
    """The words said while some facts are unset, and those facts whose place was taken by other words."""
    text, without, replaced = wording.text, dict(wording.without), list[str]()
    while fitting := [entry for entry in without if slots_of(entry) <= unset and slots_of(entry) & slots_in(text)]:
        entry = min(fitting, key=lambda entry: (-len(slots_of(entry)), entry))
        replaced += slots_of(entry)
        text = without.pop(entry)
    return text, replaced
