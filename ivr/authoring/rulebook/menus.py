"""The rules of menus and keys."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "menu.choice": Rule(
        "a choice leads somewhere",
        "A choice leads nowhere. Give it `goto:`, or `value:` together with the menu's `then:`.",
        wrong="- {label: main.care}",
        right="- {label: main.care, goto: care.menu}",
    ),
    "menu.into": Rule(
        "values of choices are stored, and what is stored has values",
        "A choice stores a `value`, but the menu has no `into`; or the other way round.",
        wrong="choices: [{label: main.care, goto: care.menu, value: care}]",
        right="into: about\nchoices: [{label: main.care, goto: care.menu, value: care}]",
    ),
    "menu.then": Rule(
        "a menu's `then` is taken by some choice",
        "Every choice goes somewhere by itself, so that `then` is never taken.",
        wrong="then: more\nchoices: [{label: main.care, goto: care.menu}]",
        right="choices: [{label: main.care, goto: care.menu}]",
        severity="warning",
    ),
    "menu.key-twice": Rule(
        "a key is given to one choice",
        "Two choices have the same key.",
        wrong="- {label: main.a, goto: a, key: 1}\n- {label: main.b, goto: b, key: 1}",
        right="- {label: main.a, goto: a}\n- {label: main.b, goto: b}",
    ),
    "menu.key-taken": Rule(
        "a choice's key is not one that always works",
        "A choice has a key that already works everywhere. Keys from 1 upwards are free.",
        wrong="- {label: main.care, goto: care.menu, key: 9}",
        right="- {label: main.care, goto: care.menu}",
    ),
    "menu.key-order": Rule(
        "keys ascend from 1 without gaps",
        "Keys do not run 1, 2, 3 ... Callers expect them to. Leave the keys out: then they do.",
        wrong="- {label: main.a, goto: a, key: 3}",
        right="- {label: main.a, goto: a}",
        severity="warning",
        source="caller rule 2; ISO 9241-154",
    ),
    "menu.long": Rule(
        "a menu has at most 5 choices",
        "More than five choices: callers forget the first ones.",
        wrong="choices: [six of them]",
        right="choices: [five, the last of which leads to a second menu]",
        severity="warning",
        source="caller rule 3; ISO 9241-154",
    ),
    "menu.speech": Rule(
        "menus are answered by keys",
        "The menu asks for speech, which is read and kept, but not listened to yet. The keys work.",
        wrong="speech: choices",
        right="(leave it out)",
        severity="hint",
    ),
    "menu.too-long": Rule(
        "a menu has at most 8 choices",
        "More than eight choices. Divide the list.",
        wrong="choices: [nine of them]",
        right="choices: [five, the last of which leads to a second menu]",
        source="caller rule 3; ISO 9241-154",
    ),
    "always.person": Rule(
        "0 leads to a person",
        "`0` must lead to a person: to a step from which a `hand_off` can be reached, never to an act.",
        wrong='always: {"0": back}',
        right='always: {"0": agent.queue}',
        source="caller rule 5; AS/NZS 4263, 36 CFR 1194.23",
    ),
    "always.key": Rule(
        "keys that always work are 0, 9, * or one that nothing else needs",
        "This key cannot work everywhere: 1 and 2 are yes and no, 4, 6 and 8 steer the reading of a "
        "topic, `#` ends entries.",
        wrong='always: {"1": repeat}',
        right='always: {"9": repeat}',
        source="caller rules 6 and 7",
    ),
    "opt-out.person": Rule(
        "no step opts out of 0",
        "No step opts out of `0`.",
        wrong='opt_out: {"0": no person here}',
        right="(leave it out)",
        source="caller rule 5",
    ),
    "opt-out.reason": Rule(
        "opting out of a key has a reason",
        'Opting out of a key needs a reason, for whoever reads the flow later: `opt_out: {"9": "9 is a '
        'department here"}`.',
        wrong='opt_out: {"9": ""}',
        right='opt_out: {"9": "9 is a department here"}',
    ),
    "opt-out.unknown": Rule(
        "only keys that always work are opted out of",
        "The key does not work everywhere, so there is nothing to opt out of.",
        wrong='opt_out: {"7": "7 is a department"}',
        right='opt_out: {"9": "9 is a department"}',
    ),
    "always.back": Rule(
        "* leads back",
        "Callers know `*` as the way back. Let `always` have it.",
        wrong='always: {"0": agent.queue, "9": repeat}',
        right='always: {"0": agent.queue, "*": back, "9": repeat}',
        severity="warning",
        source="caller rule 6; ETSI ES 202 076",
    ),
    "key.first": Rule(
        "what a key does is said before the key",
        "Callers listen for what they need, and only then for a key: a key that is named first is "
        "forgotten by the time they know that they want it. Looked at in English; of other languages only in the words "
        "of a choice, until `ivr/authoring/checks/line_keys.py` has their words.",
        wrong='line.choice: "Press {key} for {label}."',
        right='line.choice: "For {label}, {pause} press {key}."',
        severity="warning",
        source="caller rule 1; AS/NZS 4263",
    ),
    "key.pause": Rule(
        "a pause stands before the key",
        "A short silence sets the key apart from what it does. Looked at in English only.",
        wrong='line.choice: "For {label}, press {key}."',
        right='line.choice: "For {label}, {pause} press {key}."',
        severity="hint",
        source="caller rule 1",
    ),
    "key.not-offered": Rule(
        "keys that are told work there",
        "Words of the line itself tell callers of a key that does nothing there, or a menu opts out of a "
        "key that the line tells of.",
        wrong='line.yes_no: "For yes, {pause} press 1. For no, {pause} press 3."',
        right='line.yes_no: "For yes, {pause} press 1. For no, {pause} press 2."',
        source="caller rule 1",
    ),
    "wait.first-key": Rule(
        "the line waits 5 to 15 seconds for the first key",
        "Shorter, and callers who think are cut off; longer, and they believe that the line is dead. 10 "
        "to 15 seconds are for what must be looked up.",
        wrong="first_key: 3s",
        right="first_key: 7s",
        severity="warning",
        source="caller rule 13; ISO/IEC 13714",
    ),
    "wait.between-keys": Rule(
        "the line waits 3 seconds between keys, or longer",
        "Slow typists need about 2.9 seconds for each key.",
        wrong="between_keys: 2s",
        right="between_keys: 4s",
        severity="warning",
        source="caller rules 14 and 30; 36 CFR 1194.23",
    ),
    "help.missing": Rule(
        "questions have words for silence and for wrong keys",
        "A caller who said nothing, or pressed a wrong key, hears the same question again and does not learn why.",
        wrong='main.more: "Anything else?"',
        right=(
            "main.more:\n"
            '  first: "Anything else?"\n'
            '  no_input: ["I did not hear a key. Do you need anything else?", ...]\n'
            '  no_match: ["Sorry, please answer yes or no. Do you need anything else?", ...]'
        ),
        severity="warning",
        source="caller rule 10; 41 % of the input steps of 48 real phone flows mishandle silence",
    ),
    "help.few": Rule(
        "each further try has words of its own",
        "With three tries there are two that fail before the caller gets to a person, and each should "
        "help more than the one before. The last words are heard again where there are too few.",
        wrong='no_input: ["I did not hear a key."]',
        right='no_input: ["I did not hear a key.", "I still hear nothing. Press one key from this list."]',
        severity="warning",
        source="caller rule 10",
    ),
    "help.same": Rule(
        "no words of help are the same",
        "What did not help the first time does not help the second time.",
        wrong='no_input: ["Anything else?", "Anything else?"]',
        right=(
            'no_input: ["I did not hear a key. Anything else?", "I still hear nothing. If you need'
            ' nothing else, you can hang up."]'
        ),
        severity="warning",
        source="caller rule 10",
    ),
    "help.shrinks": Rule(
        "words of help grow",
        "The second try gets fewer words than the first, and so probably less help.",
        wrong='no_match: ["Sorry, that key is not on this list. Here it is again.", "Try again."]',
        right=(
            'no_match: ["Sorry, that key is not on this list.", "Sorry, that is not on the list '
            'either. Wait for what you need, then press its key."]'
        ),
        severity="hint",
        source="caller rule 10",
    ),
}
