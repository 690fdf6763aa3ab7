"""Proves that nobody gets stuck: walks the whole helpline, in each locale, and asks for the five statements."""

from collections.abc import Callable, Iterator

from ivr.authoring.proof.abstraction import Abstraction
from ivr.authoring.proof.answers import topics_are_reached
from ivr.authoring.proof.drifting import nobody_is_left
from ivr.authoring.proof.findings import Bound, Finding, Proof
from ivr.authoring.proof.loose_ends import nothing_is_loose
from ivr.authoring.proof.moments import moments_of
from ivr.authoring.proof.persons import zero_brings_a_person
from ivr.authoring.proof.plans import Planner
from ivr.authoring.proof.routes import outcomes_are_routed
from ivr.authoring.proof.seconds import Clock
from ivr.authoring.proof.turning import Turning
from ivr.authoring.proof.walk import Walk
from ivr.authoring.release import Release

Statement = Callable[[Walk], Iterator[Finding | Bound]]

PROOF: tuple[Statement, ...] = (
    zero_brings_a_person,
    nobody_is_left,
    outcomes_are_routed,
    nothing_is_loose,
    topics_are_reached,
)
"""The five statements, in order."""


def walk_of(release: Release, locale: str, *, keep_all: bool = False) -> Walk:
    """A walk that has not begun yet."""
    turning = Turning(release.flows, Clock(release.book(locale)), moments_of(release.flows.helpline.hours))
    return Walk(Planner(turning, Abstraction(release.flows)), locale, keep_all)


def prove(release: Release, tell: Callable[[int], None] = lambda _: None, locales: tuple[str, ...] = ()) -> Proof:
    """What holds and what does not, in these locales or in all.

    `tell` hears from time to time how many places there are.
    """
    told: list[Finding | Bound] = []
    places = ways = turns = 0
    for locale in locales or release.flows.helpline.locales:
        walk = walk_of(release, locale).run(tell)
        told += (each for statement in PROOF for each in statement(walk))
        places, ways, turns = places + len(walk.places), ways + len(walk.ways), turns + walk.planner.turns
    findings = tuple(each for each in told if isinstance(each, Finding))
    return Proof(findings, tuple(each for each in told if isinstance(each, Bound)), places, ways, turns)
