"""What went between the carrier and the line on one call: every request that was sent, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.simulator.transport import Reply, Transport, Unreachable, Webhook

ANSWERED = 200


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as it was sent, with its answer. A request whose answer broke off may or may not have been heard."""

    webhook: Webhook
    answer: Reply | Unreachable

    @property
    def body(self) -> bytes | None:
        """The document that came back; None when none did, and the app may not have taken the request in."""
        return self.answer.body if isinstance(self.answer, Reply) and self.answer.status == ANSWERED else None

    @property
    def may_be_heard(self) -> bool:
        """Whether the app may have taken the request in all the same."""
        return isinstance(self.answer, Reply) or self.answer.kind == "read"


class Witness:
    """Carries webhooks, and keeps what was asked and answered."""

    def __init__(self, transport: Transport) -> None:
        """Nothing has been seen yet."""
        self._transport = transport
        self._seen: list[Exchange] = []

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        """Send, and keep both sides."""
        answer = self._transport.send(webhook)
        self._seen.append(Exchange(webhook, answer))
        return answer

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Everything that was seen, in order."""
        return tuple(self._seen)


def differing(exchanges: Iterable[Exchange]) -> tuple[Webhook, ...]:
    """Return requests that were answered in two ways: the same request has the same answer, byte for byte."""
    answers: dict[tuple[str, frozenset[tuple[str, str]]], Exchange] = {}
    found: dict[str, Webhook] = {}
    for exchange in exchanges:
        if exchange.body is not None:
            asked = exchange.webhook.target, frozenset(exchange.webhook.fields.items())
            if answers.setdefault(asked, exchange).body != exchange.body:
                found[exchange.webhook.target] = exchange.webhook
    return tuple(found.values())
