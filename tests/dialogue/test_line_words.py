"""The engine's own prompts: the table of them is complete, and says exactly which slots the engine fills."""

from collections.abc import Iterator
from pathlib import Path

from stories import play_story, read_stories

from ivr.dialogue import line_words
from ivr.dialogue.line_words import LINE_PROMPTS, WHISPER, WHISPER_ACCEPT
from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Say, Verb

STORIES = read_stories(Path(__file__).parent / "cases")


def test_every_prompt_that_has_a_name_is_in_the_table() -> None:
    named = {value for name, value in vars(line_words).items() if name.isupper() and isinstance(value, str)}

    assert named == set(LINE_PROMPTS)


def test_all_of_them_are_said_somewhere_with_just_the_slots_that_the_table_promises() -> None:
    said: dict[str, set[frozenset[str]]] = {}
    for story in STORIES:
        for turn in play_story(story):
            known = {name for name, _ in turn.call.answers}
            for ref in _refs(turn.verbs):
                said.setdefault(ref.key, set()).add(frozenset(name for name, _ in ref.slots) - known)

    promised = {key: {slots} for key, slots in LINE_PROMPTS.items() if key not in (WHISPER, WHISPER_ACCEPT)}
    assert {key: slots for key, slots in said.items() if key.startswith("line.")} == promised


def _refs(verbs: tuple[Verb, ...]) -> Iterator[PromptRef]:
    for verb in verbs:
        says = verb.says if isinstance(verb, Collect) else (verb,)
        yield from (part.prompt for part in says if isinstance(part, Say))
