"""What the person who answers a hand-off hears before the caller: who is calling and why, and "press 1"."""

from dataclasses import dataclass, replace

from ivr.dialogue import line_words
from ivr.dialogue.call import Call
from ivr.dialogue.inputs import Digits, Input
from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Hangup, Say, Verb

ACCEPT = "1"
MAX_TRIES = 2  # times the whisper is said; an answering machine presses nothing and must not get the caller
ANSWER_WITHIN = 6  # seconds


@dataclass(frozen=True, slots=True)
class Whisper:
    """The call that is handed over, the prompt that tells of it, and how often it was said."""

    call: Call
    prompt: str = line_words.WHISPER
    tries: int = 0


def whisper_on(whisper: Whisper, given: Input) -> tuple[Whisper, tuple[Verb, ...]]:
    """What the agent's leg does next. No verbs at all let the carrier connect the two."""
    if given == Digits(ACCEPT):
        return whisper, ()
    if whisper.tries >= MAX_TRIES:
        return whisper, (Hangup(),)
    says = (Say(PromptRef(whisper.prompt, slots=whisper.call.answers)), Say(PromptRef(line_words.WHISPER_ACCEPT)))
    return replace(whisper, tries=whisper.tries + 1), (Collect(says, ANSWER_WITHIN, 1, 1),)
