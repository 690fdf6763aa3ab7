"""All figures of a helpline in one locale."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr.authoring.proof.abstraction import Abstraction
from ivr.authoring.proof.moments import moments_of
from ivr.authoring.proof.seconds import Clock
from ivr.authoring.proof.turning import Turning
from ivr.authoring.release import Release
from ivr.authoring.stats.callers import CALLERS, Ears, Heard
from ivr.authoring.stats.journeys import TOPIC, Goal, Roads
from ivr.authoring.stats.lengths import MenuSize, SpokenPrompt, menus_of, prompts_of
from ivr.authoring.stats.persons import ToPerson, listening_places, longest_to_a_person
from ivr.dialogue.call import Call
from ivr.dialogue.steps.step import Here
from ivr.dialogue.steps.topics import TopicsStep


@dataclass(frozen=True)
class Stats:
    """The figures. `journeys` has for each goal what each caller goes through; nothing for who never gets there."""

    locale: str
    journeys: Mapping[Goal, Mapping[str, Heard]]
    to_person: Mapping[str, ToPerson]
    menus: tuple[MenuSize, ...]
    prompts: tuple[SpokenPrompt, ...]


def stats_of(release: Release, locale: str, flow: str | None = None) -> Stats:
    """The figures of a release in one locale; with `flow`, those of what belongs to it."""
    roads = roads_of(release, locale)
    ways = {who: roads.shortest(name) for who, name in CALLERS.items()}
    goals = [goal for goal in roads.goals() if flow is None or flow in _flows_of(release, goal)]
    journeys = {goal: {who: found[goal] for who, found in ways.items() if goal in found} for goal in goals}
    places = listening_places(roads)
    if flow is not None:
        places = tuple(turn for turn in places if turn.call.step.partition(".")[0] == flow)
    longest = {who: longest_to_a_person(roads, places, name) for who, name in CALLERS.items()}
    here = Here(release.flows.helpline, Call("", "", None, "", locale), roads.turning.moments[0])
    return Stats(
        locale,
        journeys,
        {who: way for who, way in longest.items() if way is not None},
        menus_of(release, roads.ears, here, flow),
        prompts_of(release, locale, flow),
    )


def roads_of(release: Release, locale: str) -> Roads:
    """The ways through a release."""
    clock = Clock(release.book(locale))
    turning = Turning(release.flows, clock, moments_of(release.flows.helpline.hours))
    return Roads(turning, Abstraction(release.flows), Ears(clock, release.book(locale)), locale)


def _flows_of(release: Release, goal: Goal) -> frozenset[str]:
    """The flows that a goal stands in; a topic stands where it is listed."""
    if goal.kind != TOPIC:
        return frozenset([goal.name.partition(".")[0]])
    listed = release.flows.steps.items()
    homes = (
        address
        for address, step in listed
        if isinstance(step, TopicsStep) and any(each.topic == goal.name for each in step.list)
    )
    return frozenset(home.partition(".")[0] for home in homes)
