"""The shortest call to a place, heard once more as a real call, at one moment: nothing about it is abstract."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ivr.authoring.proof.findings import StuckCall
from ivr.authoring.proof.places import Given
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn
from ivr.dialogue.inputs import CallStarted, Input, NoInput
from ivr.dialogue.steps.topics import AFTER

CALLER = "+12125550123"  # whoever rings in the calls that are shown


def givens_to(walk: Walk, place: int) -> list[Given]:
    """What is given on the shortest call to a place."""
    found: list[Given] = []
    while place:
        way = walk.found_by[place]
        found.append(walk.givens[walk.ways.givens[way]])
        place = walk.ways.sources[way]
    return [given for given in reversed(found) if given.input is not None]


def givens_by(walk: Walk, way: int) -> list[Given]:
    """What is given on the shortest call that takes a way."""
    last = walk.givens[walk.ways.givens[way]]
    return givens_to(walk, walk.ways.sources[way]) + ([last] if last.input is not None else [])


def stuck_call(walk: Walk, givens: Sequence[Given], lacks: str) -> StuckCall:
    """The call as it is shown: at the first moment at which it goes as it was found."""
    dialled = _dialled(walk, givens)
    givens = tuple(_all_told(walk, givens, dialled))
    inputs = tuple(given.input for given in givens if given.input is not None)
    expected = tuple(_steps(walk, inputs, dialled, givens))
    moments = walk.planner.turning.moments
    for number, moment in enumerate(moments):
        fixed = [Given(each, number, dialled) for each in inputs]
        if tuple(_steps(walk, inputs, dialled, fixed)) == expected:
            return StuckCall(inputs, dialled, moment, lacks, is_heard=True)
    at = moments[givens[-1].moment if givens else 0]
    return StuckCall(inputs, dialled, at, lacks, is_heard=False)


def _all_told(walk: Walk, givens: Sequence[Given], dialled: str) -> Iterator[Given]:
    """What is given, and silence where words after a topic are passed by which this one call has not heard yet."""
    call = Call("CA", "", CALLER, dialled, walk.locale)
    for given in givens:
        yield given
        call = _turn(walk, call, given, dialled).call
        if given.is_told and call.spot.phase == AFTER:
            silence = replace(given, input=NoInput(), is_told=False)
            yield silence
            call = _turn(walk, call, silence, dialled).call


def _dialled(walk: Walk, givens: Sequence[Given]) -> str:
    """The number that was dialled: one of ours, unless a step rings the very number that the caller dialled."""
    rung = next((given.dialled for given in givens if given.dialled), "")
    first = givens[0].input if givens else None
    ours = first.dialled if isinstance(first, CallStarted) else next(iter(walk.planner.turning.flows.helpline.numbers))
    return rung or ours


def _steps(walk: Walk, inputs: Sequence[Input], dialled: str, givens: Sequence[Given]) -> Iterator[tuple[str, str]]:
    """The steps at which a real call stands, turn by turn, and what it does there."""
    call = Call("CA", "", CALLER, dialled, walk.locale)
    for given, taken in zip(givens, inputs, strict=True):
        turn = _turn(walk, call, replace(given, input=taken), dialled)
        call = turn.call
        yield call.step, type(turn.verbs[-1]).__name__


def _turn(walk: Walk, call: Call, given: Given, dialled: str) -> Turn:
    taken = None if given.input is None else _real(given.input, dialled)
    return walk.planner.turning.turn(call, replace(given, input=taken, dialled=""))


def _real(given: Input, dialled: str) -> Input:
    return CallStarted(CALLER if given.caller else None, dialled) if isinstance(given, CallStarted) else given
