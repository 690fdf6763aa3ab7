"""What can be wrong for callers although every call works: words, waits, help, and what is kept with a reason."""

from collections.abc import Mapping

from broken import LINE_YAML, MAIN_YAML, ORDER_YAML, OWN, TOPICS, WORDS, Broken

TWENTY_SIX = " ".join(["Hello, good morning, and welcome."] * 6)
SIXTY = " ".join(["Hello, good morning, and welcome."] * 12)
HARD = " ".join(["Reimbursement necessitates authorization by the administration."] * 5)
WAIVERS = "notices:"


def waived(waiver: str) -> str:
    return f"waivers:\n  - {waiver}\nnotices:"


CALLERS: Mapping[str, Broken] = {
    # keys
    "the star does not lead back": Broken(
        "always.back", LINE_YAML, '"*": back, ', "", "always: the key * does not lead"
    ),
    "the star repeats": Broken("always.back", LINE_YAML, '"*": back', '"*": repeat', "always.*: the key *"),
    "a key is named before what it does": Broken(
        "key.first", OWN, "words {label} {key}", "Press {key} for {label}.", "'Press {key} for' names the key before"
    ),
    "a key stands before its label in any language": Broken(
        "key.first", OWN, "words {label} {key}", "{key}: {label}.", "line.choice: the key stands before what it does"
    ),
    "a literal key is named first": Broken(
        "key.first",
        OWN,
        'line.yes_no: "words"',
        'line.yes_no: "{pause} press 1 for yes"',
        "'press 1 for' names the key before what it does",
    ),
    "no pause stands before a key": Broken(
        "key.pause", OWN, "words {label} {key}", "For {label}, press {key}.", "no pause before 'press {key}'"
    ),
    "a key is told that is not offered": Broken(
        "key.not-offered",
        OWN,
        'line.yes_no: "words"',
        'line.yes_no: "For no, {pause} press 3."',
        "the words say 'press 3', and that key does not work there (say 1, 2)",
    ),
    "more time is told with the wrong key": Broken(
        "key.not-offered",
        OWN,
        'line.more_time_offer: "words"',
        'line.more_time_offer: "For more time, {pause} press star."',
        "'press star', and that key does not work there (say #)",
    ),
    "a menu opts out of the key that is told": Broken(
        "key.not-offered",
        MAIN_YAML,
        "  into: about\n",
        '  into: about\n  opt_out: {"9": "nine"}\n',
        "what_for.opt_out.9: the line tells callers of the key 9",
    ),
    # waits
    "a line waits too short": Broken(
        "wait.first-key", LINE_YAML, "first_key: 7s", "first_key: 3s", "waits 3 s for the"
    ),
    "a question waits too long": Broken(
        "wait.first-key",
        MAIN_YAML,
        "give_up: bye",
        "give_up: bye, first_key: 30s",
        "more.first_key: the line waits 30 s",
    ),
    "a line waits too short between keys": Broken(
        "wait.between-keys", LINE_YAML, "between_keys: 4s", "between_keys: 2s", "waits 2 s between two keys"
    ),
    "an entry waits too short between keys": Broken(
        "wait.between-keys", ORDER_YAML, "  then: known", "  between_keys: 1s\n  then: known", "ask.between_keys: the"
    ),
    "callers do not hear how long an entry is": Broken(
        "collect.length-said",
        WORDS,
        "please, 8 digits.",
        "please.",
        "order.yaml:3:11: warning: ask.prompt: callers do not hear in en-US how many digits they are to enter (say 8",
    ),
    # help
    "nothing is said to a caller who is silent": Broken(
        "help.missing",
        WORDS,
        '  no_input: ["Please key it in.", "It is on your bill. Please key it in."]\n',
        "",
        "order.ask.first: callers hear the first words again after silence (add 'no_input:'",
    ),
    "nothing is said after a wrong key": Broken(
        "help.missing",
        OWN,
        ', no_match: ["no key", "no such key"]',
        "",
        "line.which_topic.first: callers hear the first words again after a wrong key",
    ),
    "an entry is read back, and words for a denied one are missing": Broken(
        "help.missing",
        ORDER_YAML,
        "  then: known",
        "  confirm: grouped\n  then: known",
        "after an entry that they denied",
    ),
    "the last try has no words": Broken(
        "help.few",
        WORDS,
        ', "Yes or no, please?"',
        "",
        "there are 2 further tries, and the last words after a wrong key",
    ),
    "help is the same twice": Broken(
        "help.same", WORDS, "Yes or no, please?", "Yes: no", "callers hear the same again after a wrong key"
    ),
    "help is the question again": Broken(
        "help.same", WORDS, '"Hello?"', '"Anything else"', "callers hear the same again after silence"
    ),
    "help shrinks": Broken(
        "help.shrinks",
        WORDS,
        "It has eight digits, and is on your bill.",
        "Again, please.",
        "hear less after a wrong key",
    ),
    # words
    "the welcome is long": Broken(
        "words.late-key",
        WORDS,
        "Welcome to {brand}.",
        TWENTY_SIX,
        "what_for.prompt: callers hear 36 words in en-US before the first key is named; 25 are enough",
    ),
    "the welcome is far too long": Broken(
        "words.too-late-key", WORDS, "Welcome to {brand}.", SIXTY, "callers hear 66 words in en-US before the first key"
    ),
    "a sentence is long": Broken(
        "words.long-sentence",
        WORDS,
        "Nobody is here.",
        "Nobody is here " + "and nobody comes " * 8 + "now.",
        "agent.sorry: a sentence has 28 words; callers follow 20",
    ),
    "words are hard": Broken(
        "words.grade", WORDS, "Nobody is here.", HARD, "agent.sorry: the words are for school year"
    ),
    "a call is important": Broken(
        "words.empty-phrase", WORDS, "Please wait.", "Your call is important to us.", "'Your call is important', which"
    ),
    "the menu has changed": Broken(
        "words.empty-phrase",
        WORDS,
        "What is it about?",
        "Please listen carefully, our menu has changed.",
        "main.question.first: the words say 'Please listen carefully'",
    ),
    "a number is written as it is read": Broken(
        "words.digits", WORDS, "Nobody is here.", "Call 1-855-922-2600.", "'1-855-922-2600' would be read as one large"
    ),
    "an account number is one number": Broken(
        "words.digits", TOPICS, "It has a cloth.", "It has number 123456.", "'123456' would be read as one large number"
    ),
    "a link is dictated": Broken(
        "words.link", WORDS, "Nobody is here.", "Go to www.example.com/help.", "'www.example.com/help.' is an address"
    ),
    "an e-mail address is dictated": Broken(
        "words.link", TOPICS, "It has a cloth.", "Ask care@example.com.", "'care@example.com' is an address"
    ),
    "SSML stands in the words": Broken(
        "words.markup", WORDS, "Nobody is here.", "Nobody <break time='1s'/> is here.", "'<break time='1s'/>' is markup"
    ),
    "an entity stands in the words": Broken(
        "words.markup", WORDS, "Nobody is here.", "You &amp; nobody.", "'&amp;' is markup, and would be read out"
    ),
    "a notice is long": Broken(
        "notice.long", WORDS, "This call is recorded.", SIXTY, "notice.recorded: the notice takes 24 s, and nobody can"
    ),
    # topics
    "a piece is long": Broken(
        "topic.long-piece", TOPICS, "It has a cloth.", SIXTY, "care.kit.say: the piece takes 24 s; 12 s are the most"
    ),
    "a phrase has two topics": Broken(
        "phrase.twice",
        TOPICS,
        "care.kit: {",
        'care.kit: {phrases: ["My rose ring fades!"], ',
        "care.yaml:9:22: warning: care.kit.phrases[0]: 'My rose ring fades!' is a phrase of 'care.rose' already",
    ),
    "a text message is long": Broken(
        "text.segments", TOPICS, 'text: "Use a soft cloth."', f'text: "{SIXTY}"', "the text is sent in 3 messages"
    ),
    "a text message has an odd sign": Broken(
        "text.segments",
        TOPICS,
        'text: "Use a soft cloth."',
        f'text: "{TWENTY_SIX} \u2764"',
        "care.yaml:7:9: warning: care.rose.text: the text is sent in 4 messages; 2 are the most ('\u2764' makes",
    ),
    # what nothing uses
    "a fact that nothing says": Broken(
        "fact.unused", LINE_YAML, "facts: {", 'facts: {fax: "+18005550111", ', "facts.fax: no prompt says this fact"
    ),
    "a number that nothing rings": Broken(
        "outside.unused",
        LINE_YAML,
        "outside: {",
        'outside: {old: "+18005550111", ',
        "outside.old: nothing uses this num",
    ),
    "hours that nothing goes by": Broken(
        "hours.unused", LINE_YAML, "hours: {care", 'hours: {night: {always: "yes"}, care', "nothing uses these opening"
    ),
    "a queue that nobody joins": Broken(
        "queue.unused",
        LINE_YAML,
        "queues: {",
        "queues: {old: {wait: hold.care}, ",
        "queues.old: nothing uses this queue",
    ),
    "an answer that nothing uses": Broken(
        "answer.unused",
        MAIN_YAML,
        "clear: [order_number], then",
        "clear: [order_number], values: {again: is_so}, then",
        "forget.values.again: nothing uses the answer 'again'",
    ),
    # waivers
    "a waiver of a rule that does not exist": Broken(
        "waiver.rule",
        LINE_YAML,
        WAIVERS,
        waived("{rule: menu.lnog, at: main.what_for, reason: so}"),
        "waivers[0].rule: there is no rule 'menu.lnog' (did you mean 'menu.long'?)",
    ),
    "a waiver of what would break calls": Broken(
        "waiver.rule",
        LINE_YAML,
        WAIVERS,
        waived("{rule: target.unknown, at: main.what_for, reason: so}"),
        "calls would break by 'target.unknown', so it cannot be waived",
    ),
    "a waiver without a reason": Broken(
        "waiver.reason",
        LINE_YAML,
        WAIVERS,
        waived("{rule: menu.long, at: main.what_for}"),
        "waivers[0]: why is this kept",
    ),
    "a waiver with an empty reason": Broken(
        "waiver.reason",
        LINE_YAML,
        WAIVERS,
        waived('{rule: menu.long, at: main.what_for, reason: " "}'),
        "waivers[0].reason: why is this kept?",
    ),
    "a waiver that is not needed": Broken(
        "waiver.unused",
        LINE_YAML,
        WAIVERS,
        waived("{rule: menu.long, at: main.what_for, reason: so}"),
        "waivers[0]: nothing at 'main.what_for' breaks 'menu.long' (delete the waiver)",
    ),
    "a waiver with a mistyped key": Broken(
        "field.unknown",
        LINE_YAML,
        WAIVERS,
        waived("{rule: menu.long, at: main.what_for, raeson: so, reason: so}"),
        "waivers[0].raeson: there is no 'raeson' here (did you mean 'reason'?)",
    ),
    "a waiver without its place": Broken(
        "field.missing", LINE_YAML, WAIVERS, waived("{rule: menu.long, reason: so}"), "waivers[0]: 'at' is missing"
    ),
    "a waiver that is a text": Broken(
        "field.shape", LINE_YAML, WAIVERS, waived("menu.long"), "'menu.long' stands where keys with values are expected"
    ),
}
