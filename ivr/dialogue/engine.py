"""Advances a call by one turn: the pure heart of the line.

`advance` takes what the world says, asks the present step what happens next, and walks on through the steps that need
no answer until one listens, waits, or ends the call. Whatever goes wrong here ends at a person or in polite words.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from ivr.dialogue import line_words
from ivr.dialogue.call import MAX_CALLED, Call
from ivr.dialogue.events import CallBegan, CallFinished, Event, GaveUp, HandOffEnded, StepEntered, TurnFailed
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import CallStarted, Input, LineFault, Waiting
from ivr.dialogue.steps.flow import FlowStep
from ivr.dialogue.steps.hand_off import HandOffStep
from ivr.dialogue.steps.listening import ListeningStep
from ivr.dialogue.steps.outcome import (
    CallFlow,
    Finish,
    GiveUp,
    GoBack,
    GoHome,
    GoTo,
    Listen,
    Onward,
    Outcome,
    Return,
    Says,
    Settled,
    Unexpected,
    Wait,
)
from ivr.dialogue.steps.step import Here
from ivr.dialogue.verbs import Hangup, Leave, Verb

MAX_STEPS = 50  # steps walked in one turn, then a person; the checker refuses loops, this is the belt to those braces
MAX_TURNS = 200  # turns of one call, half an hour of pressing keys; then a person
MAX_HAND_OFFS = 3  # times that giving up may try for a person; then a polite end


@dataclass(frozen=True, slots=True)
class Turn:
    """One round: the call as it is now, what the carrier shall do, and what has happened.

    `walked` are the exits that were taken, as (step, exit): what call scripts have walked is counted by them.
    """

    call: Call
    verbs: tuple[Verb, ...]
    events: tuple[Event, ...]
    walked: tuple[tuple[str, str], ...] = ()


def advance(flows: Flows, call: Call, given: Input, now: datetime) -> Turn:
    """The next turn of a call. `now` (with a time zone) is looked at for opening hours only."""
    return _Walk(flows, now).turn(replace(call, turn=call.turn + 1), given)


@dataclass
class _Walk:
    """One turn while it is being worked out: what has been said and has happened on the way so far."""

    flows: Flows
    now: datetime
    bare: Says = ()  # words that nothing may cut, and what came before them
    says: Says = ()  # words that the next listening step takes into its own
    events: list[Event] = field(default_factory=list)
    walked: list[tuple[str, str]] = field(default_factory=list)

    def turn(self, call: Call, given: Input) -> Turn:
        outcome = self._walk(self._take(call, given))
        if not isinstance(outcome, Settled):
            self._unsay()
            outcome = self._walk(self._rescue(outcome.call, "too many steps in one turn").after(*outcome.events))
        if not isinstance(outcome, Settled):
            self._unsay()
            outcome = self._farewell(outcome.call).after(*outcome.events)
        return self._settle(outcome)

    def _walk(self, outcome: Outcome) -> Outcome:
        """On from step to step, as far as one turn may go."""
        for _ in range(MAX_STEPS):
            if isinstance(outcome, Settled):
                break
            self.events += outcome.events
            outcome = self._follow(outcome)
        return outcome

    def _unsay(self) -> None:
        """Forget the words of a loop, which are no use to anybody."""
        self.bare = self.says = ()

    def _settle(self, outcome: Settled) -> Turn:
        self.events += outcome.events
        match outcome:
            case Listen(call=call, collect=collect, uncut=()):
                return self._done(call, replace(collect, says=(*self.says, *collect.says)), says=())
            case Listen(call=call, collect=collect, uncut=uncut):
                return self._done(call, collect, says=(*self.says, *uncut))
            case Wait(call=call, verbs=verbs):
                return self._done(call, *verbs, says=self.says)
            case Finish(call=call, says=says):
                return self._done(call, Hangup(), says=(*self.says, *says))
            case _:
                assert_never(outcome)

    def _done(self, call: Call, *verbs: Verb, says: Says) -> Turn:
        return Turn(call, (*self.bare, *says, *verbs), tuple(self.events), tuple(self.walked))

    def _take(self, call: Call, given: Input) -> Outcome:
        match given:
            case CallStarted():
                return self._begin(call)
            case LineFault(reason):
                return self._rescue(call, reason)
            case _ if call.step not in self.flows.steps:
                return self._rescue(call, f"step '{call.step}' is gone")
            case Waiting() if not isinstance(self.flows.steps[call.step], HandOffStep):
                return Wait(call=call, verbs=(Leave(),))  # no hand-off waits here: from a queue only this leads back
            case _ if self._is_too_long(call, given):
                return GiveUp(call=call, why="turns")
            case _:
                return self.flows.steps[call.step].receive(self._here(call), given)

    def _is_too_long(self, call: Call, given: Input) -> bool:
        """Whether the call's turns are used up; a person who is being reached meanwhile may still answer."""
        reaching = isinstance(self.flows.steps[call.step], HandOffStep) and call.hand_offs <= MAX_HAND_OFFS
        return call.turn > MAX_TURNS and not reaching and not isinstance(given, Waiting)

    def _begin(self, call: Call) -> Outcome:
        line = self.flows.helpline
        notices = tuple(self._here(call).say(prompt) for prompt in line.notices)
        target = line.first_step(call.dialled)
        return GoTo(call=call, target=target, says=notices, events=(_began(call),), uncut=bool(notices))

    def _rescue(self, call: Call, reason: str) -> Outcome:
        """Our own failure: an apology, and a person (or, if that was tried often enough, polite words)."""
        self.says = (*self.says, self._here(call).say(line_words.APOLOGY))
        before: tuple[Event, ...] = () if call.step else (_began(call),)
        step = self.flows.steps.get(call.step)
        if isinstance(step, HandOffStep):
            before = (HandOffEnded(step.queue, "failed"),)
        return self._to_person(call.at_depth(0)).after(*before, TurnFailed(reason))

    def _to_person(self, call: Call) -> GoTo | Finish:
        person = self.flows.helpline.person
        if call.hand_offs >= MAX_HAND_OFFS or person not in self.flows.steps:
            return self._farewell(call)
        return GoTo(call=call, target=person)

    def _farewell(self, call: Call) -> Finish:
        says = (self._here(call).say(line_words.FAREWELL),)
        return Finish(call=call, says=says, events=(CallFinished("said_goodbye"),))

    def _follow(self, outcome: Onward) -> Outcome:
        match outcome:
            case GoTo():
                following = self._go_to(outcome)
            case GoBack(call=call):
                following = self._back(call)
            case GoHome(call=call):
                following = self._enter(call.at_depth(0), call.home) if call.home else self._back(call)
            case CallFlow(call=call, flow=flow):
                following = self._into(call, flow)
            case Return(call=call, outcome=name):
                following = self._return(call, name)
            case GiveUp(call=call, why=why):
                following = self._give_up(call, why)
            case Unexpected(call=call):
                following = self._rescue(call, f"unexpected input at '{call.step}'")
            case _:
                assert_never(outcome)
        return following

    def _go_to(self, going: GoTo) -> Outcome:
        if going.exit:
            self.walked.append((going.call.step, going.exit))
        self.says = (*self.says, *going.says)
        if going.uncut:
            self.bare, self.says = (*self.bare, *self.says), ()
        return self._enter(going.call.bound_for(going.target), going.target)

    def _enter(self, call: Call, address: str) -> Outcome:
        step = self.flows.steps.get(address)
        if step is None:
            return self._rescue(call, f"step '{address}' is gone")
        call = call.at_step(address)
        if step.is_menu:
            call = call.at_menu(address)
        return step.enter(self._here(call)).after(StepEntered(address))

    def _back(self, call: Call) -> Outcome:
        """The previous menu; at the first one, that one again."""
        backs = call.backs
        if len(backs) > 1 and backs[-1].step == call.step:
            backs = backs[:-1]
        if not backs:
            return self._enter(call, call.step)
        call = replace(call, backs=backs, returns=call.returns[: backs[-1].depth])
        return self._enter(call, backs[-1].step)

    def _into(self, call: Call, flow: str) -> Outcome:
        first = self.flows.first_step_of(flow)
        if first is None or len(call.returns) >= MAX_CALLED:
            return self._rescue(call, f"flow '{flow}' cannot be called")
        return self._enter(replace(call, returns=(*call.returns, call.step)), first)

    def _return(self, call: Call, outcome: str) -> Outcome:
        caller = self.flows.steps.get(call.returns[-1]) if call.returns else None
        if not isinstance(caller, FlowStep) or outcome not in caller.on:
            return self._rescue(call, f"nothing routes the outcome '{outcome}'")
        self.walked.append((call.returns[-1], outcome))
        return self._enter(call.at_depth(len(call.returns) - 1), caller.on[outcome])

    def _give_up(self, call: Call, why: str) -> Outcome:
        """Leave by the step's own way out, or to a person; the call's budget beats the step (caller rule 12)."""
        step, line = self.flows.steps[call.step], self.flows.helpline
        gave_up = GaveUp(call.step, why)
        own = step.give_up if isinstance(step, ListeningStep) and why == "tries" else None
        way = "give_up" if own else ""
        target = own or (line.defaults.give_up if why == "tries" else line.person)
        if target != line.person:
            return GoTo(call=call, target=target, exit=way, events=(gave_up,))
        going = self._to_person(call).after(gave_up)
        if isinstance(going, Finish):
            return going
        promise = (self._here(call).say(line_words.TO_PERSON),) if self._somebody_is_there(call) else ()
        return replace(going, exit=way, says=promise)

    def _somebody_is_there(self, call: Call) -> bool:
        """Whether a person can be promised: not while the desk is closed, which the hand-off itself will say."""
        person = self.flows.steps[self.flows.helpline.person]
        return not isinstance(person, HandOffStep) or person.is_open(self._here(call))

    def _here(self, call: Call) -> Here:
        return Here(self.flows.helpline, call, self.now)


def _began(call: Call) -> CallBegan:
    return CallBegan(call.caller, call.dialled, call.release, call.locale)
