"""`goodbye`: the polite end of a call."""

from collections.abc import Iterator
from typing import Literal

from ivr.dialogue.events import CallFinished
from ivr.dialogue.steps.outcome import Finish, Outcome
from ivr.dialogue.steps.step import Exit, Here, PromptKey, Step


class GoodbyeStep(Step):
    """Says a last prompt and hangs up.

    Example:
        goodbye: {type: goodbye, prompt: main.goodbye}
    """

    type: Literal["goodbye"]
    prompt: PromptKey
    """The last words."""

    def exits(self) -> Iterator[Exit]:
        """None: the call is over."""
        yield from ()

    def enter(self, here: Here) -> Outcome:
        """Say it and end the call."""
        return Finish(call=here.call, says=(here.say(self.prompt),), events=(CallFinished("said_goodbye"),))
