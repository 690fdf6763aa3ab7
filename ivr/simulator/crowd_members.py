"""Who is in a crowd: each caller with the world around their call, all of it from the crowd's seed and their number."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from ivr.simulator.caller import Caller, HangUp, Keys, Scripted, Silence
from ivr.simulator.crowd_callers import KINDS, CrowdCaller, kind_of
from ivr.simulator.fields import sid
from ivr.simulator.happenings import Party
from ivr.simulator.line import LINE_NUMBER, Dialling
from ivr.simulator.world import Pickup, World

PICKUPS = {Pickup.ANSWERED: 60, Pickup.MACHINE: 8, Pickup.BUSY: 12, Pickup.NO_ANSWER: 14, Pickup.FAILED: 6}
LONGEST_PATIENCE = 600  # seconds that somebody waits in a queue
LONGEST_SERVED = 120  # seconds until somebody takes the caller, on a line that is staffed
AGENT_MOVES = ("1", "1", "1", "1", "1", "w 1", "2", "w", "h")  # most people who are rung accept with 1
WITHHELD_SHARE = 0.05


@dataclass(frozen=True)
class Member:
    """One caller of a crowd. `arrives` is their second within the span in which the crowd calls."""

    index: int
    kind: str
    arrives: float
    dialling: Dialling
    world: World
    caller: Caller
    agent: Caller


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many callers, spread by chance over so many seconds from `began` on.

    `run` tells apart the calls of the same crowd that rings one line twice. With `usual` people who are rung behave
    so for everybody; else chance decides.
    """

    seed: int
    calls: int
    over: float
    began: datetime
    dialled: str = LINE_NUMBER
    run: str = ""
    usual: World | None = None

    def member(self, index: int) -> Member:
        """Return one caller, always the same one for a seed and a number."""
        chance = self.chance(index, "who")
        arrives = chance.uniform(0, self.over)
        kind = kind_of(chance)
        world = world_of(self.chance(index, "world"), self.usual)
        return Member(
            index,
            kind,
            arrives,
            self._dialling(index, chance, arrives),
            world,
            CrowdCaller(KINDS[kind], self.chance(index, "caller")),
            agent_of(self.chance(index, "agent"), world),
        )

    def chance(self, index: int, what: str) -> Random:
        """Return the randomness for one side of one call."""
        return Random(f"{self.seed} {index} {what}")

    def _dialling(self, index: int, chance: Random, arrives: float) -> Dialling:
        # 555-01xx is set aside for fiction; the area code gives enough of them.
        number = f"+1{200 + index // 100 % 700}55501{index % 100:02}"
        caller = "anonymous" if chance.random() < WITHHELD_SHARE else number
        call_id = sid("CA", f"crowd {self.run} {self.seed} {index}")
        return Dialling(call_id, caller, self.dialled, self.began + timedelta(seconds=arrives))


def world_of(chance: Random, usual: World | None = None) -> World:
    """Return the world around one call: how telephones are taken, queues served, and how far away the line is."""
    draw, number = chance.random, chance.randint
    served_after = None if draw() < 0.3 else number(1, LONGEST_SERVED)
    world = World(
        pickup=chance.choices(list(PICKUPS), list(PICKUPS.values()))[0],
        rings=number(1, 35),
        talk=number(1, 300),
        talk_ended_by=Party.CALLER if draw() < 0.5 else Party.AGENT,
        served_after=served_after,
        patience=number(5, LONGEST_PATIENCE) if served_after is None or draw() < 0.3 else None,
        queue_full=draw() < 0.04,
        round_trip=chance.uniform(0.05, 0.8),
        status_delay=chance.uniform(0, 20),
        status_first=draw() < 0.2,
        disordered=draw() < 0.2,
    )
    return world if usual is None else as_usual(world, usual)


def as_usual(world: World, usual: World) -> World:
    """Return the world with people who behave as asked for; nobody waits for ever all the same."""
    return replace(
        usual,
        patience=LONGEST_PATIENCE if usual.served_after is None else usual.patience,
        round_trip=world.round_trip,
        status_delay=world.status_delay,
        status_first=world.status_first,
        disordered=world.disordered,
    )


def agent_of(chance: Random, world: World) -> Caller:
    """Return the person whom the line may ring; a machine says and presses nothing."""
    if world.pickup is Pickup.MACHINE:
        return Scripted("", then=Silence())
    moves = chance.choice(AGENT_MOVES)
    return Scripted(moves, then=HangUp() if "h" in moves else Keys("1") if "1" in moves else Silence())
