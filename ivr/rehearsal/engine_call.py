"""A call as the engine has it: written to JSON and read back between any two turns, as it is in the carrier's URL."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ivr.authoring.release import Release
from ivr.dialogue import whisper_form
from ivr.dialogue.call import Call
from ivr.dialogue.call_form import from_json, to_json
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.inputs import Input, Waiting
from ivr.dialogue.verbs import Verb
from ivr.dialogue.whisper import Whisper, whisper_on


class UnreadableCallError(Exception):
    """A call that was written to JSON does not come back as it was: a programmer's error."""


@dataclass
class EngineCall:
    """One call, and its turns so far."""

    release: Release
    call: Call
    began: datetime
    turns: list[Turn] = field(default_factory=list)

    def take(self, given: Input, seconds: float) -> tuple[Verb, ...]:
        """What the line does when this is heard; what is heard while waiting in a queue moves the call nowhere."""
        turn = advance(self.release.flows, self.call, given, self.began + timedelta(seconds=seconds))
        self.turns.append(turn)
        if not isinstance(given, Waiting):
            self.call = _reread(turn.call)
        return turn.verbs

    def whisper(self, whisper: Whisper, given: Input) -> tuple[Whisper, tuple[Verb, ...]]:
        """What the person who was rung hears next."""
        following, verbs = whisper_on(whisper, given)
        return _reread_whisper(following), verbs


def _reread(call: Call) -> Call:
    read = from_json(to_json(call), call.id)
    if read != call:
        raise UnreadableCallError(f"the call of turn {call.turn} does not come back from JSON as it was")
    return read


def _reread_whisper(whisper: Whisper) -> Whisper:
    read = whisper_form.from_json(whisper_form.to_json(whisper))
    if read is None or replace(read, call=whisper.call) != whisper:
        raise UnreadableCallError("the whisper does not come back from JSON as it was")
    return read
