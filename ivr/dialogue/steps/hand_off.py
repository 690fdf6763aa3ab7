"""`hand_off`: pass the caller to a person. It is a wait, not an end: every way it can go is routed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, assert_never

from pydantic import BaseModel, ConfigDict

from ivr.dialogue import line_words
from ivr.dialogue.call import Call
from ivr.dialogue.events import HandedOff, HandOffEnded, TransferEnded, WaitHeard
from ivr.dialogue.helpline import Queue
from ivr.dialogue.inputs import Input, QueueLeft, TransferOutcome, Transferred, Waiting
from ivr.dialogue.steps.outcome import GoTo, Outcome, Unexpected, Wait
from ivr.dialogue.steps.step import Exit, Here, Name, PromptKey, PromptUse, Step, Target, exits_of
from ivr.dialogue.values import Variant
from ivr.dialogue.verbs import Dial, Enqueue, Leave, Pause, Say

AGENT = "agent"  # the outside number that is rung for a person, when it is set
RING = 25  # seconds an agent's telephone rings: five rings
REFRESH = 45  # seconds between words to a waiting caller (caller rule 22)
HOLD = 40  # of those, silence; the words take the rest
LEAVE_AFTER = 180  # seconds after which waiting on is no longer honest


class HandOffExits(BaseModel):
    """Where each way a hand-off can go leads."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    ended: Target
    """The caller and the person have spoken."""
    closed: Target
    """Nobody is there at this hour."""
    full: Target
    """The queue takes nobody any more."""
    left: Target
    """Nobody came in time, and the caller was told so."""
    failed: Target
    """Nobody could be rung: busy, no answer, a fault."""


class HandOffStep(Step):
    """Rings the outside number `agent` when it is set, else puts the caller into the queue.

    The person who answers first hears the prompt `whisper`, which may speak of every answer, and accepts with 1.
    A caller in the queue hears the queue's `wait` prompt every 45 s and is told after three minutes that nobody came.

    Example:
        queue:
          type: hand_off
          queue: care
          on: {ended: main.anything_else, closed: closed, full: offers, left: offers, failed: offers}
    """

    type: Literal["hand_off"]
    queue: Name
    """The waiting line, one of `queues` in helpline.yaml."""
    whisper: PromptKey = line_words.WHISPER
    """What the person who answers hears first; it may speak of every answer."""
    on: HandOffExits
    """Where each way that a hand-off can go leads; all of them."""

    def exits(self) -> Iterator[Exit]:
        """One way on per way it can go."""
        yield from exits_of(self.on)

    def prompts(self) -> Iterator[PromptUse]:
        """What the agent hears; the wait's words belong to the queue."""
        yield PromptUse(self.whisper, ("whisper",))

    def enter(self, here: Here) -> Outcome:
        """Ring or enqueue, unless nobody is there."""
        call = here.call
        call = replace(call, hand_offs=call.hand_offs + 1)
        if not self.is_open(here):
            return self._end(call, "closed")
        agent = here.helpline.outside.get(AGENT)
        rings = agent is not None and not here.helpline.is_ours(agent, call.dialled)
        verb = Dial(agent, RING, whisper=self.whisper) if agent and rings else Enqueue(self.queue)
        return Wait(call=call, verbs=(verb,), events=(HandedOff(self.queue),))

    def is_open(self, here: Here) -> bool:
        """Whether somebody may answer at this hour."""
        hours = here.helpline.queues[self.queue].hours
        return hours is None or here.helpline.hours[hours].is_open(here.now)

    def receive(self, here: Here, given: Input) -> Outcome:
        """Go on when the wait is over; until then, say something from time to time."""
        match given:
            case Waiting(seconds):
                return self._hold(here, seconds)
            case QueueLeft(outcome):
                return self._end(here.call, outcome)
            case Transferred(outcome):
                rang = TransferEnded(AGENT, outcome)
                return self._end(here.call, _after_ringing(outcome)).after(rang)
            case _:
                return Unexpected(call=here.call)

    def _end(self, call: Call, outcome: str) -> Outcome:
        targets = dict(self.on)
        return GoTo(call=call, target=targets[outcome], exit=outcome, events=(HandOffEnded(self.queue, outcome),))

    def _hold(self, here: Here, seconds: int) -> Outcome:
        queue, heard = here.helpline.queues[self.queue], WaitHeard(seconds)
        nth = (seconds + HOLD // 2) // REFRESH  # words take a moment, so that no document is asked for on the second
        if nth * REFRESH >= LEAVE_AFTER:
            return Wait(call=here.call, verbs=(here.say(queue.wait, Variant.LEAVING), Leave()), events=(heard,))
        return Wait(call=here.call, verbs=(_words(here, queue, nth), Pause(HOLD * 1000)), events=(heard,))


def _words(here: Here, queue: Queue, nth: int) -> Say:
    return here.say(queue.wait, Variant.WAITING, nth - 1) if nth else here.say(queue.wait)


def _after_ringing(outcome: TransferOutcome) -> Literal["ended", "failed"]:
    match outcome:
        case "answered":
            return "ended"
        case "busy" | "no_answer" | "failed":
            return "failed"
        case _:
            assert_never(outcome)
