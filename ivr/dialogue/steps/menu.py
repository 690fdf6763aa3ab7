"""`menu`: a prompt and choices by key; the spoken list is composed from the choices, so words and keys agree."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ivr.dialogue.events import AnswerGiven
from ivr.dialogue.steps.listening import ListeningStep, spoken_choices
from ivr.dialogue.steps.outcome import GoTo, Outcome, Says
from ivr.dialogue.steps.step import Exit, Here, Key, Name, PromptKey, PromptUse, Target
from ivr.dialogue.values import Kind, PromptRef, Value, Variant


class Choice(BaseModel):
    """One choice: what it is called, and the step it goes to or the value it stores (or both)."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"anyOf": [{"required": ["goto"]}, {"required": ["value"]}]},
    )

    label: PromptKey
    """What the choice is called, a prompt: it is put where `line.choice` says `{label}`."""
    goto: Target | None = None
    """The step it leads to; without it the choice needs a `value`, and the menu a `then`."""
    value: Name | None = None
    """What is remembered under `into`."""
    key: Key | None = None
    """A key of its own, 0 to 9; else keys run 1, 2, 3 ... from the top."""


class MenuStep(ListeningStep):
    """Reads choices out, what each does and then its key, and goes where the caller's key leads.

    Keys run 1, 2, 3 ... unless a choice gives its own. With `into`, a choice's `value` is remembered.

    Example:
        what_for:
          type: menu
          prompt: main.question
          into: about
          choices:
            - {goto: care.menu, label: main.care, value: care}
            - {goto: refunds.menu, label: main.refunds, value: refunds}
    """

    type: Literal["menu"]
    prompt: PromptKey
    """The question. The choices are said after it: name no keys in it."""
    choices: Annotated[tuple[Choice, ...], Field(min_length=1)]
    """What can be chosen, the likeliest first; at most five are easy to remember."""
    speech: Literal["any_topic", "choices", "off"] = "off"
    """Kept for speech; calls are by keypad only."""
    into: Name | None = None
    """The name under which the chosen `value` is remembered."""
    then: Target | None = None
    """Where choices without `goto` lead."""

    @property
    def is_menu(self) -> bool:
        """It is one."""
        return True

    def exits(self) -> Iterator[Exit]:
        """One way on per choice that goes somewhere, and `then` for those that only store a value."""
        for index, choice in enumerate(self.choices):
            if choice.goto is not None:
                yield Exit(f"choice {index + 1}", choice.goto, ("choices", index, "goto"))
        if self.then is not None:
            yield Exit("then", self.then, ("then",))
        yield from super().exits()

    def prompts(self) -> Iterator[PromptUse]:
        """The question, and each choice's label."""
        yield PromptUse(self.prompt, ("prompt",))
        for index, choice in enumerate(self.choices):
            yield PromptUse(choice.label, ("choices", index, "label"))

    def keyed(self) -> Iterator[tuple[str, Choice]]:
        """Each choice with its key."""
        for index, choice in enumerate(self.choices):
            yield choice.key or str(index + 1), choice

    def words(self, here: Here, variant: Variant, number: int) -> Says:
        """The question, then the choices."""
        choices = ((key, PromptRef(choice.label)) for key, choice in self.keyed())
        return (here.say(self.prompt, variant, number), *spoken_choices(here, choices))

    def hear_keys(self, here: Here, keys: str) -> Outcome:
        """Go where the choice leads."""
        chosen = next(((nth, choice) for nth, (key, choice) in enumerate(self.keyed(), 1) if key == keys), None)
        if chosen is None:
            return self.stumble(here, Variant.NO_MATCH)
        nth, choice = chosen
        call = self.settled(here.call)
        target = choice.goto or self.then or here.helpline.person
        way = f"choice {nth}" if choice.goto else "then" if self.then else ""
        if self.into is None or choice.value is None:
            return GoTo(call=call, target=target, exit=way)
        call = call.with_answer(self.into, Value(Kind.TEXT, choice.value, label=choice.label))
        return GoTo(call=call, target=target, exit=way, events=(AnswerGiven(self.into, choice.value),))
