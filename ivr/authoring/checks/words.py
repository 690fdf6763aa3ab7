"""Every prompt that is said exists in every locale, and every prompt that exists is said."""

from collections.abc import Iterator

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import BookDraft, Draft, StepDraft
from ivr.authoring.located import Mark, Path
from ivr.authoring.problem import Problem, problem
from ivr.authoring.sources import PROMPTS
from ivr.authoring.suggestions import MOST_LISTED, Suggestions, did_you_mean, fix_for
from ivr.dialogue.line_words import LINE_PROMPTS

Use = tuple[str, StepDraft | Cursor, Path]
"""A prompt's key, and the step or the place in helpline.yaml that says it; in a step, the way to it."""

_FEW = 3  # names that are enough to see what is meant
_COPY = f"copy {PROMPTS}en-US/line.yaml from the shipped line or an example, with your own line.whisper"
_TITLES = ("label",)  # where a topic may stand for a prompt: its title is said


def locales_have_prompts(draft: Draft) -> Iterator[Problem]:
    """Each locale has a folder of prompts, and each folder is a locale."""
    for index, locale in enumerate(draft.line.locales):
        if locale not in draft.folders and not draft.line_lost:
            at = draft.at_line("locales", index)
            message = f"there are no prompts in {PROMPTS}{locale}/"
            hint = fix_for(locale, set(draft.folders) - set(draft.line.locales))
            yield problem("locale.no-prompts", at.mark, at.path, message, hint=hint)
    for folder, file in draft.folders.items():
        if folder not in draft.line.locales and not draft.line_lost:
            message = f"'{folder}' is no locale of helpline.yaml, so nothing of it is said"
            hint = fix_for(folder, set(draft.line.locales) - set(draft.folders))
            yield problem("locale.unlisted", Mark(file), (), message, hint=hint)


def prompts_exist(draft: Draft) -> Iterator[Problem]:
    """Prompts of steps, queues and notices, and the line's own, are in every locale's book."""
    uses = tuple(_uses(draft))
    for book in draft.books.values():
        likely = Suggestions(book.prompts)
        if book.whole and book.words:
            yield from (told for use in uses if (told := _missing(draft, book, use, likely)))
            yield from _line_prompts(draft, book)


def _uses(draft: Draft) -> Iterator[Use]:
    for step in draft.all_steps():
        for use in step.step.prompts():
            if use.key not in LINE_PROMPTS:
                yield use.key, step, use.path
    for name, queue in draft.line.queues.items():
        at = draft.at_line("queues", name, "wait")
        if queue.wait:
            yield queue.wait, at, at.path
    for index, notice in enumerate(draft.line.notices):
        at = draft.at_line("notices", index)
        yield notice, at, at.path


def _missing(draft: Draft, book: BookDraft, use: Use, likely: Suggestions) -> Problem | None:
    key, _, path = use
    if key in book.prompts or (key in book.topics and path[-1] in _TITLES):
        return None
    if key in book.topics:
        hint = "a topic is read by the topics step that lists it"
        return _told("prompt.topic", use, f"'{key}' is a topic, not a prompt", hint)
    where = f" in {book.locale}" if len(draft.books) > 1 else ""
    return _told("prompt.missing", use, f"no prompt '{key}'{where}", likely.for_(key))


def _told(rule: str, use: Use, message: str, hint: str) -> Problem:
    _, at, path = use
    if isinstance(at, StepDraft):
        return at.tell(rule, path, message, hint=hint)
    return problem(rule, at.mark, path, message, hint=hint)


def _line_prompts(draft: Draft, book: BookDraft) -> Iterator[Problem]:
    """The line's own prompts: one that is missing was likely misspelt, several were never copied."""
    missing = [key for key in LINE_PROMPTS if key not in book.prompts]
    folder = f"{PROMPTS}{book.locale}/"
    if len(missing) == 1:
        first = min((words.mark for words in book.words.values()), key=lambda mark: (mark.file, mark.line))
        message = f"no prompt '{missing[0]}' in {folder}, which the line itself says"
        hint = did_you_mean(missing[0], book.prompts - set(LINE_PROMPTS)) or f"add '{missing[0]}:'"
        yield problem("prompt.missing", Mark(first.file), (missing[0],), message, hint=hint)
    elif missing:
        at = draft.at_line("locales", tuple(draft.books).index(book.locale))
        named = missing if len(missing) <= MOST_LISTED else [*missing[:_FEW], f"and {len(missing) - _FEW} more"]
        message = f"the line's own words are missing in {folder}: {', '.join(named)}"
        yield problem("prompt.missing", at.mark, at.path, message, hint=_COPY)


def every_prompt_is_said(draft: Draft) -> Iterator[Problem]:
    """A prompt that nothing says was forgotten, or renamed."""
    if not draft.whole:
        return
    said = {key for key, _, _ in _uses(draft)} | set(LINE_PROMPTS)
    for book in draft.books.values():
        likely = Suggestions(said - set(book.words))
        for key in sorted(book.prompts - said):
            hint = likely.for_(key)
            yield problem("prompt.unused", book.words[key].mark, (key,), "nothing says this prompt", hint=hint)
