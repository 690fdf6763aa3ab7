"""`set`: remember or forget answers."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from ivr.dialogue.call import MAX_ANSWER
from ivr.dialogue.steps.outcome import GoTo, Outcome
from ivr.dialogue.steps.step import Exit, Here, Name, Step, Target
from ivr.dialogue.values import Kind, Value


class SetStep(Step):
    """Forgets answers (`clear`), so that they are asked again, or stores fixed ones (`values`).

    Example:
        forget: {type: set, clear: [order_number], then: ask}
    """

    type: Literal["set"]
    clear: tuple[Name, ...] = ()
    """Answers that are forgotten, by their names."""
    values: Mapping[Name, Annotated[str, Field(max_length=MAX_ANSWER)]] = Field(default_factory=dict)
    """Answers that are remembered from here on."""
    then: Target
    """The step that follows."""

    def exits(self) -> Iterator[Exit]:
        """The one way on."""
        yield Exit("then", self.then, ("then",))

    def enter(self, here: Here) -> Outcome:
        """Change what is known and go on."""
        call = here.call.without_answers(self.clear)
        for name, text in self.values.items():
            call = call.with_answer(name, Value(Kind.TEXT, text))
        return GoTo(call=call, target=self.then, exit="then")
