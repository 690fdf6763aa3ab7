"""A network that misbehaves: webhooks twice, late, out of order, or with their answer lost. Seeded, one for each call.

What the carrier does about it (try again, go to the fallback, give up) is the player's part, as on a real line.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from random import Random

from ivr.simulator.transport import Reply, Transport, Unreachable, Webhook

LATEST = 4  # webhooks of the call by which a late copy comes behind
CUT_BEFORE = Unreachable("the connection broke before the request was there")
CUT_AFTER = Unreachable("the connection broke before the answer was there", "read")
TOO_LATE = Unreachable("the answer came too late", "read")


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each trouble is for a webhook, from 0 to 1.

    Twice: `again` at once, `meanwhile` at the same moment, `later` behind others. Broken: `unsent` never arrives,
    `unheard` arrives and its answer is lost, `slow` is answered when the carrier has stopped waiting. The report of a
    call's end may be `overdue` (behind copies of what came before it) or `lost`.
    """

    again: float = 0.0
    meanwhile: float = 0.0
    later: float = 0.0
    unsent: float = 0.0
    unheard: float = 0.0
    slow: float = 0.0
    overdue: float = 0.0
    lost: float = 0.0


ODDS: Mapping[str, Odds] = {
    "none": Odds(),
    "some": Odds(0.03, 0.02, 0.03, 0.01, 0.01, 0.01, 0.1, 0.02),
    "much": Odds(0.15, 0.1, 0.15, 0.08, 0.08, 0.05, 0.4, 0.15),
}
"""How much disorder there may be."""


@dataclass(frozen=True, slots=True)
class Held:
    """A webhook that comes later, behind so many others of its call."""

    webhook: Webhook
    behind: int


class Disorder:
    """Carries the webhooks of one call, not always once and not always in order."""

    def __init__(self, transport: Transport, odds: Odds, chance: Random, status_url: str) -> None:
        """`status_url` is where the end of a call is reported: nobody asks for that a second time."""
        self._transport = transport
        self._odds = odds
        self._chance = chance
        self._status_url = status_url
        self._held: list[Held] = []

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        """Send a webhook as well as this network does, and what is late from before."""
        late = self._due()
        first, then = (late, []) if self._chance.random() < 0.5 else ([], late)
        self._send_all(first)
        answer = self._report(webhook) if webhook.url == self._status_url else self._carry(webhook)
        self._send_all(then)
        return answer

    def settle(self) -> None:
        """Bring everything that is still under way, in any order: the call is over."""
        waiting, self._held = [held.webhook for held in self._held], []
        self._chance.shuffle(waiting)
        self._send_all(waiting)

    def _carry(self, webhook: Webhook) -> Reply | Unreachable:
        odds, draw = self._odds, self._chance.random
        if draw() < odds.unsent:
            return CUT_BEFORE
        if draw() < odds.later:
            self._held.append(Held(webhook, self._chance.randint(1, LATEST)))
        answer = self._together(webhook) if draw() < odds.meanwhile else self._transport.send(webhook)
        if draw() < odds.again:
            self._transport.send(webhook)
        if draw() < odds.unheard:
            return CUT_AFTER
        return TOO_LATE if draw() < odds.slow else answer

    def _report(self, webhook: Webhook) -> Reply | Unreachable:
        if self._chance.random() < self._odds.lost:
            return CUT_BEFORE
        if self._chance.random() < self._odds.overdue:
            self._held.append(Held(webhook, LATEST))
            return CUT_AFTER
        return self._carry(webhook)

    def _together(self, webhook: Webhook) -> Reply | Unreachable:
        """Send two copies that meet in the app; the carrier takes the answer to the first."""
        with ThreadPoolExecutor(2) as pool:
            first, _ = pool.map(self._transport.send, (webhook, webhook))
        return first

    def _due(self) -> list[Webhook]:
        nearer = [replace(held, behind=held.behind - 1) for held in self._held]
        self._held = [held for held in nearer if held.behind > 0]
        return [held.webhook for held in nearer if held.behind <= 0]

    def _send_all(self, webhooks: list[Webhook]) -> None:
        for webhook in webhooks:
            self._transport.send(webhook)
