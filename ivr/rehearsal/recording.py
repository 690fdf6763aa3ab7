"""Makes a call script of a call that was rehearsed: what was heard and done becomes what must be heard and is done."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ivr.dialogue.helpline import Helpline
from ivr.rehearsal.script import (
    AGENT,
    GOODBYE,
    QUEUE,
    HangUp,
    Hear,
    Move,
    Press,
    Reach,
    Script,
    Setting,
    Silence,
    Speak,
)
from ivr.rehearsal.script import Wait as Pause
from ivr.rehearsal.wording import folded
from ivr.rehearsal.writer import written
from ivr.simulator.happenings import (
    Bridged,
    CutOff,
    Happening,
    HungUp,
    InQueue,
    KeysLost,
    Listening,
    NothingHeard,
    Party,
    Pressed,
    Said,
    Spoke,
)

_SENTENCE = re.compile(r"(?<=[.?!]) ")


def script_of_call(
    name: str, happenings: Iterable[Happening], setting: Setting | None = None, line: Helpline | None = None
) -> str:
    """The call script, as YAML, of a call that was made on the simulated line.

    `setting` is how the call was set up, `line` tells whose numbers were reached. Played again, it goes the same way.
    """
    recording = _Recording(line)
    for happening in happenings:
        recording.take(happening)
    return written(Script(name, tuple(recording.moves), setting or Setting()))


def sentences(text: str) -> Iterator[Hear]:
    """What is heard, sentence by sentence, so that a person can leave some out."""
    yield from (Hear(part) for part in _SENTENCE.split(text) if folded(part))


@dataclass
class _Recording:
    """A call while it is written down. `since` is the moment of the caller's last deed, or of what was reached."""

    line: Helpline | None
    moves: list[Move] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    since: float = 0.0
    cut_at: float | None = None
    is_asked: bool = False
    listening: Listening | None = None

    def take(self, happening: Happening) -> None:
        """Write down one thing that happened."""
        match happening:
            case Said(_, text, Party.CALLER):
                self.heard.append(text)
            case CutOff(at, heard, Party.CALLER):
                self.heard[-1] = heard.rpartition(" ")[0]  # the last word was just begun
                self.cut_at = at
            case Listening(to=Party.CALLER):
                self.listening = happening
            case Pressed(at, keys, Party.CALLER):
                self._deed(Press(keys), self._last_key(at, keys))
            case Spoke(at, text, Party.CALLER):
                self._deed(Speak(text), at)
            case NothingHeard(at, Party.CALLER):
                self._deed(Silence(), at)
            case KeysLost(at, keys, Party.CALLER):
                self.cut_at = at
                self._deed(Press(keys), at)
            case InQueue(at):
                self._reached(QUEUE, at)
            case Bridged(at, number):
                self._reached(self._whom(number), at)
            case HungUp():
                self._end(happening)
            case _:
                pass

    def _hear(self) -> None:
        for text in self.heard:
            self.moves.extend(sentences(text))
        self.heard.clear()

    def _deed(self, deed: Press | Speak | Silence | HangUp, at: float) -> None:
        """A deed in mid-words follows a wait; all others come when the line listens."""
        self._hear()
        if self.cut_at is not None:
            self.moves.append(Pause(round(max(0.0, self.cut_at - self.since), 3)))
        self.moves.append(deed)
        self.since, self.cut_at, self.listening = at, None, None

    def _last_key(self, at: float, keys: str) -> float:
        """When the last key was pressed: an entry that only a wait ended is over later than that."""
        heard = self.listening
        if heard is None or len(keys) == heard.max_keys or keys[-1] in heard.finish_key:
            return at
        return at - heard.between_keys

    def _reached(self, whom: str, at: float) -> None:
        self._hear()
        self.moves.append(Reach(whom))
        self.since = at

    def _whom(self, number: str) -> str:
        outside = self.line.outside if self.line else {}
        return next((name for name, theirs in outside.items() if theirs == number), AGENT)

    def _end(self, ending: HungUp) -> None:
        if ending.by != Party.CALLER:
            self._hear()
            self.moves.extend([Reach(GOODBYE)] if ending.reason == "<Hangup>" else [])
            return
        if self.listening is None:
            self.cut_at = ending.at
            if self.heard:
                self.heard[-1] = ""  # nobody knows how much of it was heard
        self._deed(HangUp(), ending.at)
