"""Menus: each choice leads on, keys are in order and free, and the list is short enough to be remembered."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft, StepDraft
from ivr.authoring.figures import CHOICES_MOST, CHOICES_REMEMBERED
from ivr.authoring.located import Path
from ivr.authoring.problem import Problem
from ivr.dialogue.steps.menu import Choice, MenuStep
from ivr.dialogue.steps.topics import TopicsStep


def choices_lead_on(draft: Draft) -> Iterator[Problem]:
    """A choice goes somewhere, or stores a value and leaves by `then`; nothing is stored nowhere."""
    for step, menu in draft.of_type(MenuStep):
        for index, choice in enumerate(menu.choices):
            yield from _choice(step, menu, choice, ("choices", index))
        yield from _leftovers(step, menu)


def _choice(step: StepDraft, menu: MenuStep, choice: Choice, path: Path) -> Iterator[Problem]:
    if choice.goto is None and choice.value is None:
        yield step.tell("menu.choice", path, "the choice leads nowhere", hint="add 'goto:', or 'value:' and 'then:'")
    elif choice.goto is None and menu.then is None:
        hint = "add 'goto:' here, or 'then:' to the menu"
        yield step.tell("menu.choice", path, "the choice stores a value and leads nowhere", hint=hint)
    if choice.value is not None and menu.into is None:
        hint = "add 'into:' and a name to the menu"
        yield step.tell("menu.into", (*path, "value"), f"the value '{choice.value}' is stored nowhere", hint=hint)


def _leftovers(step: StepDraft, menu: MenuStep) -> Iterator[Problem]:
    if menu.into is not None and all(choice.value is None for choice in menu.choices):
        hint = "add 'value:' to the choices"
        yield step.tell("menu.into", ("into",), f"no choice stores a value in '{menu.into}'", hint=hint)
    if menu.then is not None and all(choice.goto is not None for choice in menu.choices):
        yield step.tell("menu.then", ("then",), "every choice has its own 'goto', so this is never taken")


def keys_are_in_order(draft: Draft) -> Iterator[Problem]:
    """No key is given twice or works everywhere already; keys ascend from 1 without gaps (caller rule 2)."""
    for step, menu in _menus(draft):
        keys = [key for key, _ in menu.keyed()]
        seen: set[str] = set()
        paths: list[Path] = [_key_path(menu, index) for index in range(len(keys))]
        for index, key in enumerate(keys):
            if key in seen:
                yield step.tell("menu.key-twice", paths[index], f"the key {key} is given to two choices")
            seen.add(key)
            if key in draft.line.always and key not in menu.opt_out:
                message = f"the key {key} works everywhere ({draft.line.always[key]}) and cannot be a choice"
                yield step.tell("menu.key-taken", paths[index], message, hint="use keys from 1 upwards")
        if keys != [str(index + 1) for index in range(len(keys))]:
            given = next(index for index, key in enumerate(keys) if key != str(index + 1))
            message = f"the keys are {', '.join(keys)}, not 1 to {len(keys)} in order"
            yield step.tell("menu.key-order", paths[given], message, hint="leave the keys out: they then run from 1")


def _menus(draft: Draft) -> Iterator[tuple[StepDraft, MenuStep | TopicsStep]]:
    yield from draft.of_type(MenuStep)
    yield from draft.of_type(TopicsStep)


def _key_path(menu: MenuStep | TopicsStep, index: int) -> Path:
    return ("choices", index, "key") if isinstance(menu, MenuStep) else ("list", index)


def menus_are_short(draft: Draft) -> Iterator[Problem]:
    """Above five choices callers forget the first; nine and more cannot be given keys (caller rule 3)."""
    for step, menu in _menus(draft):
        where, many = ("list" if isinstance(menu, TopicsStep) else "choices"), len(tuple(menu.keyed()))
        if many > CHOICES_MOST:
            yield step.tell(
                "menu.too-long", (where,), f"{many} choices; {CHOICES_MOST} are the most", hint="divide the list"
            )
        elif many > CHOICES_REMEMBERED:
            message = f"{many} choices; callers remember {CHOICES_REMEMBERED}"
            yield step.tell("menu.long", (where,), message, hint="the likeliest first, or divide the list")


def menus_are_answered_by_keys(draft: Draft) -> Iterator[Problem]:
    """What a menu says about speech is read and kept, and does nothing yet."""
    for step, menu in draft.of_type(MenuStep):
        if menu.speech != "off":
            message = "what callers say is not listened to yet; the keys work"
            yield step.tell("menu.speech", ("speech",), message, hint="leave it out until then")
