"""One line as the engine knows it: numbers, hours, queues, topics and defaults. Steps are in `flows`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.dialogue.hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Queue:
    """A waiting line for a person: its opening hours (None: always open) and the prompt heard while waiting."""

    hours: str | None
    wait: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a step does not say otherwise; waits in whole seconds, `give_up` a step."""

    tries: int
    first_key: int
    between_keys: int
    give_up: str


@dataclass(frozen=True)
class Helpline:
    """What callers hear and whom they reach, apart from the flows.

    `numbers` maps a dialled number (E.164) to its first step; `facts` holds only those that are set; `outside` maps a
    name to a number, or None while unset; `always` maps a key to an act or a step; `topics` maps a topic to its number
    of pieces per locale; `voices` maps a locale to the carrier's voice.
    """

    numbers: Mapping[str, str]
    locales: tuple[str, ...]
    facts: Mapping[str, str]
    outside: Mapping[str, str | None]
    hours: Mapping[str, OpeningHours]
    queues: Mapping[str, Queue]
    notices: tuple[str, ...]
    always: Mapping[str, str]
    defaults: Defaults
    voices: Mapping[str, str]
    topics: Mapping[str, Mapping[str, int]]

    def first_step(self, dialled: str) -> str:
        """The first step for a dialled number; a number we do not list gets the first line's welcome, not silence."""
        return self.numbers.get(dialled) or next(iter(self.numbers.values()))

    def is_ours(self, number: str, dialled: str) -> bool:
        """Whether ringing a number would ring this very line."""
        return number == dialled or number in self.numbers

    def key_for(self, act: str) -> str | None:
        """The key that does an act everywhere, or None."""
        return next((key for key, what in self.always.items() if what == act), None)

    @property
    def person(self) -> str:
        """The step that brings a person: what `0` does everywhere."""
        return self.always["0"]
