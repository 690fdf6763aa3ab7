"""A whole line in this process for one release: signed webhooks in, documents out, its record in a list."""

from dataclasses import dataclass, field
from datetime import datetime

from ivr.authoring.release import Release
from ivr.carriers.sealing import KEY_BYTES, Sealer
from ivr.carriers.twilio import verify
from ivr.carriers.twilio.fallback import fallback_document
from ivr.dialogue.events import NoticeHeard
from ivr.records.calls import TURN_ROUTES
from ivr.records.entry import Entry, from_line, to_line
from ivr.service import Service
from ivr.simulator.account import Account
from ivr.simulator.line import A_MONDAY, CallClock
from ivr.simulator.transport import InProcess
from ivr.web.app import create_app
from ivr.web.edge import Edge
from ivr.web.health import Readiness

# Nobody outside of this process ever meets these.
ACCOUNT = Account("AC" + "0" * 32, "0" * 32, "https://rehearsal.example")
KEY = bytes(KEY_BYTES)


@dataclass(frozen=True)
class OneRelease:
    """The only release there is."""

    release: Release

    def current(self) -> Release:
        """The release for calls that begin now."""
        return self.release

    def load(self, release_id: str) -> Release | None:
        """The release that a call began on."""
        return self.release if release_id == self.release.id else None


@dataclass
class SignedLine:
    """The line; one call after the other is made on it, at the time of `clock`."""

    release: Release
    clock: CallClock = field(default_factory=lambda: CallClock(A_MONDAY))
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Put it together as it runs in production, but for what is kept on disks."""
        sealer, release = Sealer((KEY,)), self.release
        service = Service(OneRelease(release), sealer, self._keep, self._now)
        believed = verify.Account(ACCOUNT.sid, (ACCOUNT.token,), ACCOUNT.public_url)
        edge = Edge(believed, service, fallback_document)
        app = create_app(service, edge, lambda: Readiness(release.id, "current", 0, 0))
        self.transport = InProcess(app, ACCOUNT)

    def _now(self) -> datetime:
        return self.clock.now()

    def _keep(self, entry: Entry) -> None:
        """Keep an entry as it comes back from the line of a spool."""
        self.entries.append(from_line(to_line(entry)))

    @property
    def of_turns(self) -> tuple[Entry, ...]:
        """The entries of the caller's turns, without notices, the status, and the legs of others."""
        return tuple(
            entry
            for entry in self.entries
            if entry.route in TURN_ROUTES and not any(isinstance(event, NoticeHeard) for event in entry.events)
        )
