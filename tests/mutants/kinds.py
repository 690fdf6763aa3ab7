"""Kinds of mutation: what operations staff may do to a good line by a slip of the hand, and a seed decides where."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from mutants.edits import Spot, doubled, renamed, replaced, spots, swapped, with_entry, without

TARGETS = frozenset({"goto", "then", "give_up", "otherwise"})
PROMPTS_USED = frozenset({"prompt", "label", "whisper"})
PARTS = frozenset({"choices", "list", "offer"})
NEEDED = TARGETS | PROMPTS_USED | PARTS | {"type", "on"}
TYPES = ("say", "menu", "collect", "topics", "yes_no", "hand_off", "transfer", "hours", "branch", "set", "goodbye")
WAITS = ("first_key", "between_keys")
SLOT = re.compile(r"\s*\{\w+\}[,;:]?")

Edit = tuple[str, str | None]
"""A file and its new text; None where nothing came of it."""


@dataclass(frozen=True)
class Files:
    """The files of a good line, and everything in them."""

    texts: Mapping[str, str]

    @cached_property
    def all(self) -> Sequence[Spot]:
        """Every key and item of every file."""
        return [spot for file, text in self.texts.items() for spot in spots(file, text)]

    @cached_property
    def flows(self) -> Sequence[Spot]:
        """Those of the flows."""
        return [spot for spot in self.all if spot.file.startswith("flows/")]

    @cached_property
    def words(self) -> Sequence[Spot]:
        """Those of the prompts."""
        return [spot for spot in self.all if spot.file.startswith("prompts/")]

    @cached_property
    def line(self) -> Sequence[Spot]:
        """Those of helpline.yaml."""
        return [spot for spot in self.all if spot.file == "helpline.yaml"]

    @cached_property
    def steps(self) -> Sequence[Spot]:
        """The steps."""
        return [spot for spot in self.flows if len(spot.path) == 1]

    @cached_property
    def targets(self) -> Sequence[Spot]:
        """Every place where a step is named to which the call goes."""
        own = [spot for spot in self.flows if spot.is_text and (spot.path[-1] in TARGETS or "on" in spot.path[:-1])]
        return own + [spot for spot in self.line if spot.is_text and _leads_on(spot)]

    @cached_property
    def wordings(self) -> Sequence[Spot]:
        """Every text that is spoken."""
        return [spot for spot in self.words if spot.is_text and not {"phrases", "source", "text"} & set(spot.path)]

    def addresses(self) -> list[str]:
        """Every step by its full name."""
        return [f"{spot.file.removeprefix('flows/').removesuffix('.yaml')}.{spot.path[0]}" for spot in self.steps]

    def text(self, spot: Spot) -> str:
        """The file in which something stands."""
        return self.texts[spot.file]


def _leads_on(spot: Spot) -> bool:
    return spot.path[0] in ("numbers", "always") or spot.path == ("defaults", "give_up")


def _is_part(spot: Spot) -> bool:
    return len(spot.path) > 1 and spot.path[-2] in PARTS


def _retarget(files: Files, dice: Random) -> Edit:
    spot, to = dice.choice(files.targets), dice.choice(files.addresses())
    slip = f"{to[:-1]}" if dice.random() < 0.1 else to
    return spot.file, replaced(files.text(spot), spot, slip)


def _without_one(files: Files, dice: Random, among: Sequence[Spot]) -> Edit:
    spot = dice.choice(among)
    return spot.file, without(files.text(spot), spot)


def _remove_a_step(files: Files, dice: Random) -> Edit:
    return _without_one(files, dice, files.steps)


def _remove_a_choice(files: Files, dice: Random) -> Edit:
    return _without_one(files, dice, [spot for spot in files.flows if _is_part(spot)])


def _drop_an_outcome(files: Files, dice: Random) -> Edit:
    return _without_one(files, dice, [spot for spot in files.flows if "on" in spot.path[:-1]])


def _drop_give_up(files: Files, dice: Random) -> Edit:
    return _without_one(files, dice, [spot for spot in files.all if spot.path[-1] == "give_up"])


def _drop_a_setting(files: Files, dice: Random) -> Edit:
    """Anything of a step or of helpline.yaml that no other kind drops."""
    own = [spot for spot in files.flows if len(spot.path) > 1 and spot.path[-1] not in NEEDED and spot.key]
    return _without_one(files, dice, [*own, *files.line])


def _remove_a_prompt(files: Files, dice: Random) -> Edit:
    return _without_one(files, dice, [spot for spot in files.words if len(spot.path) == 1])


def _remove_a_variant(files: Files, dice: Random) -> Edit:
    return _without_one(
        files, dice, [spot for spot in files.words if len(spot.path) > 1 and "phrases" not in spot.path]
    )


def _duplicate_a_step(files: Files, dice: Random) -> Edit:
    spot = dice.choice(files.steps)
    name = dice.choice(("", f"{spot.path[0]}_2"))
    return spot.file, doubled(files.text(spot), spot, name)


def _duplicate_a_choice(files: Files, dice: Random) -> Edit:
    spot = dice.choice([spot for spot in files.flows if _is_part(spot) or "on" in spot.path[:-1]])
    return spot.file, doubled(files.text(spot), spot)


def _swap_keys(files: Files, dice: Random) -> Edit:
    """Two choices change keys, or one gets a key of its own."""
    choices = [spot for spot in files.flows if len(spot.path) > 1 and spot.path[-2] in ("choices", "list", "offer")]
    spot = dice.choice(choices)
    if dice.random() < 0.5 and not spot.is_text:
        return spot.file, with_entry(files.text(spot), spot, f'key: "{dice.randrange(10)}"')
    others = [each for each in choices if each.parent is spot.parent and each is not spot]
    return spot.file, swapped(files.text(spot), spot, dice.choice(others)) if others else None


def _swap_targets(files: Files, dice: Random) -> Edit:
    spot = dice.choice(files.targets)
    others = [each for each in files.targets if each.file == spot.file and each.text != spot.text]
    return spot.file, swapped(files.text(spot), spot, dice.choice(others)) if others else None


def _empty_a_prompt(files: Files, dice: Random) -> Edit:
    spot = dice.choice(files.wordings)
    return spot.file, replaced(files.text(spot), spot, dice.choice(("", " ", "{pause}")))


def _swap_prompts(files: Files, dice: Random) -> Edit:
    spot = dice.choice(files.wordings)
    others = [each for each in files.wordings if each.file == spot.file and each is not spot]
    return spot.file, swapped(files.text(spot), spot, dice.choice(others)) if others else None


def _lose_a_slot(files: Files, dice: Random) -> Edit:
    spot = dice.choice([spot for spot in files.wordings if SLOT.search(spot.text)])
    return spot.file, replaced(files.text(spot), spot, SLOT.sub("", spot.text, count=1).strip())


def _say_another_prompt(files: Files, dice: Random) -> Edit:
    spot = dice.choice([spot for spot in files.flows if spot.path[-1] in PROMPTS_USED and spot.is_text])
    key = dice.choice([each.path[0] for each in files.words if len(each.path) == 1])
    return spot.file, replaced(files.text(spot), spot, str(key))


def _lower_tries(files: Files, dice: Random) -> Edit:
    """Fewer tries, or shorter waits, for the whole line or for one step."""
    defaults = [spot for spot in files.line if spot.path[0] == "defaults" and spot.path[-1] in ("tries", *WAITS)]
    waits = [spot for spot in files.flows if spot.path[-1] in WAITS]
    if dice.random() < 0.4:
        step = dice.choice(files.steps)
        return step.file, with_entry(files.text(step), step, f"tries: {dice.randrange(3)}")
    spot = dice.choice([*defaults, *waits])
    unit = "" if spot.path[-1] == "tries" else "s"
    return spot.file, replaced(files.text(spot), spot, f"{dice.randrange(3)}{unit}")


def _change_always_keys(files: Files, dice: Random) -> Edit:
    spot = dice.choice([spot for spot in files.line if spot.path[0] == "always" and len(spot.path) == 2])
    match dice.randrange(3):
        case 0:
            return spot.file, without(files.text(spot), spot)
        case 1:
            others = [each for each in files.line if each.parent is spot.parent and each is not spot]
            return spot.file, swapped(files.text(spot), spot, dice.choice(others))
        case _:
            return spot.file, renamed(files.text(spot), spot, f'"{dice.randrange(10)}"')


def _change_hours(files: Files, dice: Random) -> Edit:
    """A day less, other times, a name that is not there, or somebody else's desk."""
    times = [spot for spot in files.line if spot.path[0] in ("hours", "queues") and len(spot.path) > 2]
    used = [spot for spot in files.flows if spot.path[-1] in ("hours", "queue", "to", "flow")]
    spot = dice.choice([*times, *used])
    if dice.random() < 0.3:
        return spot.file, without(files.text(spot), spot)
    named = [
        str(each.path[1]) for each in files.line if each.path[0] in ("hours", "queues", "outside") and each.path[1:]
    ]
    return spot.file, replaced(files.text(spot), spot, dice.choice([*named, "0:00-24:00", "12:00-12:01"]))


def _retype_a_step(files: Files, dice: Random) -> Edit:
    spot = dice.choice([spot for spot in files.flows if spot.path[1:] == ("type",)])
    return spot.file, replaced(files.text(spot), spot, dice.choice(TYPES))


KINDS: Mapping[str, Callable[[Files, Random], Edit]] = {
    "retarget": _retarget,
    "swap two targets": _swap_targets,
    "remove a step": _remove_a_step,
    "duplicate a step": _duplicate_a_step,
    "retype a step": _retype_a_step,
    "remove a choice": _remove_a_choice,
    "duplicate a choice": _duplicate_a_choice,
    "swap keys": _swap_keys,
    "drop an outcome": _drop_an_outcome,
    "drop give_up": _drop_give_up,
    "drop a setting": _drop_a_setting,
    "lower tries": _lower_tries,
    "change always-keys": _change_always_keys,
    "change hours or numbers": _change_hours,
    "remove a prompt": _remove_a_prompt,
    "remove a variant": _remove_a_variant,
    "empty a prompt": _empty_a_prompt,
    "swap two prompts": _swap_prompts,
    "say another prompt": _say_another_prompt,
    "lose a slot": _lose_a_slot,
}
"""Every kind, by what it is called in the table of docs/campaigns.md."""
