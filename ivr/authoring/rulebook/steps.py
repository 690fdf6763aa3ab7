"""The rules of steps and targets."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "target.unknown": Rule(
        "targets exist",
        "A target names a step that does not exist. In the same file write `step`, elsewhere `flow.step`.",
        wrong="then: refund.menu",
        right="then: refunds.menu",
    ),
    "target.topic": Rule(
        "a target is a step, not a topic",
        "A target names a topic. Go to the `topics` step that lists it.",
        wrong="then: care.rose",
        right="then: care.menu",
    ),
    "target.act": Rule(
        "a target is a step, not an act",
        "A target is `back`, `repeat` or `more_time`. Those are what keys do; a target is a step.",
        wrong="then: back",
        right="then: main.what_for",
    ),
    "step.unknown-type": Rule(
        "step types exist",
        "There is no step type of that name. The [flow language](flows.md#step-types) lists them.",
        wrong="bye: {type: godbye, prompt: main.bye}",
        right="bye: {type: goodbye, prompt: main.bye}",
    ),
    "step.act-name": Rule(
        "no step is called back, repeat or more_time",
        "A step is called like an act. Choose another name.",
        wrong="repeat: {type: say, prompt: main.again, then: bye}",
        right="say_again: {type: say, prompt: main.again, then: bye}",
    ),
    "step.unreached": Rule(
        "steps are reached",
        "No call ever comes to this step. Lead to it, or delete it.",
        wrong="old_menu: {type: say, ...}    # and nothing says `then: old_menu`",
        right="welcome: {type: say, prompt: main.welcome, then: old_menu}",
        severity="warning",
    ),
    "flow.loop": Rule(
        "every circle of steps hears the caller",
        "Steps lead round in a circle in which the caller is never heard: the line would talk for ever. "
        "Put a question, a menu or a goodbye into it. A `collect` counts only if its answer can be "
        "unknown there. `give_up` must not lead round either: a caller who says nothing would hear the "
        "same for ever. Let it lead to a goodbye or a person.",
        wrong="a: {type: say, prompt: main.a, then: b}\nb: {type: say, prompt: main.b, then: a}",
        right=(
            "a: {type: say, prompt: main.a, then: b}\n"
            "b: {type: yes_no, prompt: main.b, on: {said_yes: a, said_no: bye}, give_up: bye}"
        ),
        source="caller rule 11",
    ),
    "outcome.missing": Rule(
        "every outcome is routed",
        "An outcome has no step. Every outcome is routed, those nobody hopes for included.",
        wrong="on: {answered: more, busy: more, no_answer: more, is_this_line: more}",
        right="on: {answered: more, busy: more, no_answer: more, failed: more, is_this_line: more}",
        source="caller rule 11; of 48 real phone flows 39 % of the outside calls have no failure path",
    ),
    "outcome.unknown": Rule(
        "only outcomes that exist are routed",
        "A step routes an outcome that cannot happen, or is misspelt.",
        wrong="on: {said_yes: a, said_no: b, maybe: c}",
        right="on: {said_yes: a, said_no: b}",
    ),
    "outcome.never": Rule(
        "`closed` is routed where there are opening hours",
        "A transfer without opening hours is never `closed`. Add `hours:`, or delete the line.",
        wrong="{type: transfer, to: balance, on: {closed: bye, ...}}",
        right="{type: transfer, to: balance, hours: care, on: {closed: bye, ...}}",
        severity="warning",
    ),
}
