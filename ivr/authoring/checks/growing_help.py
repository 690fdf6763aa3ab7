"""Each further try says more than the one before: callers who fail are helped, not told the same again."""

import re
from collections.abc import Iterator, Mapping

from ivr.authoring.draft import Draft, WordingDraft
from ivr.authoring.problem import Problem
from ivr.dialogue import line_words
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.listening import ListeningStep
from ivr.dialogue.steps.topics import TopicsStep
from ivr.dialogue.values import Variant
from ivr.language.book import Prompt, Wording

_NO_WORD = re.compile(r"[^\w{}]|_")
_LEAST = 0.75  # of the words before; help that is a few words shorter may still be more

HELP: Mapping[Variant, str] = {
    Variant.NO_INPUT: "after silence",
    Variant.NO_MATCH: "after a wrong key",
    Variant.WRONG: "after an entry that they denied",
}


def help_grows(draft: Draft) -> Iterator[Problem]:
    """Every question has words for each further try, no two of them the same (caller rule 10)."""
    asked = _asked(draft)
    for book in draft.books.values():
        for key in sorted(set(asked) & book.prompts):
            words = book.words[key]
            if isinstance(words.content, Prompt):
                places = {id(each.wording): each for each in words.wordings}
                for variant, tries in asked[key].items():
                    yield from _judged(words.content, variant, tries, places)


def _asked(draft: Draft) -> dict[str, dict[Variant, int]]:
    """Each question's key, with the variants that callers may hear of it, and how often at most."""
    asked: dict[str, dict[Variant, int]] = {}
    for step in draft.all_steps():
        tries = getattr(step.step, "tries", None) or draft.line.defaults.tries
        for key, variant in _variants(step.step) if isinstance(step.step, ListeningStep) else ():
            known = asked.setdefault(key, {})
            known[variant] = max(tries - 1, known.get(variant, 0))
    return {key: {variant: most for variant, most in each.items() if most} for key, each in asked.items()}


def _variants(step: ListeningStep) -> Iterator[tuple[str, Variant]]:
    if isinstance(step, TopicsStep) and len(step.list) == 1:
        return  # it is read at once, and asks nothing
    keys = [use.key for use in step.prompts() if use.path == ("prompt",)]
    confirmed = isinstance(step, CollectStep) and step.confirm != "none"
    if confirmed:
        keys.append(line_words.CONFIRM)
        yield from ((key, Variant.WRONG) for key in keys if key != line_words.CONFIRM)
    for key in keys:
        yield key, Variant.NO_INPUT
        yield key, Variant.NO_MATCH


def _judged(prompt: Prompt, variant: Variant, tries: int, places: Mapping[int, WordingDraft]) -> Iterator[Problem]:
    first, more = prompt.variants[Variant.FIRST][0], prompt.variants.get(variant, ())
    if not more:
        message = f"callers hear the first words again {HELP[variant]}"
        yield places[id(first)].tell("help.missing", message, hint=f"add '{variant}:' with words that help more")
        return
    heard = {_plain(first)}
    for before, wording in zip((first, *more), more, strict=False):
        plain = _plain(wording)
        if plain in heard:
            message = f"callers hear the same again {HELP[variant]}"
            yield places[id(wording)].tell("help.same", message, hint="say what helps more than the words before")
        elif before is not first and _length(wording) < _LEAST * _length(before):
            message = f"callers who fail again hear less {HELP[variant]} than the first time"
            yield places[id(wording)].tell("help.shrinks", message, hint="say more than the words before")
        heard.add(plain)
    if len(more) < tries:
        message = f"there are {tries} further tries, and the last words {HELP[variant]} are heard again"
        yield places[id(more[-1])].tell("help.few", message, hint=f"write {tries} wordings, each with more help")


def _plain(wording: Wording) -> str:
    return _NO_WORD.sub("", wording.text.casefold())


def _length(wording: Wording) -> int:
    return len(wording.text.split())
