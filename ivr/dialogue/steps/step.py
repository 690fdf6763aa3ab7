"""What every step is: a model read from YAML, and two functions that say what the call does next."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from ivr.dialogue.call import Call
from ivr.dialogue.helpline import Helpline
from ivr.dialogue.inputs import Input
from ivr.dialogue.steps.outcome import Outcome, Unexpected
from ivr.dialogue.values import PromptRef, Slot, Variant
from ivr.dialogue.verbs import Say

ACTS = ("back", "repeat", "more_time")
"""What a key may do instead of going to a step; no step may be called so."""


def _qualified(target: str, info: ValidationInfo) -> str:
    flow = (info.context or {}).get("flow")
    return target if flow is None or "." in target or target in ACTS else f"{flow}.{target}"


def _whole_seconds(text: Any) -> Any:
    if isinstance(text, str) and text.endswith("s"):
        return text[:-1]
    return text


Target = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"), AfterValidator(_qualified)]
"""A step to go to: `step` in the same file, or `flow.step`; always `flow.step` once read."""

PromptKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
"""A prompt, by its key in `prompts/<locale>/`."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""The name of an answer, outcome, queue or outside number."""

_Written = Annotated[str, Field(pattern=r"^([1-9]|[1-5][0-9]|60)s?$")] | Annotated[int, Field(ge=1, le=60)]
Seconds = Annotated[int, BeforeValidator(_whole_seconds, json_schema_input_type=_Written), Field(ge=1, le=60)]
"""A wait in whole seconds, written `7s`."""

Key = Annotated[str, Field(pattern=r"^[0-9]$")]
"""One key of the telephone."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step: its name, the step it leads to, and where in the YAML it stands."""

    name: str
    target: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PromptUse:
    """A prompt that a step says, and where in the YAML its key stands."""

    key: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """What a step may look at: the line, the call, and the time (for opening hours only)."""

    helpline: Helpline
    call: Call
    now: datetime

    def say(self, key: str, variant: Variant = Variant.FIRST, number: int = 0, /, **slots: Slot) -> Say:
        """A prompt to be said, knowing all that the caller has answered."""
        return Say(PromptRef(key, variant, number, (*self.call.answers, *slots.items())))

    def at(self, call: Call) -> "Here":
        """The same, with the call further on."""
        return replace(self, call=call)


class Step(BaseModel, ABC):
    """One unit of a flow. A kind of step is one file with one subclass, and one line in the table of steps."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    listens: ClassVar[bool] = False
    """Whether the step waits for the caller's keys."""

    type: str
    """What kind of step this is."""

    @property
    def is_menu(self) -> bool:
        """Whether it is a menu: `back` returns to it, and one of a call says which keys always work (caller rule 8)."""
        return False

    @abstractmethod
    def exits(self) -> Iterator[Exit]:
        """Every way out, for the checker, the picture and the proof."""

    def prompts(self) -> Iterator[PromptUse]:
        """Every prompt said by this step itself."""
        prompt = getattr(self, "prompt", None)
        if prompt is not None:
            yield PromptUse(prompt, ("prompt",))

    @abstractmethod
    def enter(self, here: Here) -> Outcome:
        """What happens when the call reaches this step."""

    def receive(self, here: Here, given: Input) -> Outcome:
        """What happens when the world answers; a step that asked nothing expects nothing."""
        return Unexpected(call=here.call)


def exits_of(on: Iterable[tuple[str, str]]) -> Iterator[Exit]:
    """The exits of a step whose outcomes stand under `on`."""
    for outcome, target in on:
        yield Exit(outcome, target, ("on", outcome))
