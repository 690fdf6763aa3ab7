"""What a picture shows: flows, their steps, and the ways between them; nothing of where it stands on paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as it is drawn.

    `rows` are what it says and offers, in words; `tip` is all of its words, for whoever rests the mouse on it;
    `called_by` are the flows that lead here, `rung` the numbers whose calls begin here.
    """

    address: str
    kind: str
    rows: tuple[str, ...]
    tip: str
    file: str
    line: int
    called_by: tuple[str, ...] = ()
    rung: tuple[str, ...] = ()

    @property
    def flow(self) -> str:
        """The flow that it stands in."""
        return self.address.partition(".")[0]

    @property
    def name(self) -> str:
        """Its name in that flow."""
        return self.address.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Way:
    """From a step to another: the exits that lead there, as a caller knows them (keys, outcomes)."""

    source: str
    target: str
    exits: tuple[str, ...]

    @property
    def label(self) -> str:
        """What is written beside the arrow."""
        return ", ".join(exit_ for exit_ in self.exits if exit_)


@dataclass(frozen=True, slots=True)
class FlowDrawing:
    """One flow: its steps in the order of the file, and every way out of them."""

    name: str
    file: str
    steps: tuple[Shown, ...]
    ways: tuple[Way, ...]

    @property
    def ports(self) -> tuple[str, ...]:
        """The steps of other flows that this one leads to."""
        own = {step.address for step in self.steps}
        return tuple(dict.fromkeys(way.target for way in self.ways if way.target not in own))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole helpline, or the one flow that was asked for; `everywhere` tells what holds at every step."""

    flows: tuple[FlowDrawing, ...]
    everywhere: tuple[str, ...] = ()

    def only(self, name: str) -> "Drawing":
        """The drawing of one flow."""
        return Drawing(tuple(flow for flow in self.flows if flow.name == name), self.everywhere)

    @property
    def between(self) -> tuple[Way, ...]:
        """How the flows lead to one another, by a way or by a call."""
        pairs = ((caller, flow.name) for flow in self.flows for step in flow.steps for caller in step.called_by)
        known = {flow.name for flow in self.flows}
        return tuple(Way(caller, name, ()) for caller, name in dict.fromkeys(pairs) if caller in known)
