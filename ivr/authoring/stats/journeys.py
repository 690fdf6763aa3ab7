"""The shortest ways to everything that callers ring for: topics, questions for digits, transfers, persons."""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from ivr.authoring.proof.abstraction import Abstraction
from ivr.authoring.proof.places import Given
from ivr.authoring.proof.turning import Turning
from ivr.authoring.stats.callers import Ears, Heard, answered, answers
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn
from ivr.dialogue.events import NotMatched
from ivr.dialogue.inputs import CallStarted
from ivr.dialogue.steps.collect import CollectStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.topics import READING
from ivr.dialogue.steps.transfer import TransferStep
from ivr.dialogue.values import Variant
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Pause, Say

STEP_GOALS: Mapping[type, str] = {CollectStep: "collect", TransferStep: "transfer", HandOffStep: "hand_off"}
"""Kinds of steps that callers want to get to."""
TOPIC = "topic"
KINDS = (TOPIC, *STEP_GOALS.values())


@dataclass(frozen=True, slots=True, order=True)
class Goal:
    """Something that callers ring for: a topic by its key, or a step by its address."""

    kind: str
    name: str


@dataclass(order=True)
class _Reached:
    ms: int
    nth: int
    heard: Heard = field(compare=False)
    turn: Turn = field(compare=False)


@dataclass(frozen=True)
class Roads:
    """The ways through one helpline, in one locale."""

    turning: Turning
    abstraction: Abstraction
    ears: Ears
    locale: str

    def goals(self) -> tuple[Goal, ...]:
        """Everything that there is to get to."""
        flows = self.turning.flows
        steps = ((STEP_GOALS.get(type(step)), address) for address, step in flows.steps.items())
        found = [Goal(TOPIC, topic) for topic in flows.helpline.topics]
        found += [Goal(kind, address) for kind, address in steps if kind is not None]
        return tuple(sorted(found, key=lambda goal: (KINDS.index(goal.kind), goal.name)))

    def shortest(self, who: str) -> Mapping[Goal, Heard]:
        """What a caller has gone through when they get to each goal, at the earliest, without a mistake.

        Each call begins while as much as may be is open; what nobody gets to then is tried while less is.
        """
        found: dict[Goal, Heard] = {}
        goals = set(self.goals())
        for moment in range(len(self.turning.moments)):
            for goal, heard in self._walk(who, moment):
                found.setdefault(goal, heard)
            if goals <= set(found):
                break
        return found

    def first_turns(self, moment: int = 0) -> Iterator[Turn]:
        """How calls begin, from each number that callers dial."""
        for dialled in self.turning.flows.helpline.numbers:
            call = Call("", "", None, dialled, self.locale)
            yield self.turning.turn(call, Given(CallStarted(None, dialled), moment))

    def _walk(self, who: str, moment: int) -> Iterator[tuple[Goal, Heard]]:
        nth, seen = count(), set[Call]()
        waiting = [_Reached(0, next(nth), Heard(), turn) for turn in self.first_turns(moment)]
        while waiting:
            here = heapq.heappop(waiting)
            yield from self._got_to(here)
            place = self.abstraction.of(here.turn.call)
            if place in seen or not isinstance(here.turn.verbs[-1], Collect):
                continue
            seen.add(place)
            for given in answers(self.turning.flows, here.turn, who):
                turn = self.turning.turn(here.turn.call, Given(given, moment))
                if not any(isinstance(event, NotMatched) for event in turn.events):
                    heard = answered(self.ears, here.heard, here.turn, given, who)
                    heapq.heappush(waiting, _Reached(heard.ms, next(nth), heard, turn))

    def _got_to(self, here: _Reached) -> Iterator[tuple[Goal, Heard]]:
        goal = self._goal_of(here.turn)
        if goal is not None:
            yield goal, self.ears.after(here.heard, _before_it(here.turn))

    def _goal_of(self, turn: Turn) -> Goal | None:
        spot, last = turn.call.spot, turn.verbs[-1]
        if spot.phase == READING and spot.piece == 0:
            return Goal(TOPIC, spot.topic)
        kind = STEP_GOALS.get(type(self.turning.flows.steps.get(turn.call.step)))
        is_there = (
            isinstance(last, Collect) and not spot.phase if kind == "collect" else isinstance(last, Dial | Enqueue)
        )
        return Goal(kind, turn.call.step) if kind and is_there else None


def _before_it(turn: Turn) -> tuple[Say | Pause, ...]:
    """What a caller still hears in this turn before the answer, the ringing or the question begins."""
    told = tuple(each for each in turn.verbs[:-1] if isinstance(each, Say | Pause))
    last = turn.verbs[-1]
    if not isinstance(last, Collect):
        return told
    own = (nth for nth, said in enumerate(last.says) if isinstance(said, Say) and _is_own(said, turn))
    return (*told, *last.says[: next(own, 0)])


def _is_own(said: Say, turn: Turn) -> bool:
    """Whether these words are the goal's own: a piece of the topic, or the last that is said of a question."""
    return said.prompt.variant is Variant.PIECE if turn.call.spot.phase else said == _last_say(turn)


def _last_say(turn: Turn) -> Say | None:
    last = turn.verbs[-1]
    says = [each for each in last.says if isinstance(each, Say)] if isinstance(last, Collect) else []
    return says[-1] if says else None
