"""How the time of a call passes for somebody who sits before it."""

from ivr.commands.telephone.keyboard import Keyboard
from ivr.simulator.stretch import Stretch

ALMOST = 1e-6  # seconds: nearer than this is there, lest sums of fractions never arrive
LONGEST_LOOK = 0.5  # seconds without a look at the clock
STOPPED = 1.0  # seconds: who looks at the clock so late was stopped (Ctrl+Z), and time with them


class Passing:
    """One stretch while it passes: `rate` is how many real seconds one second of the call takes."""

    def __init__(self, stretch: Stretch, keyboard: Keyboard, rate: float) -> None:
        """The stretch begins now."""
        self.moment = stretch.since
        self._until = stretch.until
        self._keyboard = keyboard
        self._rate = rate
        self._looked = keyboard.now()

    @property
    def is_over(self) -> bool:
        """Whether the stretch has passed."""
        return self.moment >= self._until

    def key(self, due: float) -> str:
        """Wait for a key until a moment of this stretch, or for a while on the way there."""
        key = self._keyboard.key(min((due - self.moment) * self._rate, LONGEST_LOOK))
        now = self._keyboard.now()
        self.moment += min(now - self._looked, STOPPED) / self._rate
        self._looked = now
        if self.moment >= due - ALMOST:
            self.moment = max(self.moment, due)
        self.moment = min(self.moment, self._until)
        return key

    def stand_still(self) -> None:
        """Take the time since the last look as none."""
        self._looked = self._keyboard.now()
