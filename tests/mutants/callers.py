"""Callers who never put the telephone down: they wander about, and then drift, or ask for a person."""

from collections.abc import Sequence
from random import Random

from ivr.simulator.caller import MANNERS, HangUp, Keys, Manner, Move, Silence
from ivr.simulator.crowd_callers import KEYPAD_KEYS, CrowdCaller, Kind, Leaving, offered_keys
from ivr.simulator.stretch import Scene, Stretch

NEVER = Leaving(Scene.FETCHING, 10**9, 0.0)  # the parent's callers leave when they have enough; these do not
LONGEST_WANDERING = 10  # answers before somebody drifts
ASKS = 4  # times that somebody presses 0 before they have seen enough
HABITS = ("silent", "wrong keys", "both", "one key", "a person")
LISTENER = Kind(1, silent=0.1, wrong=0.1, person=0.05, corrects=0.1)


class Stayer(CrowdCaller):
    """Answers as a listener does for a while, and from then on has one habit."""

    def __init__(self, chance: Random) -> None:
        """All of it hangs on chance alone."""
        super().__init__(LISTENER, chance, NEVER)
        self._manner: Manner = chance.choice(list(MANNERS.values()))
        self._dice = chance
        self._wanders = chance.randint(0, LONGEST_WANDERING)
        self._asks = ASKS
        self._key = chance.choice(KEYPAD_KEYS.replace("0", ""))
        self.habit = chance.choice(HABITS)

    def move(self, stretch: Stretch) -> Move | None:
        """Wander, then drift."""
        if stretch.scene is not Scene.LISTENING:
            return None
        self._wanders -= 1
        return self._choose() if self._wanders >= 0 else self._drift()

    def _drift(self) -> Move:
        match self.habit:
            case "silent":
                return Silence()
            case "wrong keys":
                return Keys(self._dice.choice(_not_offered(self._words)))
            case "both":
                return self._dice.choice((Silence(), Keys(self._dice.choice(_not_offered(self._words)))))
            case "one key":
                return Keys(self._key)
            case _:
                self._asks -= 1
                return Keys("0") if self._asks >= 0 else HangUp()


def _not_offered(words: str) -> Sequence[str]:
    """Keys that are no choice here, and lead nowhere else; where all are offered, any."""
    offered = set(offered_keys(words))
    return [key for key in "1234567" if key not in offered] or "7"
