"""The one imperative shell: read, unseal, advance, journal, words, XML.

Every webhook of a live call passes through here, and each method answers one route with a TwiML document. Nothing is
read from a database: the call comes in the URL, its release from the local store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ivr.authoring.release import Release
from ivr.carriers.sealing import Sealer
from ivr.carriers.twilio.fallback import fallback_whisper
from ivr.carriers.twilio.read import Heard, digest_of
from ivr.carriers.twilio.turns import Speech, Turns
from ivr.carriers.twilio.write import EMPTY, LEAVE, Urls, placed, write
from ivr.dialogue import whisper_form
from ivr.dialogue.call import Call
from ivr.dialogue.call_form import from_json, to_json
from ivr.dialogue.engine import Turn
from ivr.dialogue.events import CallFinished, Event, NoticeHeard, PersonReached, TransferEnded
from ivr.dialogue.inputs import Digits, Input, LineFault, Waiting
from ivr.dialogue.steps.transfer import TransferStep
from ivr.dialogue.verbs import Dial
from ivr.dialogue.whisper import ACCEPT, Whisper, whisper_on
from ivr.records.entry import Entry

JOB = "job"  # what the tokens of other legs are bound to
ROUTES = frozenset({"voice", "fallback", "status", JOB})  # all other places are tokens

Said = tuple[str, ...]


class Releases(Protocol):
    """Where compiled releases come from."""

    def current(self) -> Release | None:
        """The release for calls that begin now."""

    def load(self, release_id: str) -> Release | None:
        """The release that a call began on."""


class NoReleaseError(Exception):
    """No release at all: only the static fallback document can answer."""


@dataclass(frozen=True)
class Service:
    """Answers webhooks. `record` takes what happened, before the reply, and never fails or waits."""

    releases: Releases
    sealer: Sealer
    record: Callable[[Entry], object]
    now: Callable[[], datetime]
    turns: Turns = field(default_factory=Turns)

    def come_in(self, heard: Heard) -> str:
        """A call comes in (`/voice`): it is put on the current release."""
        if heard.given is None:
            return self._note(heard, "voice")
        call, release = self._new_call(heard)
        return self._turn(release, call, heard.given, heard, "voice")

    def go_on(self, heard: Heard, token: str) -> str:
        """A later turn (`/voice/<token>`): the call is in the token."""
        if heard.given is None:
            return self._note(heard, token)
        call = self._open(token, heard.call_id)
        release = self.releases.load(call.release) if call else None
        if call is not None and release is not None:
            return self._turn(release, call, heard.given, heard, token)
        return self.rescue(heard, token, "the call's release is gone" if call else "the token does not open")

    def fall_back(self, heard: Heard) -> str:
        """The carrier could not get a document elsewhere (`/voice/fallback`): on from the URL that failed."""
        reason = heard.given.reason if isinstance(heard.given, LineFault) else "the carrier came to the fallback"
        return self.rescue(heard, heard.failed_token, reason, place="fallback")

    def rescue(self, heard: Heard, token: str, reason: str, place: str = "") -> str:
        """Something failed: an apology, and a person who knows all that the token still tells.

        `place` names the route in the record where it was not the token's own.
        """
        if heard.given is None:
            return self._note(heard, place or token)
        if isinstance(heard.given, Waiting):
            return LEAVE
        call = self._open(token, heard.call_id)
        release = self.releases.load(call.release) if call else None
        if call is None or release is None:
            fresh, release = self._new_call(heard)
            call = call.moved_to(release.id, fresh.locale) if call else fresh
        return self._turn(release, call, LineFault(reason), heard, place or token)

    def note_status(self, heard: Heard) -> str:
        """The carrier reports how the call is (`/voice/status`); it needs no verbs back."""
        if heard.ended is None:
            return self._note(heard, "status")
        finished = CallFinished(heard.ended.status, heard.ended.seconds)
        self._journal(heard, "status", None, (finished,), ())
        return EMPTY

    def whisper(self, heard: Heard, token: str) -> str:
        """The leg of a person who was rung (`/voice/job/<token>`): who is calling, and "press 1".

        An empty document connects the two, so only a person who accepts gets one.
        """
        job, path = self._open_job(token), f"/voice/job/{token}"
        release = (self.releases.load(job.call.release) or self.releases.current()) if job else None
        if heard.given is None:
            return EMPTY
        if heard.given == Digits(ACCEPT):
            if job is not None:
                self._journal(heard, JOB, job.call, (PersonReached(),), ())
            return EMPTY
        if job is None or release is None:
            return fallback_whisper(path)
        job, verbs = whisper_on(job, heard.given)
        speech = Speech(release, job.call.locale)
        return write(verbs, speech, speech.voice, Urls(resume=f"/voice/job/{self._seal_job(job)}"))

    def _new_call(self, heard: Heard) -> tuple[Call, Release]:
        release = self.releases.current()
        if release is None:
            raise NoReleaseError
        locale = release.flows.helpline.locales[0]
        return Call(heard.call_id, release.id, heard.caller, heard.dialled, locale), release

    def _turn(self, release: Release, call: Call, given: Input, heard: Heard, place: str) -> str:
        played = self.turns.play(release, call, given, self.now())
        document = placed(played.document, self._urls(played.turn))
        self._journal(heard, place, played.turn.call, played.turn.events, played.said)
        return document

    def _urls(self, turn: Turn) -> Urls:
        resume = f"/voice/{self.sealer.seal(to_json(turn.call), turn.call.id)}"
        prompt = next((verb.whisper for verb in turn.verbs if isinstance(verb, Dial) and verb.whisper), None)
        job = f"/voice/job/{self._seal_job(Whisper(turn.call, prompt))}" if prompt else None
        return Urls(resume, job)

    def _seal_job(self, job: Whisper) -> str:
        return self.sealer.seal(whisper_form.to_json(job), JOB)

    def _open_job(self, token: str) -> Whisper | None:
        plain = self.sealer.open(token, JOB)
        return whisper_form.from_json(plain) if plain else None

    def _open(self, token: str, call_id: str) -> Call | None:
        plain = self.sealer.open(token, call_id)
        return from_json(plain, call_id) if plain else None

    def _note(self, heard: Heard, place: str) -> str:
        """A notice: recorded, answered by an empty document, and never a turn."""
        call = self._open(place, heard.call_id)
        reached = (self._reached(call),) if heard.reached else ()
        self._journal(heard, place, call, (NoticeHeard(heard.notice or ""), *reached), ())
        return EMPTY

    def _reached(self, call: Call | None) -> Event:
        """Who took the call: the outside number that the call was transferred to, or a person of ours."""
        release = self.releases.load(call.release) if call else None
        step = release.flows.steps.get(call.step) if call and release else None
        return TransferEnded(step.to, "answered") if isinstance(step, TransferStep) else PersonReached()

    def _journal(self, heard: Heard, place: str, call: Call | None, events: tuple[Event, ...], said: Said) -> None:
        entry = Entry(
            call_id=call.id if call else heard.call_id,
            digest=digest_of(place, heard),
            turn=call.turn if call else 0,
            at=self.now(),
            route=place if place in ROUTES else "resume",
            caller=call.caller if call else heard.caller,
            dialled=call.dialled if call else heard.dialled,
            release=call.release if call else "",
            events=events,
            said=said,
        )
        self.record(entry)
