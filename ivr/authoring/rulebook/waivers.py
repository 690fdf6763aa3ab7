"""The rules of waivers."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "waiver.rule": Rule(
        "a waiver names a rule that can be waived",
        "Warnings, hints and a few errors of the caller rules can be waived; what would break calls cannot.",
        wrong='- {rule: menu.logn, at: main.what_for, reason: "..."}',
        right='- {rule: menu.long, at: main.what_for, reason: "six departments, none can be merged"}',
    ),
    "waiver.reason": Rule(
        "a waiver has a reason",
        "Whoever reads the file later must see why, and whether it still holds.",
        wrong="- {rule: menu.long, at: main.what_for}",
        right='- {rule: menu.long, at: main.what_for, reason: "six departments, none can be merged"}',
    ),
    "waiver.unused": Rule(
        "a waiver is needed",
        "Nothing at that place breaks the rule, so the waiver can go. It would hide the next mistake there.",
        wrong='- {rule: menu.long, at: main.gone, reason: "..."}',
        right="(delete it)",
        severity="warning",
    ),
}
