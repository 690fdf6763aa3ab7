"""The simulated line itself: makes a call over a transport, for a caller, and says what happens while it does."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ivr.simulator.account import Account
from ivr.simulator.caller import Caller, Keys, Scripted
from ivr.simulator.fields import CallFields, sid
from ivr.simulator.happenings import CutOff, Happening, HungUp, LineError, LineWarning, Party, Pressed, Said
from ivr.simulator.leg import Answer, Playing
from ivr.simulator.player import Player, Webhooks
from ivr.simulator.stretch import Act, Stretch
from ivr.simulator.transport import Reply, Transport, Unreachable, Webhook
from ivr.simulator.world import World

# Fictional numbers: 555-01xx is set aside for such use.
CALLER_NUMBER = "+12025550143"
LINE_NUMBER = "+18005550100"
A_MONDAY = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dialling:
    """Who calls which number, when, under which call id. The id is the carrier's: `CA` and 32 hex digits."""

    call_id: str = sid("CA", "a call")
    caller: str = CALLER_NUMBER
    dialled: str = LINE_NUMBER
    began: datetime = A_MONDAY


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A call that was played to its end."""

    happenings: tuple[Happening, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What the caller heard, one text for each time the line spoke; what a key cut off is left out."""
        return tuple(said_to(self.happenings, Party.CALLER))

    @property
    def heard(self) -> str:
        """What the caller heard, in one text."""
        return " ".join(self.said)

    @property
    def pressed(self) -> tuple[str, ...]:
        """The keys that the line took from the caller."""
        return tuple(h.keys for h in self.happenings if isinstance(h, Pressed) and h.by is Party.CALLER)

    @property
    def troubles(self) -> tuple[LineError | LineWarning, ...]:
        """What the carrier would not like."""
        return tuple(h for h in self.happenings if isinstance(h, LineError | LineWarning))

    @property
    def ending(self) -> HungUp:
        """How the call ended, and when."""
        return next(h for h in self.happenings if isinstance(h, HungUp))


def said_to(happenings: Iterable[Happening], party: Party) -> list[str]:
    """Return what somebody heard, one text for each time the line spoke."""
    heard: list[str] = []
    for happening in happenings:
        match happening:
            case Said(_, text, to) if to is party:
                heard.append(text)
            case CutOff(_, text, to) if to is party:
                heard[-1] = text
            case _:
                pass
    return heard


@dataclass
class CallClock:
    """The time on the line, for an app in this process: it begins at `began` and goes as the call does."""

    began: datetime
    seconds: float = 0.0

    def now(self) -> datetime:
        """The moment that the call has come to."""
        return self.began + timedelta(seconds=self.seconds)


class Line:
    """A telephone line to the app: calls made on it play the carrier's part, signature and all."""

    def __init__(
        self,
        transport: Transport,
        account: Account,
        world: World | None = None,
        agent: Caller | None = None,
        clock: CallClock | None = None,
    ) -> None:
        """`agent` is the person whom the line may ring; by default they accept every call with 1.

        `clock` is moved on with each call.
        """
        self._transport = transport
        self._account = account
        self._world = world or World()
        self._agent = agent or Scripted("", then=Keys("1"))
        self._clock = clock

    def call(self, caller: Caller, dialling: Dialling | None = None) -> Generator[Happening, None, None]:
        """Make a call and yield what happens, as it happens. Closing the generator hangs up."""
        dialling = dialling or Dialling()
        fields = CallFields(self._account.sid, dialling.call_id, dialling.caller, dialling.dialled)
        player = Player(fields, self._world, self._webhooks(), dialling.began)
        try:
            yield from self._drive(player.play(), caller)
        except BaseException:  # closed, Ctrl+C, or a caller's own error: the carrier ends the call all the same
            for _ in self._drive(player.last_words(), caller):
                pass  # pragma: no cover - nothing happens any more that could be told
            raise

    def rehearse(self, caller: Caller, dialling: Dialling | None = None) -> Rehearsal:
        """Make a call and return all of it."""
        return Rehearsal(tuple(self.call(caller, dialling)))

    def _webhooks(self) -> Webhooks:
        url = self._account.url
        return Webhooks(url("/voice"), url("/voice/fallback"), url("/voice/status"))

    def _drive(self, playing: Playing[None], caller: Caller) -> Iterator[Happening]:
        answer: Answer = None
        while True:
            try:
                step = playing.send(answer)
            except StopIteration:
                return
            match step:
                case Webhook():
                    answer = self._perform(step)
                case Stretch():
                    answer = self._act(step, caller)
                case _:
                    answer = None
                    yield step

    def _perform(self, webhook: Webhook) -> Reply | Unreachable:
        if self._clock is not None:
            self._clock.seconds = webhook.at
        return self._transport.send(webhook)

    def _act(self, stretch: Stretch, caller: Caller) -> Act | None:
        return (caller if stretch.party is Party.CALLER else self._agent).next_act(stretch)
