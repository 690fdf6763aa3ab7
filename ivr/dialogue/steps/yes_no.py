"""`yes_no`: a question with 1 for yes and 2 for no (caller rule 7)."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ivr.dialogue import line_words
from ivr.dialogue.steps.listening import BETWEEN_CHOICES, ListeningStep
from ivr.dialogue.steps.outcome import GoTo, Outcome, Says
from ivr.dialogue.steps.step import Exit, Here, PromptKey, Target, exits_of
from ivr.dialogue.values import Variant
from ivr.dialogue.verbs import Pause

YES, NO = "1", "2"


class YesNoExits(BaseModel):
    """Where yes and no lead."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    said_yes: Target
    """Where key 1 leads."""
    said_no: Target
    """Where key 2 leads."""


class YesNoStep(ListeningStep):
    """Asks a question that is answered by 1 for yes or 2 for no; the keys are said after the question.

    Example:
        anything_else: {type: yes_no, prompt: main.anything_else, on: {said_yes: what_for, said_no: goodbye}}
    """

    type: Literal["yes_no"]
    prompt: PromptKey
    """The question. `line.yes_no` says the keys after it."""
    on: YesNoExits
    """Where yes and no lead."""

    def exits(self) -> Iterator[Exit]:
        """Yes, no, and giving up."""
        yield from exits_of(self.on)
        yield from super().exits()

    def words(self, here: Here, variant: Variant, number: int) -> Says:
        """The question, then the keys."""
        return (here.say(self.prompt, variant, number), Pause(BETWEEN_CHOICES), here.say(line_words.YES_NO))

    def hear_keys(self, here: Here, keys: str) -> Outcome:
        """Go where the answer leads."""
        ways = {YES: ("said_yes", self.on.said_yes), NO: ("said_no", self.on.said_no)}
        if keys not in ways:
            return self.stumble(here, Variant.NO_MATCH)
        way, target = ways[keys]
        return GoTo(call=self.settled(here.call), target=target, exit=way)
