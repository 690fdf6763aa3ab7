"""`collect`: an entry of several digits by keypad, read back and confirmed.

The carrier ends an entry at its full length, at `#`, or at silence, and loses keys typed between two documents; so
every way an entry can be cut is taken up here: `*` inside it starts it anew, and what came after the last `*` is kept.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ivr.dialogue import line_words
from ivr.dialogue.entry_rules import CARD_LENGTHS, ENTRY_RULES, as_date, looks_like_a_card
from ivr.dialogue.events import AnswerGiven, CardRefused
from ivr.dialogue.steps.listening import BETWEEN_CHOICES, HIDDEN, MAX_MORE_TIME, ListeningStep
from ivr.dialogue.steps.outcome import GiveUp, GoTo, Listen, Outcome, Says
from ivr.dialogue.steps.step import ACTS, Exit, Here, Name, PromptKey, Seconds, Target
from ivr.dialogue.steps.yes_no import NO, YES
from ivr.dialogue.values import Kind, Value, Variant
from ivr.dialogue.verbs import Collect, Pause

CONFIRMING = "confirm"  # the phase in which an entry has been read back
CUT_OFF = "cut_off"  # the phase in which an entry has been cut off by silence, and is asked for once more

Length = Annotated[int, Field(ge=2, le=32)]


class Digits(BaseModel):
    """How long an entry is: exactly `length`, or from `min` to `max`; and a rule that it must satisfy."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"oneOf": [{"required": ["length"]}, {"required": ["min", "max"]}]},
    )

    length: Length | None = None
    """Exactly so many digits."""
    min: Length | None = None
    """The fewest digits; give `max` too."""
    max: Length | None = None
    """The most digits; give `min` too."""
    rule: Literal["check_digit", "date_mmddyyyy"] | None = None
    """What the entry must satisfy: a right check digit, or a day of the calendar (month, day, year)."""

    @model_validator(mode="after")
    def _one_way_to_say_it(self) -> Self:
        exact, ranged = self.length is not None, self.min is not None and self.max is not None
        if exact == ranged or (exact and (self.min or self.max)):
            raise ValueError("give either 'length', or both 'min' and 'max'")
        if self.shortest > self.longest:
            raise ValueError("'min' is above 'max'")
        if self.rule == "date_mmddyyyy" and self.length != 8:
            raise ValueError("the rule 'date_mmddyyyy' needs 'length: 8'")
        return self

    @property
    def shortest(self) -> int:
        """The fewest digits of a complete entry."""
        return self.length or self.min or 0

    @property
    def longest(self) -> int:
        """The most digits of an entry."""
        return self.length or self.max or 0

    def fit(self, entry: str) -> bool:
        """Whether an entry is complete and right in itself."""
        if not (entry.isdecimal() and self.shortest <= len(entry) <= self.longest):
            return False
        return self.rule is None or ENTRY_RULES[self.rule](entry)


class CollectStep(ListeningStep):
    """Takes an entry by keypad. Malformed, silent and denied entries are counted apart, each with its own words.

    The entry is remembered as `into`; when that is known already the step is passed by, unless `again: true`.
    A lone `0`, `*` or `9` is the always-key; inside an entry they are digits, and `*` starts the entry anew.

    Example:
        ask:
          type: collect
          prompt: order.ask_number
          into: order_number
          digits: {length: 8}
          first_key: 12s
          confirm: grouped
          then: known
    """

    type: Literal["collect"]
    prompt: PromptKey
    """The question; it should say how many digits."""
    into: Name
    """The name under which the entry is remembered."""
    digits: Digits
    """How long an entry is: `{length: 8}`, or `{min: 5, max: 9}`; and its `rule`, if any."""
    between_keys: Seconds | None = None
    """The wait from one key to the next, such as `4s`; default: `between_keys` of helpline.yaml."""
    confirm: Literal["none", "grouped", "as_date"] = "none"
    """Read the entry back and ask whether it is right: digits in groups, or as a date."""
    sensitive: bool = False
    """Keep the entry out of every record, transcript and log; the caller still hears it read back."""
    again: bool = False
    """Ask even when it is known already; else the step is passed by."""
    then: Target
    """Where an accepted entry leads."""

    @model_validator(mode="after")
    def _dates_are_dates(self) -> Self:
        if self.confirm == "as_date" and self.digits.rule != "date_mmddyyyy":
            raise ValueError("'confirm: as_date' needs the rule 'date_mmddyyyy'")
        return self

    def exits(self) -> Iterator[Exit]:
        """The one way on, and giving up."""
        yield Exit("then", self.then, ("then",))
        yield from super().exits()

    def enter(self, here: Here) -> Outcome:
        """Ask, unless it is known already (caller rule 18)."""
        if here.call.answer(self.into) is not None and not self.again:
            return GoTo(call=here.call, target=self.then, exit="then")
        return super().enter(here)

    def words(self, here: Here, variant: Variant, number: int) -> Says:
        """The question; or the entry read back, and whether it is right."""
        if here.call.spot.phase != CONFIRMING:
            return (here.say(self.prompt, variant, number),)
        read_back = here.say(line_words.READ_BACK, entry=self._read_back(here.call.spot.entry))
        return (read_back, Pause(BETWEEN_CHOICES), here.say(line_words.CONFIRM, variant, number))

    def shown(self, here: Here, keys: str) -> str:
        """The keys, hidden where they belong to a sensitive entry or could be a card number."""
        hide = self.sensitive or self.digits.longest >= CARD_LENGTHS.start
        return HIDDEN * len(keys) if hide and here.call.spot.phase != CONFIRMING else super().shown(here, keys)

    def act_for(self, here: Here, keys: str) -> str | None:
        """The always-keys, where they stand alone: not inside an entry, nor where `*` and `#` end the read-back."""
        spot = here.call.spot
        if spot.phase == CONFIRMING:
            return None if keys in ("*", "#") else super().act_for(here, keys)
        return None if spot.entry else super().act_for(here, keys)

    def hear_nothing(self, here: Here) -> Outcome:
        """Silence ends a complete entry, cuts an incomplete one off, and otherwise is silence."""
        entry = here.call.spot.entry
        if here.call.spot.phase == CONFIRMING or not entry:
            return self.stumble(here, Variant.NO_INPUT)
        return self._finish_entry(here, entry)

    def hear_keys(self, here: Here, keys: str) -> Outcome:
        """Take keys of the entry, or the answer to the read-back."""
        spot = here.call.spot
        if spot.phase == CONFIRMING:
            return self._hear_confirmation(here, keys)
        cut = len(spot.entry) + len(keys) >= self.digits.longest
        entry = (spot.entry + keys.rstrip("#")).rpartition("*")[2]
        if "*" in keys and (cut or not entry) and len(entry) < self.digits.longest:
            return self._start_anew(here, entry)
        finished = self._finish_entry(here, entry)
        return self._person_asked(here, keys) or finished if isinstance(finished, GiveUp) else finished

    def _person_asked(self, here: Here, keys: str) -> Outcome | None:
        """What a key inside an entry leads to elsewhere, if that is a step: a 0 too many asks for a person.

        A line that cannot make an entry of it takes the caller at their word before giving up on them (caller rule 5).
        """
        act = super().act_for(here, keys)
        return None if act is None or act in ACTS else self.do(here, act)

    def _start_anew(self, here: Here, kept: str) -> Outcome:
        tries = here.call.tries
        if tries.more_time >= MAX_MORE_TIME:
            return self._refuse(here)
        call = here.call.at_spot(replace(here.call.spot, entry=kept))
        call = replace(call, tries=replace(tries, more_time=tries.more_time + 1))
        says = () if kept else (here.say(line_words.START_AGAIN),)
        return Listen(call=call, collect=self.collect(here.at(call), says))

    def _finish_entry(self, here: Here, entry: str) -> Outcome:
        if looks_like_a_card(entry):
            return self._refuse_card(here)
        if not self.digits.fit(entry):
            return self._refuse(here, CUT_OFF if len(entry) < self.digits.shortest else "")
        if here.call.spot.phase == CUT_OFF:
            here = here.at(here.call.given_time())
        if self.confirm == "none":
            return self._accept(here, entry)
        return self._read_it_back(here.at(here.call.at_spot(replace(here.call.spot, phase=CONFIRMING, entry=entry))))

    def _read_it_back(self, here: Here) -> Outcome:
        """Ask whether the entry is right; keys typed beyond its length fall into the read-back, and answer nothing."""
        read_back, *question = self.words(here, Variant.FIRST, 0)
        return Listen(call=here.call, uncut=(read_back,), collect=self.collect(here, tuple(question)))

    def _refuse(self, here: Here, phase: str = "") -> Outcome:
        call = here.call.at_spot(replace(here.call.spot, phase=phase, entry=""))
        return self.stumble(here.at(call), Variant.NO_MATCH)

    def _refuse_card(self, here: Here) -> Outcome:
        outcome = self._refuse(here).after(CardRefused(here.call.step))
        if not isinstance(outcome, Listen):
            return outcome
        says = (here.say(line_words.CARD_REFUSED), *outcome.collect.says)
        return replace(outcome, collect=replace(outcome.collect, says=says))

    def _hear_confirmation(self, here: Here, keys: str) -> Outcome:
        match keys:
            case _ if keys == YES:
                return self._accept(here, here.call.spot.entry)
            case _ if keys in (NO, "*"):
                call = here.call.at_spot(replace(here.call.spot, phase="", entry=""))
                return self.stumble(here.at(call), Variant.WRONG)
            case "#":  # a finish key that came late: the carrier had already ended the entry at its full length
                return self.listen(here, Variant.FIRST)
            case _:
                return self.stumble(here, Variant.NO_MATCH)

    def _accept(self, here: Here, entry: str) -> Outcome:
        value = self._value(entry)
        call = self.settled(here.call).with_answer(self.into, value)
        shown = HIDDEN * 3 if self.sensitive else value.text
        return GoTo(call=call, target=self.then, exit="then", events=(AnswerGiven(self.into, shown),))

    def _read_back(self, entry: str) -> Value:
        return self._value(entry) if self.confirm == "as_date" else Value(Kind.DIGITS, entry, self.sensitive)

    def _value(self, entry: str) -> Value:
        day = as_date(entry) if self.digits.rule == "date_mmddyyyy" else None
        if day is not None:
            return Value(Kind.DATE, day.isoformat(), self.sensitive)
        return Value(Kind.DIGITS, entry, self.sensitive)

    def collect(self, here: Here, says: Says) -> Collect:
        """Listen for the rest of the entry; or, after the read-back, for one key."""
        spot, defaults = here.call.spot, here.helpline.defaults
        if spot.phase == CONFIRMING:
            return super().collect(here, says)
        first, between = self.first_key or defaults.first_key, self.between_keys or defaults.between_keys
        left = self.digits.longest - len(spot.entry)
        return Collect(says, self.wait(here, first), self.wait(here, between), left, "#")
