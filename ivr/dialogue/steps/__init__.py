"""Kinds of steps: one file each, and one line in the table here."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.done import DoneStep
from ivr.dialogue.steps.flow import FlowStep
from ivr.dialogue.steps.goodbye import GoodbyeStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.hours import HoursStep
from ivr.dialogue.steps.menu import MenuStep
from ivr.dialogue.steps.say import SayStep
from ivr.dialogue.steps.set import SetStep
from ivr.dialogue.steps.step import Step
from ivr.dialogue.steps.topics import TopicsStep
from ivr.dialogue.steps.transfer import TransferStep
from ivr.dialogue.steps.yes_no import YesNoStep

STEP_TYPES: Mapping[str, type[Step]] = {
    "say": SayStep,
    "menu": MenuStep,
    "yes_no": YesNoStep,
    "topics": TopicsStep,
    "collect": CollectStep,
    "branch": BranchStep,
    "hours": HoursStep,
    "transfer": TransferStep,
    "flow": FlowStep,
    "done": DoneStep,
    "set": SetStep,
    "hand_off": HandOffStep,
    "goodbye": GoodbyeStep,
}
"""Every kind of step by its `type` in YAML."""

AnyStep = Annotated[
    SayStep
    | MenuStep
    | YesNoStep
    | TopicsStep
    | CollectStep
    | BranchStep
    | HoursStep
    | TransferStep
    | FlowStep
    | DoneStep
    | SetStep
    | HandOffStep
    | GoodbyeStep,
    Field(discriminator="type"),
]
"""One step of any kind, as pydantic reads it."""
