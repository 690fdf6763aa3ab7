"""What came of a call script at one height: everything that happened, and what the caller had done by then."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ivr.dialogue.events import Event, StepEntered
from ivr.rehearsal.actor import Actor, Done, HeardWord
from ivr.simulator.happenings import Happening, LineError, LineWarning, Listening, Party
from ivr.simulator.leg import Answer, Playing
from ivr.simulator.stretch import Act, Stretch
from ivr.simulator.transport import Webhook

Walked = tuple[str, str]
"""A step and one of its exits."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that happened, after so many deeds of the caller."""

    section: int
    happening: Happening


@dataclass(frozen=True, slots=True)
class Played:
    """A call that was played to its end.

    `events` is what its record says, None where nobody can look, `turns` the part of it that the caller's turns made.
    """

    height: str
    beats: tuple[Beat, ...]
    done: tuple[Done, ...]
    heard: tuple[HeardWord, ...]
    events: tuple[Event, ...] | None = None
    turns: tuple[Event, ...] | None = None
    walked: tuple[Walked, ...] = ()

    @property
    def steps(self) -> frozenset[str]:
        """The steps that the call entered."""
        return frozenset(event.step for event in self.turns or () if isinstance(event, StepEntered))

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Everything that happened, in order."""
        return tuple(beat.happening for beat in self.beats)


def followed(happenings: Iterable[Happening], actor: Actor) -> tuple[Beat, ...]:
    """What happens, each with the number of deeds that the caller had done by then."""
    return tuple(Beat(len(actor.done), happening) for happening in happenings)


def driven(playing: Playing[None], actor: Actor, agent: Callable[[Stretch], Act | None]) -> Iterator[Happening]:
    """Drive a call that needs nobody but the two who hold a telephone."""
    answer: Answer = None
    while True:
        try:
            step = playing.send(answer)
        except StopIteration:
            return
        match step:
            case Stretch():
                answer = actor.next_act(step) if step.party is Party.CALLER else agent(step)
            case Webhook():
                raise TypeError(f"this line has no web, and cannot send {step.url}")
            case _:
                answer = None
                yield step


def transcript(happenings: Iterable[Happening]) -> tuple[str, ...]:
    """Who said and did what, in order and with its moment: what must be the same at every height."""
    return tuple(_lines(happenings))


def _lines(happenings: Iterable[Happening]) -> Iterator[str]:
    for happening in happenings:
        match happening:
            case Listening() | LineWarning() | LineError():
                continue
            case _:
                fields = (getattr(happening, name) for name in type(happening).__match_args__)
                told = (f"{field:.1f}" if isinstance(field, float) else str(field) for field in fields)
                yield f"{type(happening).__name__} {' '.join(told)}"
