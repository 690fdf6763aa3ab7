"""A step may opt out of an always-key with a reason, and never of the person."""

from collections.abc import Iterator

from ivr.authoring.draft import Draft
from ivr.authoring.problem import Problem
from ivr.authoring.suggestions import fix_for
from ivr.dialogue.steps.listening import ListeningStep


def opting_out_has_a_reason(draft: Draft) -> Iterator[Problem]:
    """`opt_out` names keys that work everywhere, each with its reason; 0 stays a person (caller rule 5)."""
    for step in draft.all_steps() if not draft.line_lost else ():
        opted = step.step.opt_out if isinstance(step.step, ListeningStep) else {}
        for key, reason in opted.items():
            path = ("opt_out", key)
            if key == "0":
                yield step.tell("opt-out.person", path, "0 brings a person everywhere, and cannot be opted out of")
            elif key not in draft.line.always:
                hint = fix_for(key, (each for each in draft.line.always if each != "0"))
                yield step.tell("opt-out.unknown", path, f"the key '{key}' does not work everywhere", hint=hint)
            elif not reason.strip():
                yield step.tell("opt-out.reason", path, f"why is the key {key} off here?", hint="write the reason")
