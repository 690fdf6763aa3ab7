"""`say`: speak, and go on."""

from collections.abc import Iterator
from typing import Literal

from ivr.dialogue.steps.outcome import GoTo, Outcome
from ivr.dialogue.steps.step import Exit, Here, PromptKey, Step, Target


class SayStep(Step):
    """Says a prompt and goes on. With `barge_in: "no"` the words cannot be cut by a key (an emergency notice).

    Example:
        welcome: {type: say, prompt: main.welcome, then: what_for}
    """

    type: Literal["say"]
    prompt: PromptKey
    """The words."""
    then: Target
    """The step that follows in the same breath."""
    barge_in: bool = True
    """`no`: these words, and all before them in this turn, are heard to the end."""

    def exits(self) -> Iterator[Exit]:
        """The one way on."""
        yield Exit("then", self.then, ("then",))

    def enter(self, here: Here) -> Outcome:
        """Say it and go on in the same turn."""
        return GoTo(
            call=here.call, target=self.then, exit="then", says=(here.say(self.prompt),), uncut=not self.barge_in
        )
