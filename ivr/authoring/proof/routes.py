"""Statement 3: every outcome of every hand-off, transfer and called flow is routed, in words as well."""

from collections.abc import Iterator

from ivr.authoring.proof.findings import SOUND, WORDS, Bound, Finding
from ivr.authoring.proof.loose_ends import TOO_MANY
from ivr.authoring.proof.stuck import givens_by, stuck_call
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.inputs import Input, QueueLeft, Transferred


def outcomes_are_routed(walk: Walk) -> Iterator[Finding | Bound]:
    """The engine never had to apologise of itself, and whoever comes back from the world hears something."""
    failures = {key: way for key, way in walk.failures.items() if key[0] != TOO_MANY}
    for (reason, step), way in failures.items():
        what = f"at '{step}' the line has to apologise: {reason}"
        yield Finding(3, walk.locale, step, what, stuck_call(walk, givens_by(walk, way), SOUND))
    for (step, given), way in walk.mute.items():
        what = f"after the outcome '{_outcome(given)}' of '{step}' nothing is said"
        yield Finding(3, walk.locale, step, what, stuck_call(walk, givens_by(walk, way), WORDS))
    if not failures and not walk.mute:
        every = {(address, each.name) for address, step in walk.flows.steps.items() for each in step.exits()}
        yield Bound(3, walk.locale, f"{len(every & walk.exits)} of {len(every)} exits were walked, none of them amiss")
        for step, name in sorted(every - walk.exits):
            if step in walk.steps:
                yield Bound(3, walk.locale, f"never taken as helpline.yaml is now: {step}: {name}")


def _outcome(given: Input | None) -> str:
    return given.outcome if isinstance(given, QueueLeft | Transferred) else ""
