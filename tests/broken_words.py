"""What can be broken in helpline.yaml and in the words."""

from collections.abc import Mapping

from broken import AGENT_YAML, CARE_YAML, LINE_YAML, MAIN_YAML, OWN, TOPICS, WORDS, Broken

WORDS_AND_LINE: Mapping[str, Broken] = {
    # names in helpline.yaml
    "an unknown queue": Broken(
        "queue.unknown", AGENT_YAML, "queue: care", "queue: car", "no queue 'car' in helpline.yaml"
    ),
    "unknown hours of a transfer": Broken(
        "hours.unknown", MAIN_YAML, "hours: care", "hours: night", "call_balance.hours: no opening hours 'night'"
    ),
    "unknown hours of a step that goes by them": Broken(
        "hours.unknown",
        MAIN_YAML,
        "bye: {type: goodbye",
        "now: {type: hours, hours: cares, on: {open: more, closed: bye}}\nbye: {type: goodbye",
        "now.hours: no opening hours 'cares' in helpline.yaml (did you mean 'care'?)",
    ),
    "unknown hours of a queue": Broken(
        "hours.unknown", LINE_YAML, "{hours: care", "{hours: cares", "queues.care.hours: no opening hours 'cares'"
    ),
    "an unknown outside number": Broken(
        "outside.unknown",
        MAIN_YAML,
        "to: balance",
        "to: balanc",
        "no outside number 'balanc' in helpline.yaml (did you",
    ),
    "a voice that the carrier does not have": Broken(
        "voice.unknown",
        LINE_YAML,
        "notices:",
        "voices: {en-US: Polly.Johanna-Neural}\nnotices:",
        "voices.en-US: the carrier has no voice 'Polly.Johanna-Neural' (did you mean 'Polly.Joanna-Neural'?)",
    ),
    "a locale without a voice": Broken(
        "voice.missing", LINE_YAML, "[en-US]", "[en-US, en-GB]", "no voice is set for the locale 'en-GB'"
    ),
    "a locale that the carrier does not speak": Broken(
        "locale.unknown", LINE_YAML, "[en-US]", "[en-UD]", "the carrier does not speak 'en-UD' (did you mean"
    ),
    # words
    "a step's prompt is renamed": Broken(
        "prompt.missing",
        WORDS,
        "main.welcome:",
        "main.welcom:",
        "flows/main.yaml:1:30: welcome.prompt: no prompt 'main.welcome'",
    ),
    "a label is missing": Broken(
        "prompt.missing",
        WORDS,
        "main.gifts: gift cards\n",
        "",
        "flows/main.yaml:8:15: what_for.choices[0].label: no prompt",
    ),
    "a queue's prompt is missing": Broken(
        "prompt.missing", LINE_YAML, "wait: hold.care", "wait: hold.car", "queues.care.wait: no prompt 'hold.car'"
    ),
    "a notice is missing": Broken(
        "prompt.missing", LINE_YAML, "[notice.recorded]", "[notice.storm]", "notices[0]: no prompt 'notice.storm'"
    ),
    "a prompt of the line itself is missing": Broken(
        "prompt.missing", OWN, "line.farewell:", "line.farwell:", "no prompt 'line.farewell' in prompts/en-US/"
    ),
    "a topic stands for a prompt": Broken(
        "prompt.topic", MAIN_YAML, "prompt: main.bye", "prompt: care.kit", "'care.kit' is a topic, not a prompt"
    ),
    "nothing says a prompt": Broken(
        "prompt.unused",
        WORDS,
        "main.gifts:",
        'main.old: "Old."\nmain.gifts:',
        "warning: main.old: nothing says this prompt",
    ),
    "a prompt is empty": Broken(
        "prompt.empty", WORDS, '"Anything else?"', '" "', "main.more.first: there are no words here"
    ),
    "a prompt has nothing": Broken(
        "prompt.empty", WORDS, '"Anything else?"', "", "main.more.first: there are no words here"
    ),
    "a topic has no pieces": Broken(
        "prompt.empty", TOPICS, 'say: "It has a cloth."', "say: []", "the topic has no words"
    ),
    "a prompt is very long": Broken(
        "prompt.long", WORDS, "Anything else?", "word " * 250, "1250 characters are said in one"
    ),
    "a brace is not closed": Broken(
        "prompt.braces", WORDS, "{brand}", "{brand", "main.welcome: a brace without its partner"
    ),
    "a key stands in two files": Broken(
        "prompt.twice", OWN, "line.choice:", "main.more: again\nline.choice:", "'main.more' stands in prompts/en-US/"
    ),
    "a prompt's key is no key": Broken(
        "field.name", WORDS, "main.gifts:", "main-gifts:", "'main-gifts' cannot be the key"
    ),
    "a slot is mistyped": Broken(
        "slot.unknown",
        WORDS,
        "{brand}",
        "{brnd}",
        "main.welcome: nothing fills the slot {brnd} (did you mean 'brand'?)",
    ),
    "a slot of the line stands in a prompt": Broken(
        "slot.unknown", WORDS, "Anything else?", "Press {key}.", "main.more.first: nothing fills the slot {key}"
    ),
    "the words of the line lack a slot": Broken(
        "slot.missing", OWN, "words {label} {key}", "For {label}.", "no {key}, which"
    ),
    "words for a slot that is not there": Broken(
        "slot.without",
        WORDS,
        "without: {email:",
        "without: {brand:",
        "'without: brand' is never said, as the words have no",
    ),
    "words for two slots of which one is not there": Broken(
        "slot.without",
        WORDS,
        "without: {email:",
        "without: {email and brand:",
        "'without: email and brand' is never said, as the words have no {brand}",
    ),
    "a fact is dropped that has other words": Broken(
        "fact.unset",
        LINE_YAML,
        "email: care@example.com",
        "email: ",
        "helpline.yaml:3:32: warning: facts.email: the fact is not",
    ),
    "a fact is dropped that has no other words": Broken(
        "fact.needed",
        LINE_YAML,
        "brand: Pandora",
        "brand: ",
        "main.yaml:2:15: main.welcome: the fact 'brand' is not set",
    ),
    "a topic is mistyped": Broken(
        "topic.missing",
        CARE_YAML,
        "topic: care.rose",
        "topic: care.rosy",
        "no topic 'care.rosy' in en-US (did you mean",
    ),
    "a prompt stands for a topic": Broken(
        "topic.missing",
        TOPICS,
        'care.kit: {title: the kit, say: "It has a cloth."}',
        "care.kit: words",
        "is a prompt, not a topic",
    ),
    "a topic has two homes": Broken(
        "topic.two-homes",
        CARE_YAML,
        "- care.kit",
        "- care.kit\n    - care.rose",
        "menu.list[2]: the topic 'care.rose' is listed",
    ),
    "a topic has no home": Broken(
        "topic.homeless", CARE_YAML, "    - care.kit\n", "", "care.yaml:9:1: care.kit: no topics step"
    ),
    "a locale has no prompts": Broken(
        "locale.no-prompts",
        LINE_YAML,
        "[en-US]",
        "[en-US, es-US]",
        "locales[1]: there are no prompts in prompts/es-US/",
    ),
    "a folder of prompts is no locale": Broken(
        "locale.unlisted", LINE_YAML, "[en-US]", "[es-US]", "warning: 'en-US' is no locale of helpline.yaml"
    ),
    # helpline.yaml itself
    "a key of the line is mistyped": Broken(
        "field.unknown", LINE_YAML, "notices:", "notcies:", "no 'notcies' here (did you mean"
    ),
    "the numbers are missing": Broken("field.missing", LINE_YAML, "numbers:", "voices:", "'numbers' is missing"),
    "a number without its country": Broken(
        "number.form",
        LINE_YAML,
        '"+18005550100"',
        "800-555-0100",
        "(did you mean '+18005550100'?)",
    ),
    "an outside number is an emergency number": Broken(
        "number.emergency", LINE_YAML, '"+18559222600"', "911", "outside.balance: '911' is an emergency number"
    ),
    "an outside number costs extra": Broken(
        "number.premium", LINE_YAML, '"+18559222600"', '"+19005551234"', "'+19005551234' is a premium number"
    ),
    "a key that cannot always work": Broken(
        "always.key", LINE_YAML, '"9": repeat', '"#": repeat', "'#' cannot be a key that always"
    ),
    "a zone that does not exist": Broken(
        "hours.zone",
        LINE_YAML,
        "America/New_York",
        "America/NewYork",
        "no time zone 'America/NewYork' (did you mean 'America/New_York'?)",
    ),
    "days that do not exist": Broken(
        "hours.days", LINE_YAML, "mon-fri", "mon-friday", "'mon-friday' are no days of the week"
    ),
    "times that end before they begin": Broken(
        "hours.times", LINE_YAML, "9:00-18:00", "18:00-9:00", "ends before it begins"
    ),
    "hours without days": Broken(
        "hours.value",
        LINE_YAML,
        ', mon-fri: "9:00-18:00", sat: "10:00-14:00"',
        "",
        "hours.care: no days are written here",
    ),
    "a zone of hours alone": Broken(
        "hours.zone-fixed",
        LINE_YAML,
        "America/New_York",
        "EST",
        "hours.care.zone: the time zone 'EST' has no summer time (did you mean 'America/New_York'?)",
    ),
    "a zone that is a distance from Greenwich": Broken(
        "hours.zone-fixed", LINE_YAML, "America/New_York", "Etc/GMT+6", "(did you mean 'America/Chicago'?)"
    ),
    "a distance from Greenwich that is no zone": Broken(
        "hours.zone", LINE_YAML, "America/New_York", "GMT+5", "(did you mean 'America/New_York'?)"
    ),
    "the line would ring itself": Broken(
        "outside.own-number",
        LINE_YAML,
        "agent: }",
        'agent: "+18005550100"}',
        "helpline.yaml:4:43: warning: outside.agent: '+18005550100' is a number of this line",
    ),
    "a prompt says a key": Broken(
        "prompt.key",
        WORDS,
        "Anything else?",
        "For more, press {pause} 1.",
        "main.yaml:10:20: warning: main.more.first: the words say 'press {pause} 1'",
    ),
    "a wording for later says a key": Broken(
        "prompt.key", WORDS, "I heard nothing.", "Please press the pound key.", "say 'press the pound', and keys"
    ),
    "a topic says a key": Broken("prompt.key", TOPICS, "It has a cloth.", "Press two.", "care.kit.say: the words say"),
    "callers in a queue hear nothing new": Broken(
        "queue.words",
        WORDS,
        ', waiting: "Still waiting."',
        "",
        "warning: hold.care: callers hear the first words again while they wait (add 'waiting:'",
    ),
    "callers in a queue do not hear that nobody came": Broken(
        "queue.words", WORDS, ', leaving: "Nobody came."', "", "the first words again when nobody came (add 'leaving:'"
    ),
}
