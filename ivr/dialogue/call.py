"""A call between two turns: everything needed to go on, and nothing read from a clock or a database.

The call travels sealed in the resume URL, so it must stay small: `MAX_ANSWERS` answers of `MAX_ANSWER` characters
fit the carrier's URLs with room to spare.
"""

from dataclasses import dataclass, field, replace

from ivr.dialogue.values import Value

MAX_ANSWERS = 24
MAX_ANSWER = 64
MAX_BACKS = 4  # menus that `back` remembers
MAX_CALLED = 3  # called flows inside one another
MAX_PATIENCE = 2  # times that the waits grow by half


@dataclass(frozen=True, slots=True)
class Tries:
    """How often the caller has stumbled at the present step, by kind; each kind has its own growing words."""

    no_input: int = 0
    no_match: int = 0
    wrong: int = 0
    more_time: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the call is inside its step: which phase, which topic and piece, which keys of an entry are kept."""

    phase: str = ""
    topic: str = ""
    piece: int = 0
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """A menu that `back` returns to, with the depth of called flows it was heard at."""

    step: str
    depth: int


@dataclass(frozen=True, slots=True)
class Call:
    """One caller's connection, from answer to end.

    `caller` is E.164 or None when withheld; `returns` are the steps that called the flows we are in, outermost first;
    `errors` counts stumbles of the whole call; `told` names hints that are spoken once per call.
    """

    id: str
    release: str
    caller: str | None
    dialled: str
    locale: str
    step: str = ""
    turn: int = 0
    spot: Spot = Spot()
    tries: Tries = Tries()
    errors: int = 0
    patience: int = 0
    hand_offs: int = 0
    home: str = ""
    backs: tuple[Back, ...] = ()
    returns: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    answers: tuple[tuple[str, Value], ...] = field(default=())

    def answer(self, name: str) -> Value | None:
        """What the caller answered under this name, or None."""
        return dict(self.answers).get(name)

    def with_answer(self, name: str, value: Value) -> "Call":
        """The call, knowing one answer more (or anew); beyond the limits the oldest answer, or the text's end, goes."""
        kept = tuple(pair for pair in self.answers if pair[0] != name)
        value = value if len(value.text) <= MAX_ANSWER else replace(value, text=value.text[:MAX_ANSWER])
        return replace(self, answers=(*kept, (name, value))[-MAX_ANSWERS:])

    def without_answers(self, names: tuple[str, ...]) -> "Call":
        """The call with some answers forgotten."""
        return replace(self, answers=tuple(pair for pair in self.answers if pair[0] not in names))

    def moved_to(self, release: str, locale: str) -> "Call":
        """The call on another release, as when its own is lost: what the caller answered is kept, places are not.

        Labels of answers are prompts of the lost release, so the values are spoken as they are.
        """
        answers = tuple((name, replace(value, label="")) for name, value in self.answers)
        return Call(self.id, release, self.caller, self.dialled, locale, turn=self.turn, answers=answers)

    def at_step(self, step: str) -> "Call":
        """The call at the beginning of a step: counters and the spot inside the step start anew."""
        return replace(self, step=step, spot=Spot(), tries=Tries())

    def at_spot(self, spot: Spot) -> "Call":
        """The call elsewhere inside its step."""
        return replace(self, spot=spot)

    def was_told(self, hint: str) -> "Call":
        """The call with a hint marked as spoken."""
        return self if hint in self.told else replace(self, told=(*self.told, hint))

    def given_time(self) -> "Call":
        """The call of a caller who turned out to need longer waits."""
        return replace(self, patience=min(self.patience + 1, MAX_PATIENCE))

    def at_menu(self, step: str) -> "Call":
        """The call having reached a menu, which `back` will later return to; the first outside called flows is home."""
        home = self.home or ("" if self.returns else step)
        if self.backs and self.backs[-1].step == step:
            return self if home == self.home else replace(self, home=home)
        backs = (*self.backs, Back(step, len(self.returns)))[-MAX_BACKS - 1 :]
        return replace(self, home=home, backs=backs)

    def at_depth(self, depth: int) -> "Call":
        """The call with only so many called flows around it; `back` can no longer reach the menus of those left."""
        backs = tuple(back for back in self.backs if back.depth <= depth)
        if len(self.returns) <= depth and len(backs) == len(self.backs):
            return self
        return replace(self, returns=self.returns[:depth], backs=backs)

    def bound_for(self, step: str) -> "Call":
        """The call on its way to a step: going to another flow leaves the called flows that it is not part of."""
        around = [place.partition(".")[0] for place in (*self.returns, self.step)]
        flow = step.partition(".")[0]
        return self.at_depth(max((depth for depth, name in enumerate(around) if name == flow), default=0))
