"""The rules of answers and branches."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "answers.many": Rule(
        "a helpline stores at most 24 answers",
        "The helpline stores more than 24 different answers, more than a call carries with it. Use one "
        "name for the same answer everywhere.",
        wrong="into: number_1   # and number_2, number_3 ... for the same answer",
        right="into: order_number",
    ),
    "answers.large": Rule(
        "a call with all its answers fits into its URL",
        "A call that gave the longest possible answer everywhere would not fit into its URL. Store fewer "
        "answers, or give choices, labels, flows and steps shorter names.",
        wrong="value: a_reason_with_a_very_long_name_that_goes_on",
        right="value: refund",
    ),
    "branch.unknown": Rule(
        "a branch goes by something with a closed list of values",
        "A branch goes by something without a finite list of values. It can go by a menu's `into`, by "
        "what a `set` stores, by `locale` or by `caller`.",
        wrong="by: order_number",
        right="by: about",
    ),
    "branch.value-unknown": Rule(
        "a branch routes only values that can come up",
        "The branch routes a value that never comes up.",
        wrong="on: {gift: a, refund: b}    # the menu stores `gifts`",
        right="on: {gifts: a, refund: b}",
    ),
    "branch.value-missing": Rule(
        "a branch routes every value, or `otherwise`",
        "A value is not routed, and there is no `otherwise`.",
        wrong="{type: branch, by: caller, on: {known: a}}",
        right="{type: branch, by: caller, on: {known: a}, otherwise: b}",
    ),
    "collect.one-digit": Rule(
        "an entry has two digits or more; one digit is a menu",
        "An entry of one digit is a menu: use `type: menu`.",
        wrong="digits: {length: 1}",
        right="type: menu",
        source="caller rule 16",
    ),
    "collect.length-said": Rule(
        "callers hear how many digits an entry has",
        "Who does not know how long an entry is waits for the line, or stops too early. Say it in digits, or as a word "
        "in English and Spanish; of an entry that may have several lengths, the longest.",
        wrong='order.ask: "Please enter your order number."',
        right='order.ask: "Please enter your order number. It has 8 digits."',
        severity="warning",
        source="caller rule 16",
    ),
    "collect.card-length": Rule(
        "entries are shorter or longer than card numbers",
        "Entries of 13 to 19 digits are as long as payment cards. The line refuses any that is valid as a card number.",
        wrong="digits: {min: 8, max: 16}",
        right="digits: {min: 8, max: 12}",
        severity="warning",
    ),
    "answer.unused": Rule(
        "answers are used",
        "A caller's answer is stored, and nothing says it, branches by it, or hands it to the person who "
        "takes the call.",
        wrong="into: chart_number   # and no prompt has {chart_number}",
        right='line.whisper: "The chart number is {chart_number}."',
        severity="hint",
        source="caller rule 18",
    ),
}
