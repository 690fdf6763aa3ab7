"""Callers get enough time, and `*` is the way back."""

from collections.abc import Iterator

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.figures import BETWEEN_KEYS_LEAST, FIRST_KEY_WAITS
from ivr.authoring.problem import Problem, problem
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.listening import ListeningStep

Place = StepDraft | Cursor


def waits_are_long_enough(draft: Draft) -> Iterator[Problem]:
    """5 to 15 seconds for the first key, 3 at least between two (caller rules 13 and 14)."""
    defaults = draft.line.defaults
    yield from _first(draft.at_line("defaults", "first_key"), defaults.first_key)
    yield from _between(draft.at_line("defaults", "between_keys"), defaults.between_keys)
    for step in draft.all_steps():
        if isinstance(step.step, ListeningStep):
            yield from _first(step, step.step.first_key)
        if isinstance(step.step, CollectStep):
            yield from _between(step, step.step.between_keys)


def _first(place: Place, seconds: int | None) -> Iterator[Problem]:
    if seconds is not None and seconds not in FIRST_KEY_WAITS:
        least, most = FIRST_KEY_WAITS.start, FIRST_KEY_WAITS.stop - 1
        message = f"the line waits {seconds} s for the first key"
        yield _told(
            place, "wait.first-key", "first_key", message, f"{least} to 10 s, where something is looked up {most}"
        )


def _between(place: Place, seconds: int | None) -> Iterator[Problem]:
    if seconds is not None and seconds < BETWEEN_KEYS_LEAST:
        message = f"the line waits {seconds} s between two keys, too short for slow typists"
        yield _told(place, "wait.between-keys", "between_keys", message, f"at least {BETWEEN_KEYS_LEAST} s")


def _told(place: Place, rule: str, field: str, message: str, hint: str) -> Problem:
    if isinstance(place, StepDraft):
        return place.tell(rule, (field,), message, hint=hint)
    return problem(rule, place.mark, place.path, message, hint=hint)


def star_leads_back(draft: Draft) -> Iterator[Problem]:
    """`*` is back, on every line (caller rule 6)."""
    if not draft.line_lost and draft.line.always and draft.line.always.get("*") != "back":
        at = draft.at_line("always", "*")
        message = "the key * does not lead back"
        yield problem("always.back", at.mark, at.path, message, hint='write "*": back')
