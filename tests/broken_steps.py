"""What can be broken in steps, menus and branches."""

from collections.abc import Mapping

from broken import CARE_YAML, MAIN_YAML, ORDER_YAML, Broken

THREE_MORE, SIX_MORE = (
    "".join(f"    - {{label: main.care, goto: bye, value: v{number}}}\n" for number in range(count)) for count in (3, 6)
)
LONG = "a_choice_with_a_name_as_long_as_it_may_be"[:40]
LONG_ANSWERS = ", ".join(f"{LONG[:38]}{number}: {LONG * 2:.64}" for number in range(10, 24))
MANY_ANSWERS = ", ".join(f"a{number}: x" for number in range(30))

STEPS: Mapping[str, Broken] = {
    # what steps are
    "a step type is mistyped": Broken(
        "step.unknown-type",
        MAIN_YAML,
        "type: goodbye",
        "type: godbye",
        "no step type 'godbye' (did you mean 'goodbye'?)",
    ),
    "a step type is made up": Broken(
        "step.unknown-type", MAIN_YAML, "type: goodbye", "type: x", "no step type 'x' (known: say, menu, yes_no"
    ),
    "a step is called as an act": Broken(
        "step.act-name", MAIN_YAML, "forget: {", "back: {", "no step can be called 'back'"
    ),
    "a step has no type": Broken(
        "field.missing", MAIN_YAML, "type: goodbye, ", "", "bye: 'type' is missing (known: say"
    ),
    "a step lacks its prompt": Broken(
        "field.missing", MAIN_YAML, "prompt: main.bye", "", "flows/main.yaml:20:6: bye: 'prompt' is missing"
    ),
    "a step has a mistyped key": Broken(
        "field.unknown",
        MAIN_YAML,
        "into: about",
        "intoo: about",
        "what_for.intoo: there is no 'intoo' here (did you mean 'into'?)",
    ),
    "a choice has a mistyped key": Broken(
        "field.unknown",
        MAIN_YAML,
        "{goto: care.menu",
        "{got: care.menu",
        "flows/main.yaml:10:8: what_for.choices[2].got",
    ),
    "an entry has no length": Broken(
        "field.value", ORDER_YAML, "{length: 8}", "{min: 8}", "give either 'length', or both"
    ),
    "an entry of one digit": Broken(
        "collect.one-digit", ORDER_YAML, "length: 8", "length: 1", "an entry of one digit is a menu (use type: menu)"
    ),
    "an entry is as long as a card number": Broken(
        "collect.card-length", ORDER_YAML, "length: 8", "min: 10, max: 16", "ask.digits: entries of 13 to 19 digits"
    ),
    "a step is a word": Broken(
        "field.shape", MAIN_YAML, "{type: goodbye, prompt: main.bye}", "goodbye", "bye: 'goodbye' stands where a step"
    ),
    "a step has an impossible name": Broken(
        "field.name", MAIN_YAML, "forget: {", "For-Get: {", "'For-Get' cannot be the name"
    ),
    "more answers than a call can carry": Broken(
        "answers.many",
        MAIN_YAML,
        "clear: [order_number]",
        f"values: {{{MANY_ANSWERS}}}",
        "more than 24 answers are stored",
    ),
    "answers longer than a call can carry": Broken(
        "answers.large",
        MAIN_YAML,
        "clear: [order_number]",
        f"values: {{{LONG_ANSWERS}}}",
        "and 2048 fit into its URL",
    ),
    # menus
    "two choices have the same key": Broken(
        "menu.key-twice",
        MAIN_YAML,
        "{label: main.refunds, value: refunds}",
        "{label: main.refunds, value: refunds, key: 1}",
        "flows/main.yaml:9:50: what_for.choices[1].key: the key 1 is given to two choices",
    ),
    "two keys are swapped": Broken(
        "menu.key-order",
        MAIN_YAML,
        "value: gifts}\n    - {label: main.refunds, value: refunds}",
        "value: gifts, key: 2}\n    - {label: main.refunds, value: refunds, key: 1}",
        "warning: what_for.choices[0].key: the keys are 2, 1, 3, not 1 to 3 in order",
    ),
    "a choice has a key that works everywhere": Broken(
        "menu.key-taken", MAIN_YAML, "value: care}", "value: care, key: 9}", "the key 9 works everywhere (repeat)"
    ),
    "a menu asks for speech": Broken(
        "menu.speech",
        MAIN_YAML,
        "type: menu",
        "type: menu\n  speech: choices",
        "hint: what_for.speech: what callers say is not listened to yet; the keys work (leave it out until then)",
    ),
    "six choices are many": Broken(
        "menu.long", MAIN_YAML, "by_reason: {", f"{THREE_MORE}by_reason: {{", "choices: 6 choices"
    ),
    "nine choices are too many": Broken(
        "menu.too-long",
        MAIN_YAML,
        "by_reason: {",
        f"{SIX_MORE}by_reason: {{",
        "what_for.choices: 9 choices; 8 are the most",
    ),
    "six topics are many": Broken(
        "menu.long", CARE_YAML, "    - care.kit\n", "    - care.kit\n" * 5, "menu.list: 6 choices; callers remember 5"
    ),
    "a choice leads nowhere": Broken(
        "menu.choice", MAIN_YAML, ", value: refunds}", "}", "choices[1]: the choice leads nowhere (add 'goto:'"
    ),
    "a choice stores a value and leads nowhere": Broken(
        "menu.choice", MAIN_YAML, "  then: by_reason\n", "", "choices[0]: the choice stores a value and leads nowhere"
    ),
    "a choice's value is stored nowhere": Broken(
        "menu.into", MAIN_YAML, "  into: about\n", "", "choices[0].value: the value 'gifts' is stored nowhere"
    ),
    "a menu stores nothing": Broken(
        "menu.into",
        MAIN_YAML,
        "forget: {",
        "two: {type: menu, prompt: main.question, into: two, choices: [{goto: bye, label: main.care}]}\nforget: {",
        "two.into: no choice stores a value in 'two'",
    ),
    "a menu's way on is never taken": Broken(
        "menu.then",
        MAIN_YAML,
        "value: gifts}\n    - {label: main.refunds, value: refunds}",
        "value: gifts, goto: bye}\n    - {label: main.refunds, value: refunds, goto: bye}",
        "what_for.then: every choice has its own 'goto'",
    ),
    "a step opts out of the person": Broken(
        "opt-out.person",
        MAIN_YAML,
        "{9: ends soon}",
        '{"0": busy}',
        "more.opt_out.0: 0 brings a person",
    ),
    "a step opts out of a key that does nothing": Broken(
        "opt-out.unknown",
        MAIN_YAML,
        "{9: ends soon}",
        "{7: why}",
        "the key '7' does not work everywhere",
    ),
    "a step opts out without a reason": Broken(
        "opt-out.reason", MAIN_YAML, "{9: ends soon}", '{9: " "}', "why is the key 9 off here?"
    ),
    # branches
    "a branch goes by nothing that is known": Broken(
        "branch.unknown",
        MAIN_YAML,
        "by: about",
        "by: abuot",
        "'abuot' has no closed list of values (did you mean 'about'?)",
    ),
    "a branch goes by an entry": Broken(
        "branch.unknown", MAIN_YAML, "by: about", "by: order_number", "by_reason.by: 'order_number' has no closed list"
    ),
    "a branch does not route a value": Broken(
        "branch.value-missing", MAIN_YAML, ", otherwise: order_first", "", "the value 'care' of 'about' leads nowhere"
    ),
    "a branch routes a value that never comes up": Broken(
        "branch.value-unknown",
        MAIN_YAML,
        "on: {gifts:",
        "on: {gift:",
        "'about' is never 'gift' (did you mean 'gifts'?)",
    ),
}
