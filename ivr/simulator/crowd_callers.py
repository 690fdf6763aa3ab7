"""Callers made by chance: kinds of people in a table, and what one of them does. All of it follows from a seed.

They listen as people do: to the keys that the words offer ("press 3") and to the digits that these ask for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from ivr.simulator.caller import LISTENER, MANNERS, HangUp, Keys, Manner, Move, Mover, Silence, Words
from ivr.simulator.stretch import Act, Press, PutDown, Scene, Stretch

OFFERED = re.compile(
    r"\b(?:press|pulse|oprima|presione|marque)\W+(\d|star|pound|asterisco|numeral|\*|#)", re.IGNORECASE
)
NAMED_KEYS = {"star": "*", "asterisco": "*", "pound": "#", "numeral": "#"}
DIGITS_ASKED = re.compile(r"\b(\d{1,2})\W+d[ií]g", re.IGNORECASE)
SAYINGS = ("a person please", "refunds", "no", "yes", "where is my order", "I would like to know about gift cards")
KEYPAD_KEYS = "0123456789*#"
LONGEST_VISIT = 14  # times that somebody answers before they have enough


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of caller; chances are from 0 to 1, for each time that the line listens.

    `share` of a hundred callers are of this kind. `fidgets` is the chance of a key in any span of time, whether or not
    the line listens; `leaves` that of putting the telephone down at a moment that has nothing to do with the words.
    """

    share: int
    manner: Manner = LISTENER
    silent: float = 0.05
    wrong: float = 0.03
    person: float = 0.03
    speaks: float = 0.0
    corrects: float = 0.0
    fidgets: float = 0.0
    leaves: float = 0.1


KINDS: Mapping[str, Kind] = {
    "expert": Kind(15, MANNERS["expert"], silent=0.0, wrong=0.01),
    "listener": Kind(20),
    "slow_typist": Kind(8, MANNERS["slow"], silent=0.15),
    "silent": Kind(6, silent=1.0),
    "wrong_keys": Kind(8, wrong=0.6),
    "leaver": Kind(12, leaves=1.0),
    "relay_operator": Kind(5, MANNERS["relay"]),
    "corrector": Kind(6, MANNERS["quick"], corrects=0.7),
    "person_seeker": Kind(8, person=0.8),
    "wanderer": Kind(5, wrong=1.0, silent=0.1),
    "impatient": Kind(4, Manner(after=0.2, every=0.15, at_once=True), fidgets=0.3),
    "speaker": Kind(3, speaks=0.7),
}
"""Everybody who rings: the shares of a hundred."""

PLACES = (
    *(Scene.SPEAKING, Scene.SPEAKING, Scene.SPEAKING, Scene.LISTENING, Scene.LISTENING, Scene.FETCHING),
    *(Scene.RINGING, Scene.TALKING, Scene.PAUSING, None),
)
"""Where somebody may hang up for a reason of their own; None is the queue."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """The moment at which a caller hangs up: in the `nth` span of a scene, after this `share` of it."""

    scene: Scene | None
    nth: int
    share: float

    def is_in(self, stretch: Stretch) -> bool:
        """Whether a span of time is one of those."""
        return stretch.queued if self.scene is None else stretch.scene is self.scene


class CrowdCaller(Mover):
    """One caller of a kind, whom chance tells what to do."""

    def __init__(self, kind: Kind, chance: Random, leaving: Leaving | None = None) -> None:
        """`chance` is the caller's own: nobody else may draw from it. It decides on `leaving` too, unless given."""
        super().__init__(kind.manner)
        self._kind = kind
        self._chance = chance
        self._visits = chance.randint(1, LONGEST_VISIT)
        self._leaving = leaving or (_leaving(chance) if chance.random() < kind.leaves else None)
        self._spans = 0
        self._listening = 0
        self._words = ""

    def next_act(self, stretch: Stretch) -> Act | None:
        """Leave, fidget, or do what was planned for this listening: whatever comes first."""
        self._hear(stretch)
        planned = super().next_act(stretch)
        sudden = self._leave(stretch) or self._fidget(stretch)
        if sudden is None or (planned is not None and planned.at <= sudden.at):
            return planned
        if planned is not None:
            self.put_off(planned)
        return sudden

    def move(self, stretch: Stretch) -> Move | None:
        """Choose what to do when the words are over; who knows them does not wait for that."""
        if stretch.scene is not Scene.LISTENING and not self._kind.manner.at_once:
            return None
        self._visits -= 1
        return HangUp(self._chance.uniform(0, 3)) if self._visits < 0 else self._choose()

    def _choose(self) -> Move:
        kind, draw = self._kind, self._chance.random
        if draw() < kind.silent:
            return Silence()
        if draw() < kind.speaks:
            return Words(self._chance.choice(SAYINGS))
        if draw() < kind.person:
            return Keys("0")
        if draw() < kind.wrong:
            return Keys("".join(self._chance.choices(KEYPAD_KEYS, k=self._chance.randint(1, 4))))
        asked = DIGITS_ASKED.search(self._words)
        return Keys(self._entry(int(asked[1])) if asked else self._chance.choice(offered_keys(self._words)))

    def _entry(self, digits: int) -> str:
        """An entry, sometimes too short, sometimes with the finish key, sometimes begun anew after `*`."""
        chance = self._chance
        short = chance.randint(1, digits) if chance.random() < 0.1 and digits else digits
        entry = "".join(chance.choices("0123456789", k=short)) + ("#" if chance.random() < 0.3 else "")
        false_start = "".join(chance.choices("0123456789", k=chance.randint(1, max(digits - 1, 1)))) + "*"
        return (false_start if chance.random() < self._kind.corrects else "") + (entry or "#")

    def _hear(self, stretch: Stretch) -> None:
        if stretch.gather != self._listening:
            self._listening, self._words = stretch.gather, ""
        if stretch.words:
            self._words += " ".join(word.text for word in stretch.words) + " "

    def _leave(self, stretch: Stretch) -> PutDown | None:
        if self._leaving is None or not self._leaving.is_in(stretch):
            return None
        self._spans += 1
        if self._spans < self._leaving.nth:
            return None
        return PutDown(stretch.since + (stretch.until - stretch.since) * self._leaving.share)

    def _fidget(self, stretch: Stretch) -> Press | None:
        if not self._kind.fidgets or self._chance.random() >= self._kind.fidgets:
            return None
        return Press(self._chance.uniform(stretch.since, stretch.until), self._chance.choice(KEYPAD_KEYS))


def offered_keys(words: str) -> Sequence[str]:
    """Return the keys that words offer, each as often as they do; all keys where they offer none."""
    found = [NAMED_KEYS.get(key.lower(), key) for key in OFFERED.findall(words)]
    return found or KEYPAD_KEYS


def kind_of(chance: Random) -> str:
    """Choose a kind of caller by the shares."""
    return chance.choices(list(KINDS), [kind.share for kind in KINDS.values()])[0]


def _leaving(chance: Random) -> Leaving:
    return Leaving(chance.choice(PLACES), chance.randint(1, 6), chance.random())
