"""The walk: from the first ring to every place that a call can come to, breadth first, by every kind of input."""

from array import array
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ivr.authoring.proof.places import DRIFT, OVER, Awaits, Given, Marks, Place, Taken
from ivr.authoring.proof.plans import FAULT, NONE, OUTCOMES, Planned, Planner, counted
from ivr.dialogue.call import Back, Call, Spot
from ivr.dialogue.engine import MAX_HAND_OFFS, MAX_TURNS
from ivr.dialogue.flows import Flows
from ivr.dialogue.inputs import CallStarted, Input, NoInput

TOLD_EACH = 10_000  # places after which somebody who waits is told
NEEDED = DRIFT | Marks.ZERO
"""Ways that the statements follow; of the others it is enough to know one to each place."""

Led = tuple[int, int, int, int]
"""Where a turn led: the place, the input, both by number, its marks and its milliseconds."""


@dataclass
class Ways:
    """Every way that was found, in columns: from, to, by which input (its number in `givens`), marks, milliseconds."""

    sources: "array[int]" = field(default_factory=lambda: array("i"))
    targets: "array[int]" = field(default_factory=lambda: array("i"))
    givens: "array[int]" = field(default_factory=lambda: array("i"))
    marks: "array[int]" = field(default_factory=lambda: array("i"))
    ms: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, source: int, led: Led) -> int:
        """Add a way; returns its number."""
        target, given, marks, ms = led
        self.sources.append(source)
        self.targets.append(target)
        self.givens.append(given)
        self.marks.append(marks)
        self.ms.append(ms)
        return len(self.sources) - 1

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sources)


@dataclass
class Walk:
    """All places and ways of one locale.

    `found_by` has for each place the way on which it was found first; `failures` and `mute` the first way on which the
    engine had to apologise for a reason at a step, and on which an outcome was met without a word. With `keep_all` no
    way is left out.
    """

    planner: Planner
    locale: str
    keep_all: bool = False
    places: list[Place] = field(default_factory=list)
    ways: Ways = field(default_factory=Ways)
    givens: list[Given] = field(default_factory=list)
    found_by: list[int] = field(default_factory=list)
    exits: set[tuple[str, str]] = field(default_factory=set)
    steps: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    failures: dict[tuple[str, str], int] = field(default_factory=dict)
    mute: dict[tuple[str, Input | None], int] = field(default_factory=dict)
    _numbers: dict[Place, int] = field(default_factory=dict)
    _given_numbers: dict[Given, int] = field(default_factory=dict)
    _waiting: deque[int] = field(default_factory=deque)
    _later: deque[int] = field(default_factory=deque)
    _led: dict[tuple[int, int, int], tuple[Led, ...]] = field(default_factory=dict)
    _backs: dict[int, tuple[Call, Given]] = field(default_factory=dict)
    _menus: dict[tuple[str, tuple[str, ...]], None] = field(default_factory=dict)
    _went_back: dict[int, int] = field(default_factory=dict)
    _twins: set[Place] = field(default_factory=set)

    @property
    def flows(self) -> Flows:
        """The flows that are walked."""
        return self.planner.turning.flows

    def run(self, tell: Callable[[int], None] = lambda _: None) -> "Walk":
        """Walk until there is no new place. `tell` hears from time to time how many there are."""
        self._begin()
        while self._waiting or self._go_on_later() or self._go_back():
            number = self._waiting.popleft()
            if number % TOLD_EACH == TOLD_EACH - 1:
                tell(len(self.places))
            self._leave(number, self.places[number])
        return self

    def _begin(self) -> None:
        """Ring each number that begins elsewhere, with and without one's own number shown."""
        line = self.flows.helpline
        first = {step: number for number, step in reversed(list(line.numbers.items()))}
        start = Place(Call("", "", None, "", self.locale), Awaits.START)
        self._number(start, -1)
        self._waiting.clear()
        for dialled in reversed(list(first.values())):
            for caller in ("+", None):
                call = replace(start.call, dialled=dialled, caller=caller)
                self._lead_all(0, self.planner.ask(call, CallStarted(caller, dialled)))
        self._lead_all(0, self.planner.ask(start.call, FAULT))

    def _leave(self, number: int, place: Place) -> None:
        if place.awaits in OVER:
            return
        if place.call.turn >= MAX_TURNS:
            for given in OUTCOMES.get(place.awaits, (NoInput(),)):
                self._lead_all(number, self.planner.ask(place.call, given))
            return
        for planned in self.planner.plan(place):
            self._go(number, place.call, planned)
        self._run_out(number, place)

    def _go(self, number: int, call: Call, planned: Planned) -> None:
        """Everywhere that an input leads to; where it counts nothing, that is the same for all the counters."""
        if planned.counts:
            self._lead_all(number, self.planner.stumbles(planned, call))
            return
        if planned.stays:
            self._lead_all(number, (counted(each, call) for each in planned.taken))
            return
        key = (id(planned), call.errors, call.hand_offs)
        led = self._led.get(key)
        if led is None:
            self._led[key] = self._lead_all(number, (counted(each, call) for each in planned.taken))
            return
        for each in led:
            if each[2] & NEEDED or self.keep_all:
                self.ways.add(number, each)

    def _lead_all(self, source: int, turns: Iterable[Taken]) -> tuple[Led, ...]:
        return tuple(self._lead(source, taken) for taken in turns)

    def _lead(self, source: int, taken: Taken) -> Led:
        """Note where a turn led."""
        self.exits.update(taken.walked)
        self.steps.update(taken.entered)
        self.topics.update(taken.topics)
        way = len(self.ways)
        ms = taken.ms + taken.wait if taken.wait >= 0 else taken.wait
        led = (self._target(source, taken, way), self._given(taken.given), taken.marks, ms)
        self.ways.add(source, led)
        if taken.failed and not taken.marks & Marks.FAULT:
            self.failures.setdefault((taken.failed, self.places[source].call.step), way)
        if taken.marks & Marks.MUTE and taken.marks & Marks.WORLD and taken.awaits is not Awaits.QUEUE:
            self.mute.setdefault((self.places[source].call.step, taken.given.input), way)
        return led

    def _target(self, source: int, taken: Taken, way: int) -> int:
        awaits = taken.awaits or self.places[source].awaits
        match awaits:
            case Awaits.BACK:
                target = self._number(Place(self.planner.abstraction.context(taken.call), awaits), way)
                self._backs.setdefault(target, (taken.call, taken.given))
                return target
            case Awaits.POLITE_END | Awaits.ABRUPT_END:
                return self._number(Place(Call("", "", None, "", self.locale), awaits), way)
            case _:
                return self._number(Place(taken.call, awaits), way, is_late=bool(taken.marks & Marks.FAULT))

    def _number(self, place: Place, way: int, *, is_late: bool = False) -> int:
        """The number of a place, which is new if it has none; one that only a fault of ours leads to comes late."""
        number = self._numbers.get(place)
        if number is not None:
            return number
        number = self._numbers[place] = len(self.places)
        self.places.append(place)
        self.found_by.append(way)
        if place.awaits is not Awaits.BACK:
            (self._later if is_late else self._waiting).append(number)
        step = self.flows.steps.get(place.call.step)
        if step is not None and step.is_menu and place.call.spot == Spot():
            self._menus[(place.call.step, place.call.returns)] = None
        return number

    def _given(self, given: Given) -> int:
        number = self._given_numbers.setdefault(given, len(self.givens))
        if number == len(self.givens):
            self.givens.append(given)
        return number

    def _go_on_later(self) -> bool:
        """After all that callers and the world can bring about, what our own faults lead to."""
        self._waiting.extend(self._later)
        self._later.clear()
        return bool(self._waiting)

    def _go_back(self) -> bool:
        """Lead everybody who goes back to each menu that may be theirs; says whether that led to new places.

        A call that has no first menu yet has met none outside called flows. All this comes after everything else, so
        that the shortest call to a place goes back only where it must.
        """
        menus = list(self._menus)
        for number, (call, given) in list(self._backs.items()):
            for step, returns in menus[self._went_back.get(number, 0) :]:
                if (call.home or returns) and returns == call.returns[: len(returns)]:
                    self.planner.turns += 1
                    taken = self.planner.turning.back(call, given, Back(step, len(returns)))
                    self._lead(number, replace(self.planner.made_abstract(taken), given=Given(None)))
            self._went_back[number] = len(menus)
        return bool(self._waiting) or self._go_on_later()

    def _run_out(self, number: int, place: Place) -> None:
        """The same call when its turns are used up: what it then comes to hangs on what is left of it anywhere."""
        call = place.call
        where = call.step if place.awaits is not Awaits.KEYS else call.step.partition(".")[0]
        twin = Place(replace(self.planner.abstraction.context(call), step=where, errors=0), place.awaits)
        if twin in self._twins:
            return
        self._twins.add(twin)
        for hand_offs in {call.hand_offs, call.hand_offs + (call.hand_offs == MAX_HAND_OFFS)}:
            late = Place(replace(call, turn=MAX_TURNS, hand_offs=hand_offs, tries=NONE), place.awaits)
            self.ways.add(number, (self._number(late, len(self.ways)), self._given(Given(None)), 0, 0))
