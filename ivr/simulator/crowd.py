"""A crowd on the line: many calls in one virtual clock, their webhooks sent in the order of virtual time."""

import heapq
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from ivr.simulator.account import Account
from ivr.simulator.crowd_exchanges import Exchange, Witness
from ivr.simulator.crowd_members import Crowd, Member
from ivr.simulator.disorder import ODDS, Disorder, Odds
from ivr.simulator.fields import CallFields
from ivr.simulator.happenings import Happening, HungUp, Party
from ivr.simulator.leg import Answer
from ivr.simulator.line import CallClock
from ivr.simulator.player import Player, Webhooks
from ivr.simulator.stretch import Act, Stretch
from ivr.simulator.transport import Transport, Webhook


@dataclass(frozen=True)
class Life:
    """One call of a crowd, lived to its end.

    `asked` is what the carrier sent and got; `exchanges` what really went over the network, copies and all.
    """

    member: Member
    happenings: tuple[Happening, ...]
    asked: tuple[Exchange, ...]
    exchanges: tuple[Exchange, ...]

    @property
    def ending(self) -> HungUp:
        """How the call ended, and when."""
        return next(happening for happening in self.happenings if isinstance(happening, HungUp))


@dataclass(frozen=True)
class CrowdLine:
    """The line that a crowd rings. `clock` is moved on for an app in this process; a running line has its own.

    `together` webhooks are under way at the same time; with one, everything happens in order.
    """

    transport: Transport
    account: Account
    odds: Odds = ODDS["none"]
    clock: CallClock | None = None
    together: int = 1

    def play(self, crowd: Crowd) -> Iterator[Life]:
        """Make all calls, and yield each when it is over."""
        calls = [CrowdCall(crowd, index, self) for index in range(crowd.calls)]
        return _one_by_one(calls) if self.together == 1 else _together(calls, self.together)

    def play_one(self, crowd: Crowd, index: int) -> Life:
        """Make one call of a crowd alone: it goes as it does among all others."""
        return next(_one_by_one([CrowdCall(crowd, index, self)]))


class CrowdCall:
    """One call while it is played; nothing happens between two webhooks that anybody else could notice."""

    def __init__(self, crowd: Crowd, index: int, line: CrowdLine) -> None:
        """Dial, and come to the first webhook."""
        self.member = crowd.member(index)
        self._clock = line.clock
        url = line.account.url
        webhooks = Webhooks(url("/voice"), url("/voice/fallback"), url("/voice/status"))
        dialling = self.member.dialling
        fields = CallFields(line.account.sid, dialling.call_id, dialling.caller, dialling.dialled)
        self._playing = Player(fields, self.member.world, webhooks, dialling.began).play()
        self._witness = Witness(line.transport)
        self._network = Disorder(self._witness, line.odds, crowd.chance(index, "network"), webhooks.status)
        self._happenings: list[Happening] = []
        self._asked: list[Exchange] = []
        self.next: Webhook | None = self._until_webhook(None)

    @property
    def due(self) -> tuple[float, int]:
        """The virtual second of the next webhook, counted from the first arrival on; ties go by number."""
        return self.member.arrives + (self.next.at if self.next else 0.0), self.member.index

    def step(self) -> "CrowdCall":
        """Send the next webhook, and go on until another one is due or the call is over."""
        if self.next is not None:
            if self._clock is not None:
                self._clock.seconds = self.due[0]
            answer = self._network.send(self.next)
            self._asked.append(Exchange(self.next, answer))
            self.next = self._until_webhook(answer)
        if self.next is None:
            self._network.settle()
        return self

    def life(self) -> Life:
        """Return what was lived through."""
        return Life(self.member, tuple(self._happenings), tuple(self._asked), self._witness.exchanges)

    def _until_webhook(self, answer: Answer) -> Webhook | None:
        while True:
            try:
                step = self._playing.send(answer)
            except StopIteration:
                return None
            match step:
                case Webhook():
                    return step
                case Stretch():
                    answer = self._act(step)
                case _:
                    answer = None
                    self._happenings.append(step)

    def _act(self, stretch: Stretch) -> Act | None:
        whose = self.member.caller if stretch.party is Party.CALLER else self.member.agent
        return whose.next_act(stretch)


def _one_by_one(calls: list[CrowdCall]) -> Iterator[Life]:
    ready = [(call.due, call) for call in calls]
    heapq.heapify(ready)
    while ready:
        call = ready[0][1].step()
        if call.next is None:
            heapq.heappop(ready)
            yield call.life()
        else:
            heapq.heapreplace(ready, (call.due, call))


def _together(calls: list[CrowdCall], at_once: int) -> Iterator[Life]:
    """Begin webhooks in order of virtual time; the answers come as they come."""
    ready = [(call.due, call) for call in calls]
    heapq.heapify(ready)
    under_way: set[Future[CrowdCall]] = set()
    with ThreadPoolExecutor(at_once) as pool:
        while ready or under_way:
            while ready and len(under_way) < at_once:
                under_way.add(pool.submit(heapq.heappop(ready)[1].step))
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for call in (future.result() for future in done):
                if call.next is None:
                    yield call.life()
                else:
                    heapq.heappush(ready, (call.due, call))
