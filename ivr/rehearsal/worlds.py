"""The world of a call script: what people do, and when the call takes place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ivr.dialogue.helpline import Helpline
from ivr.rehearsal.moments import moment_of, zone_of
from ivr.rehearsal.script import Setting
from ivr.simulator.caller import Caller, HangUp, Keys, Move, Scripted, Silence
from ivr.simulator.world import Pickup, World

AGENTS: Mapping[str, World] = {
    "answers": World(),
    "busy": World(pickup=Pickup.BUSY, served_after=None),
    "no_answer": World(pickup=Pickup.NO_ANSWER, served_after=None),
    "failed": World(pickup=Pickup.FAILED, served_after=None),
    "declines": World(served_after=None),
    "machine": World(pickup=Pickup.MACHINE, served_after=None),
    "waits": World(pickup=Pickup.NO_ANSWER, served_after=None),
}
"""What people do: pick up and serve the queue, or neither. Who `declines` picks up, listens, and puts it down again."""

DOES_ON_THE_WHISPER: Mapping[str, Move] = {"declines": HangUp(), "machine": Silence()}
ACCEPTS = Keys("1")

A_WEEK = date(2026, 1, 5)  # a Monday; a week in which no clock is changed, so that a script plays alike for ever
AFTER_OPENING = timedelta(hours=1)
NOON = time(12)


def world_of(setting: Setting) -> World:
    """What everybody but the caller does on a call."""
    world, queue = AGENTS[setting.agent], setting.queue
    if queue.nobody:
        world = replace(world, served_after=None)
    if queue.served_after is not None:
        world = replace(world, served_after=queue.served_after)
    return replace(world, patience=queue.patience, queue_full=queue.is_full)


def person_of(setting: Setting) -> Caller:
    """The person whose telephone the line rings: takes the call with 1, unless the script has it otherwise."""
    return Scripted("", then=DOES_ON_THE_WHISPER.get(setting.agent, ACCEPTS))


def time_of(at: str, line: Helpline) -> datetime:
    """When a call takes place, in the zone of the line's first opening hours; without `at`, while it is open.

    A weekday is that of one fixed week. Raises ValueError for a text that names no moment.
    """
    monday = datetime.combine(A_WEEK, time(), zone_of(line))
    return moment_of(at, monday) if at else _while_open(monday, line)


def _while_open(monday: datetime, line: Helpline) -> datetime:
    hours = next(iter(line.hours.values()), None)
    first = min(hours.spans, key=lambda each: (each.weekday, each.opens), default=None) if hours else None
    if first is None:
        return datetime.combine(monday, NOON, monday.tzinfo)
    day = monday + timedelta(days=first.weekday)
    return datetime.combine(day, first.opens, monday.tzinfo) + AFTER_OPENING
