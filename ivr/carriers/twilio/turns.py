"""Turns as documents: worked out by the engine, put into words and written; once where many callers share them.

The engine is a pure function, so callers who are at the same place and press the same key get the same turn. Such a
turn is worked out for nobody in particular, kept, and given to each with their own call: what is kept cannot hold what
a caller told. It is forgotten with the minute, because opening hours know nothing shorter.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from ivr.authoring.release import Release
from ivr.carriers.twilio.say import Voice
from ivr.carriers.twilio.write import LATER, write
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.events import CallBegan, Event
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput
from ivr.dialogue.values import PromptRef
from ivr.language.playable import Playable
from ivr.language.render import phrase

SOMEBODY = "somebody"  # a caller who shows a number, whichever: steps may look at nothing but whether there is one
MAX_SHARED = 2000  # turns that are kept for a minute, some 15 MB; a line with callers at more places works out the rest


@dataclass(frozen=True, slots=True)
class Played:
    """A turn, its document (which the call's own URLs are still to be put into), and the lines said in it."""

    turn: Turn
    document: str
    said: tuple[str, ...]


Shared = dict[tuple[str, Call, Input], Played]


class Turns:
    """Plays turns. Safe between threads: at worst two of them work out the same one."""

    def __init__(self) -> None:
        self._shared: tuple[datetime | None, Shared] = (None, {})

    def play(self, release: Release, call: Call, given: Input, now: datetime) -> Played:
        """The next turn of a call."""
        if not _is_shared(call, given):
            return _played(release, call, given, now)
        minute = now.replace(second=0, microsecond=0)
        shared = self._of(minute)
        key = (release.id, _nobodys(call), _by_nobody(given))
        played = shared.get(key)
        if played is None:
            played = _played(release, key[1], key[2], minute)
            if len(shared) < MAX_SHARED:
                shared[key] = played
        return _for(call, played)

    def _of(self, minute: datetime) -> Shared:
        if self._shared[0] != minute:
            self._shared = (minute, {})
        return self._shared[1]


class Speech:
    """Prompts put into the words of a call's locale, and what was said in them so far."""

    def __init__(self, release: Release, locale: str) -> None:
        self.voice = Voice(release.flows.helpline.voices[locale], locale)
        self.said: list[str] = []
        self._book = release.book(locale)

    def __call__(self, prompt: PromptRef) -> Playable:
        """What the caller hears for a prompt."""
        said = phrase(self._book, prompt)
        self.said.append(said.shown)
        return said.playable


def _played(release: Release, call: Call, given: Input, now: datetime) -> Played:
    turn = advance(release.flows, call, given, now)
    speech = Speech(release, turn.call.locale)
    document = write(turn.verbs, speech, speech.voice, LATER)
    return Played(turn, document, tuple(speech.said))


def _is_shared(call: Call, given: Input) -> bool:
    """Whether nothing in the turn is the caller's own: at most one key is pressed, and only choices were made."""
    match given:
        case CallStarted() | NoInput():
            few = True
        case Digits(keys):
            few = len(keys) == 1
        case _:
            few = False
    return few and not call.spot.entry and all(value.label for _, value in call.answers)


def _nobodys(call: Call) -> Call:
    return replace(call, id="", caller=call.caller and SOMEBODY)


def _by_nobody(given: Input) -> Input:
    return CallStarted(given.caller and SOMEBODY, given.dialled) if isinstance(given, CallStarted) else given


def _for(call: Call, played: Played) -> Played:
    """The turn as this call's own."""
    own = replace(played.turn.call, id=call.id, caller=call.caller)
    events = tuple([_told_of(call, event) for event in played.turn.events])
    return replace(played, turn=replace(played.turn, call=own, events=events))


def _told_of(call: Call, event: Event) -> Event:
    return replace(event, caller=call.caller) if isinstance(event, CallBegan) else event
