"""The two callers whose ways are measured: who knows the keys, and who listens to everything; and what they hear."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ivr.authoring.proof.entries import fitting
from ivr.authoring.proof.seconds import MS_A_SECOND, Clock
from ivr.dialogue.engine import Turn
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import Digits, Input, NoInput
from ivr.dialogue.steps.collect import CONFIRMING, CollectStep
from ivr.dialogue.steps.topics import READING
from ivr.dialogue.steps.yes_no import YES
from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Pause, Say, Verb
from ivr.language.book import PromptBook
from ivr.language.pace import words_in
from ivr.language.render import render

EXPERT, LISTENER = "who knows the keys", "who listens to everything"
SECONDS: Mapping[str, int] = {EXPERT: 15, LISTENER: 30}  # until an answer begins (caller rule 28)
PRESSED_AFTER: Mapping[str, int] = {EXPERT: 500, LISTENER: 1000}  # ms, as the simulated callers have it
CALLERS: Mapping[str, str] = {"expert": EXPERT, "listener": LISTENER}
"""Who they are, by their short names."""
BETWEEN_KEYS: Mapping[str, int] = {EXPERT: 200, LISTENER: 500}  # ms, as the simulated callers have it
KEYS = "012345678"  # those that lead on: neither back nor once more
FINISH = "#"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a caller has gone through so far: keys pressed (an entry counts as one item), words, and milliseconds."""

    keys: tuple[str, ...] = ()
    words: int = 0
    ms: int = 0


@dataclass(frozen=True)
class Ears:
    """Counts and times what is said, in the words of one locale."""

    clock: Clock
    book: PromptBook

    def words(self, says: Iterable[Verb]) -> int:
        """Words that are heard; a `Collect` speaks too."""
        return sum(self._words(said) for said in says)

    def _words(self, said: Verb) -> int:
        match said:
            case Say(prompt):
                return words_in(render(self.book, prompt))
            case Collect(says=inner):
                return self.words(inner)
            case _:
                return 0

    def after(self, heard: Heard, says: Iterable[Verb], keys: str = "", more_ms: int = 0) -> Heard:
        """A caller who has now heard this too, and pressed these keys at its end."""
        told = tuple(says)
        pressed = (*heard.keys, keys) if keys else heard.keys
        return Heard(pressed, heard.words + self.words(told), heard.ms + self.clock.spoken(told) + more_ms)


def answers(flows: Flows, turn: Turn, who: str) -> Iterable[Input]:
    """What a caller who knows what they want may do where the line listens."""
    step, spot = flows.steps.get(turn.call.step), turn.call.spot
    if isinstance(step, CollectStep):
        return (Digits(YES if spot.phase == CONFIRMING else fitting(step.digits)),)
    silence = (NoInput(),) if who == LISTENER and spot.phase == READING else ()
    return (*silence, *map(Digits, KEYS))


def answered(ears: Ears, heard: Heard, turn: Turn, given: Input, who: str) -> Heard:
    """A caller at the moment at which their answer is taken."""
    collect = turn.verbs[-1]
    if not isinstance(collect, Collect):
        return heard
    before = turn.verbs[:-1]
    if not isinstance(given, Digits):
        return ears.after(heard, turn.verbs, more_ms=collect.first_key * MS_A_SECOND)
    listened = _until(collect.says, given.keys) if who == LISTENER else ()
    keys = given.keys if len(given.keys) in (1, collect.max_keys) else given.keys + FINISH
    return ears.after(heard, (*before, *listened), keys, PRESSED_AFTER[who] + (len(keys) - 1) * BETWEEN_KEYS[who])


def _until(says: tuple[Say | Pause, ...], key: str) -> tuple[Say | Pause, ...]:
    """What is said up to where a key is named; all of it where it is not."""
    named = (nth for nth, said in enumerate(says, 1) if isinstance(said, Say) and _names(said.prompt, key))
    return says[: next(named, len(says))]


def _names(prompt: PromptRef, key: str) -> bool:
    return any(name == "key" and getattr(slot, "text", "") == key for name, slot in prompt.slots)
