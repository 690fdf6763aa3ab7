"""Plays the engine's verbs on the simulated telephone: the same ears and world, but no web and no XML in between."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from ivr.dialogue import inputs
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput, TransferOutcome, Transferred, Waiting
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say, Verb
from ivr.dialogue.whisper import Whisper
from ivr.rehearsal.engine_call import EngineCall
from ivr.rehearsal.sounds import MILLISECONDS, sound_of
from ivr.simulator import happenings
from ivr.simulator.dialling import alongside
from ivr.simulator.documents import on_the_call
from ivr.simulator.ears import Entry, listen
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Bridged, DialEnded, HungUp, InQueue, Party, Ringing
from ivr.simulator.leg import (
    LONGEST_CALL,
    PUT_DOWN,
    TOO_LONG,
    Due,
    Left,
    Leg,
    Onward,
    Over,
    Place,
    Playing,
    Stop,
    Then,
    unheard,
)
from ivr.simulator.rung import ANSWERED, ring
from ivr.simulator.speech import Sound, silence
from ivr.simulator.stretch import Ears, Scene
from ivr.simulator.verbs import alone
from ivr.simulator.waiting import HUNG_UP_AFTER_TALK, QUEUE_SIZE, begin_waiting, end_waiting, talk
from ivr.simulator.world import Pickup, World

Following = Input | Over | Left | Due | None
"""What comes of verbs: something heard, the end of the call or of a wait; None where they ran out."""

OUTCOMES: Mapping[str, TransferOutcome] = {"busy": "busy", "no-answer": "no_answer"}
RAN_OUT = Over("line", "the document ended")
DECLINED = Over("line", "<Hangup>")


class EngineLine:
    """A telephone line to the engine."""

    def __init__(self, engine: EngineCall, fields: CallFields, world: World) -> None:
        """Nothing is played yet."""
        self._engine = engine
        self._leg = Leg(fields, world, "")
        self._world = world

    def play(self) -> Playing[None]:
        """Play a call from answer to end."""
        given: Following = CallStarted(self._engine.call.caller, self._engine.call.dialled)
        while given is not None and not isinstance(given, Over | Left | Due):
            given = yield from self._turn(given)
        over = given if isinstance(given, Over) else RAN_OUT
        yield HungUp(self._leg.clock, over.by, over.reason)

    def _turn(self, given: Input) -> Playing[Following]:
        """Ask the engine, which takes a round trip on the real line, and do what it says."""
        half = on_the_call(self._leg, self._world.round_trip / 2)
        stopped = yield from unheard(self._leg, Scene.FETCHING, half)
        verbs = self._engine.take(given, self._leg.clock)
        stopped = stopped or (yield from unheard(self._leg, Scene.FETCHING, half))
        self._leg.status = "in-progress"
        return stopped or (yield from self._perform(verbs))

    def _perform(self, verbs: Sequence[Verb]) -> Playing[Following]:
        says: list[Say] = []
        for verb in verbs:
            if isinstance(verb, Say):
                says.append(verb)
                continue
            following = (yield from self._speak(says)) or (yield from self._do(verb))
            if following is not None:
                return following
            says = []
        return (yield from self._speak(says))

    def _speak(self, says: Sequence[Say]) -> Playing[Following]:
        if self._leg.clock >= LONGEST_CALL:
            return TOO_LONG
        return _stopped((yield from alone(self._leg, self._sound(says))))

    def _do(self, verb: Pause | Collect | Enqueue | Dial | Leave | Hangup) -> Playing[Following]:
        match verb:
            case Pause(ms):
                quiet = silence(max(1, -(-ms // MILLISECONDS)))  # the carrier pauses for whole seconds
                return _stopped((yield from alone(self._leg, quiet)))
            case Collect():
                return (yield from self._collect(self._leg, verb))
            case Enqueue(queue):
                return (yield from self._enqueue(queue))
            case Dial():
                return (yield from self._dial(verb))
            case Leave():
                return Left() if self._leg.place else None
            case Hangup():
                return Over("line", "<Hangup>")
            case _:
                assert_never(verb)

    def _sound(self, says: Sequence[Say | Pause]) -> Sound | None:
        return sound_of(says, self._engine.call, self._engine.release, self._world.pace)

    def _collect(self, leg: Leg, verb: Collect) -> Playing[Input | Stop]:
        """Listen as the carrier does, whose one time-out serves the first key and those that follow."""
        wait = verb.first_key if verb.max_keys == 1 else verb.between_keys
        words = self._sound(verb.says)
        sounds = [*([words] if words else []), silence(max(0, verb.first_key - wait))]
        entry = yield from listen(leg, Ears(wait, verb.max_keys, verb.finish_key), sounds)
        return _input_of(entry) if isinstance(entry, Entry) else entry

    def _enqueue(self, queue: str) -> Playing[Following]:
        leg = self._leg
        if self._world.queue_full:
            yield happenings.QueueLeft(leg.clock, queue, "queue-full")
            return inputs.QueueLeft("full")
        leg.place = Place(queue, "", leg.clock, QUEUE_SIZE)
        yield InQueue(leg.clock, queue)
        ending = yield from self._wait_out(leg.place)
        leg.place = None
        if isinstance(ending, Left):
            yield happenings.QueueLeft(leg.clock, queue, "leave")
            return inputs.QueueLeft("left")
        if isinstance(ending, Over):
            yield happenings.QueueLeft(leg.clock, queue, "hangup")
            return ending
        yield Bridged(leg.clock, queue)
        ended_by = yield from talk(leg)
        yield happenings.QueueLeft(leg.clock, queue, "bridged")
        return HUNG_UP_AFTER_TALK if ended_by is Party.CALLER else inputs.QueueLeft("ended")

    def _wait_out(self, place: Place) -> Playing[Left | Over | Due]:
        leg = self._leg
        ending: Following = None
        served_at = begin_waiting(leg)
        while not isinstance(ending, Left | Over | Due):
            ending = yield from self._turn(Waiting(int(leg.clock - place.since)))
        over = end_waiting(leg, served_at)
        return over if isinstance(ending, Due) else ending

    def _dial(self, verb: Dial) -> Playing[Following]:
        leg = self._leg
        yield Ringing(leg.clock, verb.number, verb.ring)
        pickup = yield from ring(leg, verb.ring, verb.number)
        if not isinstance(pickup, Pickup):
            yield DialEnded(leg.clock, verb.number, "canceled", bridged=False)
            return pickup
        if pickup not in ANSWERED:
            yield DialEnded(leg.clock, verb.number, pickup.value, bridged=False)
            return Transferred(OUTCOMES.get(pickup.value, "failed"))
        accepted = (yield from self._whisper(verb)) if verb.whisper else True
        is_gone, bridged = isinstance(accepted, Over), accepted is True
        if bridged:
            yield Bridged(leg.clock, verb.number)
            is_gone = (yield from talk(leg)) is Party.CALLER
        yield DialEnded(leg.clock, verb.number, "completed", bridged)
        if is_gone:
            return accepted if isinstance(accepted, Over) else HUNG_UP_AFTER_TALK
        return Transferred("answered" if bridged else "no_answer")

    def _whisper(self, verb: Dial) -> Playing[bool | Over]:
        """Let the person who answered hear who calls; they are connected when there is nothing more to say.

        The caller hears ringing meanwhile, and may hang up.
        """
        leg, world = self._leg, self._world
        child = Leg(leg.call, world, "", Party.AGENT, leg.clock, "in-progress")
        is_machine = world.telephone(verb.number).pickup is Pickup.MACHINE
        told = self._told(child, Whisper(self._engine.call, verb.whisper))
        ending = yield from alongside(leg, told, is_machine=is_machine)
        return PUT_DOWN if ending is None else isinstance(ending, Onward)

    def _told(self, child: Leg, whisper: Whisper) -> Playing[Then]:
        heard: Input | Stop = NoInput()
        while not isinstance(heard, Stop):
            half = on_the_call(child, self._world.round_trip / 2)
            for _ in range(2):
                if (yield from unheard(child, Scene.FETCHING, half)) is not None:
                    return DECLINED
            whisper, verbs = self._engine.whisper(whisper, heard)
            if not verbs:
                return Onward()
            if not isinstance(verbs[0], Collect):
                break
            heard = yield from self._collect(child, verbs[0])
        return DECLINED


def _stopped(then: object) -> Over | Due | None:
    """What ended a sound before its time."""
    return then if isinstance(then, Over | Due) else None


def _input_of(entry: Entry) -> Input:
    """What the engine is told of an entry; a finish key alone is no silence."""
    if entry.digits:
        return Digits(entry.digits)
    return Digits(entry.finished_on) if entry.finished_on else NoInput()
