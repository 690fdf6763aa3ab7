"""One random call to a line, at the engine and in virtual time, and whether its caller was stranded."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from mutants.callers import Stayer

from ivr.authoring.proof.moments import moments_of
from ivr.authoring.release import Release
from ivr.dialogue.call import Call
from ivr.dialogue.engine import MAX_TURNS, Turn
from ivr.dialogue.events import (
    CallFinished,
    CardRefused,
    EntryDenied,
    HandedOff,
    HandOffEnded,
    NotMatched,
    TurnFailed,
)
from ivr.dialogue.inputs import Digits, Input, NoInput
from ivr.dialogue.verbs import Collect, Hangup, Say, Verb
from ivr.language.pace import words_in
from ivr.language.render import render
from ivr.rehearsal.engine_call import EngineCall
from ivr.rehearsal.engine_line import RAN_OUT, EngineLine
from ivr.simulator.caller import Caller
from ivr.simulator.crowd_callers import KINDS, CrowdCaller, kind_of
from ivr.simulator.crowd_members import agent_of, world_of
from ivr.simulator.fields import CallFields, sid
from ivr.simulator.happenings import Bridged, Happening, HungUp
from ivr.simulator.leg import TOO_LONG, Playing
from ivr.simulator.stretch import Stretch

AROUND = (-6, 30)  # minutes from a moment at which a desk opens or closes: it may do so in the middle of the call
STAYERS = 0.6  # of the callers never hang up; the others are those of any crowd
MISTAKES = (NotMatched, EntryDenied, CardRefused)
ZERO = Digits("0")


@dataclass
class Watched(EngineCall):
    """A call that remembers what was given to each turn, and what the call was before it."""

    given: list[tuple[Call, Input, Turn]] = field(default_factory=list)

    def take(self, given: Input, seconds: float) -> tuple[Verb, ...]:
        """Take a turn, and remember it."""
        before = self.call
        verbs = super().take(given, seconds)
        self.given.append((before, given, self.turns[-1]))
        return verbs


@dataclass(frozen=True)
class Called:
    """A call that is over."""

    call: Watched
    happenings: tuple[Happening, ...]

    @property
    def ending(self) -> HungUp:
        """Who ended it, and why."""
        return next(each for each in reversed(self.happenings) if isinstance(each, HungUp))


def make_call(release: Release, chance: Random) -> Called:
    """Make one call, of which chance decides everything."""
    line = release.flows.helpline
    began = chance.choice(moments_of(line.hours)) + timedelta(minutes=chance.uniform(*AROUND))
    call_id, dialled = sid("CA", str(chance.random())), chance.choice(list(line.numbers))
    hidden = chance.random() < 0.1
    number = "anonymous" if hidden else "+12025550143"
    call = Call(call_id, release.id, None if hidden else number, dialled, chance.choice(line.locales))
    world = world_of(chance)
    watched = Watched(release, call, datetime.fromtimestamp(began.timestamp(), began.tzinfo))
    stays = chance.random() < STAYERS
    caller: Caller = Stayer(chance) if stays else CrowdCaller(KINDS[kind_of(chance)], chance)
    world = replace(world, patience=None) if stays else world
    playing = EngineLine(watched, CallFields("AC", call_id, number, dialled), world).play()
    agent = agent_of(chance, world)
    return Called(watched, tuple(_driven(playing, lambda at: (caller if at.party == "caller" else agent).next_act(at))))


def _driven(playing: Playing[None], act: Callable[[Stretch], object]) -> Iterator[Happening]:
    answer: object = None
    while True:
        try:
            step = playing.send(answer)  # type: ignore[arg-type]  # an act, or None
        except StopIteration:
            return
        if isinstance(step, Stretch):
            answer = act(step)
        else:
            answer = None
            yield step  # type: ignore[misc]  # at the engine there are no webhooks


def stranded(called: Called, most_turns: int) -> tuple[str, ...]:
    """What went wrong for the caller; nothing for nearly everybody.

    `most_turns` is the bound that the proof prints: turns of silence and mistakes in a row, from anywhere.
    """
    return tuple(_wrongs(called, most_turns))


def _wrongs(called: Called, most_turns: int) -> Iterator[str]:
    ending, turns = called.ending, called.call.given
    if ending.by != "caller" and ending.reason == RAN_OUT.reason:
        yield "the line had nothing more to say"
    if ending.reason == TOO_LONG.reason:
        yield "four hours on the line"
    if turns and isinstance(turns[-1][2].verbs[-1], Hangup) and not _is_polite(called.call, turns[-1][2]):
        yield "cut off without a word"
    for before, given, turn in turns:
        for event in turn.events:
            if isinstance(event, TurnFailed):
                yield f"the line apologised at {before.step} for {type(given).__name__}: {event.reason}"
    yield from _unheard_zeros(turns)
    longest = _longest_drift(turns)
    if longest > most_turns:
        yield f"{longest} turns of silence and mistakes in a row; the proof says {most_turns} at most"


def _is_polite(call: EngineCall, turn: Turn) -> bool:
    book = call.release.book(turn.call.locale)
    said = [verb for verb in turn.verbs if isinstance(verb, Say)]
    told = any(isinstance(event, CallFinished) for event in turn.events)
    return told and any(words_in(render(book, each.prompt)) for each in said)


def _unheard_zeros(turns: Sequence[tuple[Call, Input, Turn]]) -> Iterator[str]:
    """Where a lone 0, and a second one, brought nobody."""
    for (before, given, turn), following in zip(turns, [*turns[1:], None], strict=True):
        if given != ZERO or _is_handed(turn) or before.turn >= MAX_TURNS:
            continue
        if isinstance(turn.verbs[-1], Hangup):
            yield f"0 at {before.step} ended the call"
        if following and following[1] == ZERO and not _is_handed(following[2]) and _listened(turn):
            yield f"0 twice at {before.step} brought nobody"


def _listened(turn: Turn) -> bool:
    return isinstance(turn.verbs[-1], Collect)


def _is_handed(turn: Turn) -> bool:
    return any(isinstance(event, HandedOff | HandOffEnded) for event in turn.events)


def _longest_drift(turns: Sequence[tuple[Call, Input, Turn]]) -> int:
    """The most turns in a row in which the caller was silent or mistaken, and no person of ours was reached."""
    longest = now = 0
    for _, given, turn in turns:
        drifts = isinstance(given, NoInput) or any(isinstance(event, MISTAKES) for event in turn.events)
        reached = any(isinstance(event, HandOffEnded) and event.outcome == "ended" for event in turn.events)
        now = 0 if reached or (isinstance(given, Digits) and not drifts) else now + drifts
        longest = max(longest, now)
    return longest


def is_reached(called: Called) -> bool:
    """Whether somebody spoke with the caller."""
    return any(isinstance(each, Bridged) for each in called.happenings)
