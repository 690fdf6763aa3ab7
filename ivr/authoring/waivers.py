"""Waivers: what an author keeps although it breaks a rule, each with its place and its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ivr.authoring.cursor import Cursor
from ivr.authoring.problem import Problem, problem
from ivr.authoring.rules import RULES
from ivr.authoring.sources import FLOWS, PROMPTS
from ivr.authoring.suggestions import fix_for

FIELDS = ("rule", "at", "reason", "locale")
_BEHIND = ("", ".", "[")


@dataclass(frozen=True)
class Waiver:
    """A rule that does not hold at a place, and why; in one locale alone where that is named.

    `at` is a step (`main.what_for`), a prompt or topic (`main.welcome`), or a way through helpline.yaml
    (`facts.email`); what stands below it is waived too.
    """

    rule: str
    at: str
    reason: str
    locale: str | None
    place: Cursor

    def covers(self, told: Problem) -> bool:
        """Whether a problem is waived by it."""
        here = place_of(told)
        is_here = here.startswith(self.at) and here[len(self.at) :][:1] in _BEHIND
        in_locale = self.locale is None or told.file.startswith(f"{PROMPTS}{self.locale}/")
        return told.rule == self.rule and is_here and in_locale


def place_of(told: Problem) -> str:
    """The place of a problem as waivers name it: of a step with its flow in front."""
    if told.file.startswith(FLOWS):
        return f"{told.file.rpartition('/')[2].rpartition('.')[0]}.{told.path}"
    return told.path


def read_waivers(cursor: Cursor | None) -> tuple[Waiver, ...]:
    """The waivers of helpline.yaml."""
    if cursor is None or cursor.is_unset:
        return ()
    return tuple(waiver for waiver in map(_waiver, cursor.items()) if waiver is not None)


def _waiver(item: Cursor) -> Waiver | None:
    if not item.entries():
        return None
    item.only(FIELDS)
    rule, at, reason, locale = (_text(item, field) for field in FIELDS)
    for field, text in (("rule", rule), ("at", at)):
        if item.get(field) is None:
            item.missing(field)
        elif text is None:
            return None
    if rule is not None and not _is_waivable(item, rule):
        return None
    if not (reason or "").strip():
        (item.get("reason") or item).tell("waiver.reason", "why is this kept?", hint="write 'reason:' and the reason")
        return None
    return Waiver(rule, at, reason or "", locale, item) if rule and at else None


def _text(item: Cursor, field: str) -> str | None:
    value = item.get(field)
    return None if value is None or (field == "reason" and value.is_unset) else value.text()


def _is_waivable(item: Cursor, rule: str) -> bool:
    place = item.get("rule") or item
    if rule not in RULES:
        hint = fix_for(rule, (name for name, each in RULES.items() if each.can_be_waived))
        place.tell("waiver.rule", f"there is no rule '{rule}'", hint=hint)
    elif not RULES[rule].can_be_waived:
        place.tell("waiver.rule", f"calls would break by '{rule}', so it cannot be waived", hint="mend it")
    return rule in RULES and RULES[rule].can_be_waived


def kept(told: Iterable[Problem], waivers: tuple[Waiver, ...]) -> tuple[list[Problem], list[Problem]]:
    """The problems that stand, unused waivers among them; and those that were waived."""
    standing: list[Problem] = []
    waived: list[Problem] = []
    used: set[int] = set()
    for each in told:
        covering = {number for number, waiver in enumerate(waivers) if waiver.covers(each)}
        used |= covering
        (waived if covering else standing).append(each)
    return [*standing, *_unused(waivers, used)], waived


def _unused(waivers: tuple[Waiver, ...], used: set[int]) -> Iterator[Problem]:
    for number, waiver in enumerate(waivers):
        if number not in used:
            message = f"nothing at '{waiver.at}' breaks '{waiver.rule}'"
            yield problem("waiver.unused", waiver.place.mark, waiver.place.path, message, hint="delete the waiver")
