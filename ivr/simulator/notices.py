"""Notices that nobody waits for: how ringing goes, that a recording is ready, what became of a caller who is gone."""

from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from ivr.simulator.fields import sid
from ivr.simulator.leg import Leg, Notice, Playing, sent
from ivr.simulator.overrides import overrides_of
from ivr.simulator.transport import Method, Webhook


def post_later(leg: Leg, url: str, fields: Mapping[str, str], how: Method = "POST", after: float = 0.0) -> None:
    """Keep a notice until the line is asked for the next document, or the call is over."""
    overrides, _ = overrides_of(urljoin(leg.url, url))  # odd ones were reported where the address led to a document
    leg.requests += 1
    token = sid("", f"{leg.call.call_id} {leg.requests}")
    webhook = Webhook(leg.absolute(url), fields, leg.clock + after, how, token, overrides.rt / 1000)
    leg.later.append(Notice(webhook, overrides))


def post_due(leg: Leg) -> Playing[None]:
    """Send the notices whose moment has come."""
    due = [notice for notice in leg.later if notice.at <= leg.clock]
    leg.later[:] = [notice for notice in leg.later if notice.at > leg.clock]
    yield from post(in_order_of_arrival(leg, due))


def post_last(leg: Leg, status: Webhook) -> Playing[None]:
    """Send all that is left when a call is over, its status callback in its place."""
    if leg.world.status_first:
        late = [notice.not_before(status.at) for notice in leg.later]
        yield from post([Notice(status), *in_order_of_arrival(leg, late)])
    else:
        yield from post(sorted([*in_order_of_arrival(leg, leg.later), Notice(status)], key=_moment))


def post(notices: Iterable[Notice]) -> Playing[None]:
    """Send notices, each again as its address asks for; what the line answers is of no use to anybody."""
    for notice in notices:
        for _ in range(1 + notice.overrides.rc):
            answer = yield from sent(notice.webhook)
            if not notice.overrides.tries_again_after(answer):
                break


def in_order_of_arrival(leg: Leg, notices: list[Notice]) -> list[Notice]:
    """Order notices by their moments; in a disordered world the last one is the first to arrive."""
    ordered = sorted(notices, key=_moment)
    if not leg.world.disordered:
        return ordered
    return [notice.not_before(ordered[-1].at) for notice in reversed(ordered)]


def _moment(notice: Notice) -> float:
    return notice.at
