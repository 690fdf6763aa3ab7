"""`topics`: a menu of answers; the chosen one is read out piece by piece, and the caller can steer the reading."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ivr.dialogue import line_words
from ivr.dialogue.call import Spot
from ivr.dialogue.events import TopicBegun, TopicRead
from ivr.dialogue.steps.listening import BETWEEN_CHOICES, ListeningStep, spoken_choices
from ivr.dialogue.steps.outcome import GoBack, GoHome, GoTo, Listen, Outcome, Says
from ivr.dialogue.steps.step import Exit, Here, PromptKey, PromptUse, Target
from ivr.dialogue.values import Kind, PromptRef, Value, Variant
from ivr.dialogue.verbs import Collect, Pause, Say

PREVIOUS, NEXT, HOME = "4", "6", "8"
"""Keys while a topic is read: left and right on the keypad, and the main menu."""

REPEAT = "9"  # the key for a piece once more, on a line that has no such key everywhere

AFTER_PIECE = 2  # seconds in which a key still belongs to the piece just heard (caller rule 21)
AFTER_TOPIC = 5  # seconds to take up an offer, before the call goes on by itself

READING, AFTER = "reading", "after"
_HINTS = {READING: line_words.READING_KEYS, AFTER: line_words.AFTER_TOPIC}  # told once per call

TopicKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]


class Offer(BaseModel):
    """Something that can be done after a topic."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    goto: Target
    """The step it leads to."""
    label: PromptKey
    """What the offer is called, a prompt."""


class Listed(BaseModel):
    """A topic in the list, with what is offered after it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    topic: TopicKey
    """The topic, by its key in prompts/."""
    offer: Annotated[tuple[Offer, ...], Field(max_length=3)] = ()
    """Up to three things that can be done after this topic, on keys 1, 2, 3."""


def _listed(item: Any) -> Any:
    return {"topic": item} if isinstance(item, str) else item


class TopicsStep(ListeningStep):
    """Reads out the topics' titles, then the chosen topic: each piece listens, silence goes on to the next.

    While reading: 6 next, 4 previous, 8 main menu, 9 the piece again, `*` back to the list, 0 a person. After the
    last piece come the topic's offers, and then `then`. A list of one topic is read at once.

    Example:
        menu:
          type: topics
          list:
            - {topic: gift.balance, offer: [{goto: call_balance, label: gift.connect_me}]}
            - gift.shipping
          then: main.anything_else
    """

    type: Literal["topics"]
    prompt: PromptKey = line_words.WHICH_TOPIC
    """Said before the titles."""
    list: Annotated[
        tuple[Annotated[Listed, BeforeValidator(_listed, json_schema_input_type=TopicKey | Listed)], ...],
        Field(min_length=1),
    ]
    """Topics, each as its key or as `{topic: key, offer: [...]}`; the first is on key 1."""
    then: Target
    """Where the call goes after a topic."""

    @property
    def is_menu(self) -> bool:
        """A list of one topic is read at once, so it is no menu to come back to."""
        return len(self.list) > 1

    def exits(self) -> Iterator[Exit]:
        """Each offer, then the way on."""
        for index, listed in enumerate(self.list):
            for nth, offer in enumerate(listed.offer):
                yield Exit(_way(listed.topic, nth), offer.goto, ("list", index, "offer", nth, "goto"))
        yield Exit("then", self.then, ("then",))
        yield from super().exits()

    def prompts(self) -> Iterator[PromptUse]:
        """The question and the labels of the offers; topics are found by their own keys."""
        yield PromptUse(self.prompt, ("prompt",))
        for index, listed in enumerate(self.list):
            for nth, offer in enumerate(listed.offer):
                yield PromptUse(offer.label, ("list", index, "offer", nth, "label"))

    def enter(self, here: Here) -> Outcome:
        """Read the list out; a list of one is read at once."""
        return self._read(here, self.list[0].topic) if len(self.list) == 1 else super().enter(here)

    def keyed(self) -> Iterator[tuple[str, Listed]]:
        """Each topic with its key."""
        for index, listed in enumerate(self.list):
            yield str(index + 1), listed

    def words(self, here: Here, variant: Variant, number: int) -> Says:
        """What is said in the present phase: the list, a piece, or the offers."""
        is_wrong = variant is Variant.NO_MATCH
        match here.call.spot.phase:
            case "reading":
                return self._piece(here, is_wrong=is_wrong)
            case "after":
                return self._offers(here, is_wrong=is_wrong)
            case _:
                titles = ((key, PromptRef(listed.topic, Variant.TITLE)) for key, listed in self.keyed())
                return (here.say(self.prompt, variant, number), *spoken_choices(here, titles))

    def act_for(self, here: Here, keys: str) -> str | None:
        """The always-keys; while reading, `*`, `#` and repeat steer the topic."""
        act = super().act_for(here, keys)
        return None if here.call.spot.phase and act in ("back", "repeat", "more_time") else act

    def hear_nothing(self, here: Here) -> Outcome:
        """Silence lets the reading go on; at the list it is silence."""
        return self._next(here) if here.call.spot.phase else super().hear_nothing(here)

    def hear_keys(self, here: Here, keys: str) -> Outcome:
        """Choose a topic, steer the reading, or take up an offer."""
        if here.call.spot.phase:
            return self._take_offer(here, keys) or self._steer(here, keys)
        listed = dict(self.keyed()).get(keys)
        if listed is None:
            return self.stumble(here, Variant.NO_MATCH)
        return self._read(here.at(self.settled(here.call)), listed.topic)

    def _take_offer(self, here: Here, keys: str) -> Outcome | None:
        spot = here.call.spot
        offers = self._offered(spot.topic) if spot.phase == AFTER else ()
        taken = next(((nth, offer) for nth, offer in enumerate(offers) if keys == str(nth + 1)), None)
        return None if taken is None else GoTo(call=here.call, target=taken[1].goto, exit=_way(spot.topic, taken[0]))

    def _steer(self, here: Here, keys: str) -> Outcome:
        spot, always = here.call.spot, here.helpline.always
        if keys in (NEXT, "#"):
            return self._next(here)
        if keys == PREVIOUS:
            return self._at_piece(here, spot.piece if spot.phase == AFTER else max(spot.piece - 1, 0))
        if keys == HOME:
            return GoHome(call=here.call)
        if always.get(keys) == "repeat" or keys == _repeat_key(here):
            return self._at_piece(here, 0 if spot.phase == AFTER else spot.piece)
        if always.get(keys) == "back":
            return self._to_list(here)
        return self.stumble(here, Variant.NO_MATCH)

    def _to_list(self, here: Here) -> Outcome:
        if len(self.list) == 1:
            return GoBack(call=here.call)
        return self.listen(here.at(here.call.at_spot(Spot())), Variant.FIRST)

    def _read(self, here: Here, topic: str) -> Outcome:
        call = here.call.at_step(here.call.step).at_spot(Spot(READING, topic))
        return self.listen(here.at(call), Variant.FIRST).after(TopicBegun(topic))

    def _at_piece(self, here: Here, piece: int) -> Outcome:
        call = here.call.at_spot(replace(here.call.spot, phase=READING, piece=piece))
        return self.listen(here.at(call), Variant.FIRST)

    def _next(self, here: Here) -> Outcome:
        spot, call = here.call.spot, here.call
        if spot.phase == AFTER:
            return GoTo(call=call, target=self.then, exit="then")
        if spot.piece + 1 < here.helpline.topics[spot.topic][call.locale]:
            return self._at_piece(here, spot.piece + 1)
        read = TopicRead(spot.topic)
        if not self._offered(spot.topic) and AFTER in call.told:
            return GoTo(call=call, target=self.then, exit="then", events=(read,))
        return self.listen(here.at(call.at_spot(replace(spot, phase=AFTER))), Variant.FIRST).after(read)

    def listen(self, here: Here, variant: Variant, number: int = 0) -> Outcome:
        """Say the words and listen, remembering which hints have now been told."""
        spot, call = here.call.spot, here.call
        if not spot.phase:
            return super().listen(here, variant, number)
        says = self.words(here, variant, number)
        told = any(isinstance(said, Say) and said.prompt.key == _HINTS[spot.phase] for said in says)
        return Listen(call=call.was_told(spot.phase) if told else call, collect=self.collect(here, says))

    def _piece(self, here: Here, *, is_wrong: bool) -> Says:
        """The piece and, where they were not told yet, the keys; a wrong key is called so and gets the keys first."""
        spot = here.call.spot
        piece = here.say(spot.topic, Variant.PIECE, spot.piece)
        keys = here.say(line_words.READING_KEYS, next=_key(NEXT), repeat=_key(_repeat_key(here)))
        if is_wrong:
            return (here.say(line_words.WRONG_KEY), Pause(BETWEEN_CHOICES), keys, Pause(BETWEEN_CHOICES), piece)
        several = here.helpline.topics[spot.topic][here.call.locale] > 1
        return (piece, Pause(BETWEEN_CHOICES), keys) if several and READING not in here.call.told else (piece,)

    def _offers(self, here: Here, *, is_wrong: bool) -> Says:
        """What can be done now; a wrong key is called so and gets everything again."""
        offers = enumerate(self._offered(here.call.spot.topic))
        says = spoken_choices(here, ((str(nth + 1), PromptRef(offer.label)) for nth, offer in offers))
        if AFTER in here.call.told and says and not is_wrong:
            return says
        wrong = (here.say(line_words.WRONG_KEY),) if is_wrong else ()
        after = here.say(line_words.AFTER_TOPIC, repeat=_key(_repeat_key(here)), home=_key(HOME))
        return (*wrong, *says, Pause(BETWEEN_CHOICES), after)

    def _offered(self, topic: str) -> tuple[Offer, ...]:
        return next((listed.offer for listed in self.list if listed.topic == topic), ())

    def collect(self, here: Here, says: Says) -> Collect:
        """Listen for one key: briefly after a piece, longer after the topic, longest at the list."""
        match here.call.spot.phase:
            case "reading":
                return Collect(says, self.wait(here, AFTER_PIECE), 1, 1)
            case "after":
                return Collect(says, self.wait(here, AFTER_TOPIC), 1, 1)
            case _:
                return super().collect(here, says)


def _way(topic: str, nth: int) -> str:
    """The exit that an offer after a topic is."""
    return f"offer {nth + 1} of {topic}"


def _repeat_key(here: Here) -> str:
    return here.helpline.key_for("repeat") or REPEAT


def _key(key: str) -> Value:
    return Value(Kind.DIGITS, key)
