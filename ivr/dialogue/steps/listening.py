"""What all steps that listen share: tries with growing words, more time, the keys that always work, giving up."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, ClassVar, Literal, assert_never

from pydantic import Field

from ivr.dialogue import line_words
from ivr.dialogue.call import Call
from ivr.dialogue.entry_rules import CARD_LENGTHS
from ivr.dialogue.events import EntryDenied, InputHeard, MoreTimeGiven, NothingHeard, NotMatched, PersonAsked
from ivr.dialogue.inputs import Digits, Input, NoInput
from ivr.dialogue.steps.outcome import GiveUp, GoBack, GoTo, Listen, Outcome, Says, Unexpected
from ivr.dialogue.steps.step import Exit, Here, Seconds, Step, Target
from ivr.dialogue.values import Kind, Slot, Value, Variant
from ivr.dialogue.verbs import Collect, Pause, Say

ERROR_BUDGET = 5  # stumbles in the whole call, then a person (caller rule 12)
MAX_MORE_TIME = 3  # how often a caller gets more time at one step without it counting
BETWEEN_CHOICES = 600  # ms of silence between two choices (caller rule 4)
QUARTERS = (4, 6, 9)  # a wait in quarters of itself, by patience: grown by half, once and twice
HIDDEN = "•"  # stands for a key that is kept out of the record
RECITED = "always"  # the hint that is told once per call

Stumble = Literal[Variant.NO_INPUT, Variant.NO_MATCH, Variant.WRONG]


class ListeningStep(Step):
    """A step that waits for keys. Silence and wrong keys are met with more help, and then with a person."""

    listens: ClassVar[bool] = True
    tries: Annotated[int, Field(ge=1, le=5)] | None = None
    """Stumbles of one kind (silence, a wrong key) before giving up, 1 to 5; default: `tries` of helpline.yaml."""
    first_key: Seconds | None = None
    """The wait for the first key after the words end, such as `7s`; default: `first_key` of helpline.yaml."""
    give_up: Target | None = None
    """Where to go when the tries are used up; default: `give_up` of helpline.yaml."""
    opt_out: Mapping[str, str] = Field(default_factory=dict)
    """Always-keys that this step wants for itself, each with the reason; never `0`."""

    def exits(self) -> Iterator[Exit]:
        """The way out when the tries are used up; kinds of steps add theirs."""
        if self.give_up is not None:
            yield Exit("give_up", self.give_up, ("give_up",))

    def enter(self, here: Here) -> Outcome:
        """Say the first words and listen."""
        return self.listen(here, Variant.FIRST)

    def receive(self, here: Here, given: Input) -> Outcome:
        """Take silence or keys; the keys that always work come before the step's own."""
        match given:
            case NoInput():
                return self.hear_nothing(here)
            case Digits(keys):
                return self._hear(here, keys).after(InputHeard(self.shown(here, keys)))
            case _:
                return Unexpected(call=here.call)

    def _hear(self, here: Here, keys: str) -> Outcome:
        act = self.act_for(here, keys)
        return self.hear_keys(here, keys) if act is None else self.do(here, act)

    def act_for(self, here: Here, keys: str) -> str | None:
        """What a key does everywhere, unless this step opted out of it; `#` asks for more time."""
        if keys in self.opt_out:
            return None
        return "more_time" if keys == "#" else here.helpline.always.get(keys)

    def shown(self, here: Here, keys: str) -> str:
        """The keys as they may be recorded: not where they are as many as a card number has."""
        return keys if len(keys) < CARD_LENGTHS.start else HIDDEN * len(keys)

    @abstractmethod
    def words(self, here: Here, variant: Variant, number: int) -> Says:
        """What is said before listening, in the wording of a variant."""

    @abstractmethod
    def hear_keys(self, here: Here, keys: str) -> Outcome:
        """Take keys that are the step's own."""

    def listen(self, here: Here, variant: Variant, number: int = 0) -> Outcome:
        """Say the words of a variant and listen; silence is first met with the offer of more time."""
        says, call = self.words(here, variant, number), here.call
        if variant is Variant.NO_INPUT and number == 0:
            says = (*says, Pause(BETWEEN_CHOICES), here.say(line_words.MORE_TIME_OFFER))
        if self.is_menu and RECITED not in call.told:
            says, call = (*says, *_always_keys(here)), call.was_told(RECITED)
        return Listen(call=call, collect=self.collect(here, says))

    def hear_nothing(self, here: Here) -> Outcome:
        """Take silence."""
        return self.stumble(here, Variant.NO_INPUT)

    def do(self, here: Here, act: str) -> Outcome:
        """Do what an always-key asks for."""
        match act:
            case "back":
                return GoBack(call=here.call)
            case "repeat":
                return self.listen(here, Variant.FIRST)
            case "more_time":
                return self.give_time(here)
            case target:
                asked = (PersonAsked(here.call.step),) if target == here.helpline.person else ()
                return GoTo(call=here.call, target=target, events=asked)

    def give_time(self, here: Here) -> Outcome:
        """Wait again without counting a try, at most `MAX_MORE_TIME` times (caller rule 15)."""
        tries = here.call.tries
        if tries.more_time >= MAX_MORE_TIME:
            return self.stumble(here, Variant.NO_MATCH)
        call = replace(here.call, tries=replace(tries, more_time=tries.more_time + 1))
        says = (here.say(line_words.MORE_TIME), *self.words(here.at(call), Variant.FIRST, 0))
        return Listen(call=call, collect=self.collect(here.at(call), says), events=(MoreTimeGiven(call.step),))

    def stumble(self, here: Here, kind: Stumble) -> Outcome:
        """Count silence, a wrong key or a denied entry, and say more helpful words, or give up.

        Each kind has its own count and words; the budget of the whole call beats the step's tries, until a hand-off
        has been tried: then it has done what it can, and the step's own way out decides.
        """
        call, count = _counted(here.call, kind)
        event = _STUMBLES[kind](call.step, count)
        if call.errors >= ERROR_BUDGET and call.hand_offs == 0:
            return GiveUp(call=call, why="budget", events=(event,))
        if count >= (self.tries or here.helpline.defaults.tries):
            return GiveUp(call=call, why="tries", events=(event,))
        return self.listen(here.at(call), kind, count - 1).after(event)

    def collect(self, here: Here, says: Says) -> Collect:
        """Listen for one key, which cuts the line_words."""
        return Collect(says, self.wait(here, self.first_key or here.helpline.defaults.first_key), 1, 1)

    @staticmethod
    def wait(here: Here, seconds: int) -> int:
        """A wait, half as long again for each time the caller needed more (rounded up to whole seconds)."""
        return -(-seconds * QUARTERS[here.call.patience] // 4)

    @staticmethod
    def settled(call: Call) -> Call:
        """The call after an answer: a caller who needed more time gets longer waits from here on."""
        return call.given_time() if call.tries.no_input or call.tries.more_time else call


def spoken_choices(here: Here, choices: Iterator[tuple[str, Slot]]) -> Says:
    """Choices as they are read out, from (key, label): what it does, a pause, then the key (caller rules 1 and 4)."""
    says: list[Say | Pause] = []
    for key, label in choices:
        says += [Pause(BETWEEN_CHOICES), here.say(line_words.CHOICE, label=label, key=Value(Kind.DIGITS, key))]
    return tuple(says)


def _always_keys(here: Here) -> Says:
    person, repeat = here.helpline.key_for(here.helpline.person), here.helpline.key_for("repeat")
    keys = ((line_words.ALWAYS_PERSON, person), (line_words.ALWAYS_REPEAT, repeat))
    said = [here.say(prompt, key=Value(Kind.DIGITS, key)) for prompt, key in keys if key is not None]
    return tuple(part for say in said for part in (Pause(BETWEEN_CHOICES), say))


_STUMBLES: Mapping[Stumble, type[NothingHeard | NotMatched | EntryDenied]] = {
    Variant.NO_INPUT: NothingHeard,
    Variant.NO_MATCH: NotMatched,
    Variant.WRONG: EntryDenied,
}


def _counted(call: Call, kind: Stumble) -> tuple[Call, int]:
    match kind:
        case Variant.NO_INPUT:
            tries, count = replace(call.tries, no_input=call.tries.no_input + 1), call.tries.no_input + 1
        case Variant.NO_MATCH:
            tries, count = replace(call.tries, no_match=call.tries.no_match + 1), call.tries.no_match + 1
        case Variant.WRONG:
            tries, count = replace(call.tries, wrong=call.tries.wrong + 1), call.tries.wrong + 1
        case _:
            assert_never(kind)
    return replace(call, tries=tries, errors=call.errors + 1), count
