"""The rules of topics."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "topic.missing": Rule(
        "listed topics exist in every locale",
        "A listed topic does not exist in a locale, or is a prompt without pieces.",
        wrong="list: [care.rosy]",
        right="list: [care.rose]",
    ),
    "topic.two-homes": Rule(
        "a topic is listed once",
        "A topic is listed twice. It has one home; lead there.",
        wrong="list: [care.rose]   # in two steps",
        right="list: [care.rose]   # in one; the other leads there",
    ),
    "topic.homeless": Rule(
        "topics are listed somewhere",
        "No `topics` step lists this topic, so that nobody can hear it.",
        wrong="care.rose: {title: ..., say: ...}   # and no step lists it",
        right="list: [care.rose]",
    ),
    "topic.long-piece": Rule(
        "a piece of a topic takes at most 12 seconds",
        "After each piece a key works, and the caller can think. 12 seconds are about 30 words.",
        wrong='say: ["(sixty words)"]',
        right='say: ["(thirty words)", "(thirty words)"]',
        severity="warning",
        source="caller rule 21",
    ),
    "phrase.twice": Rule(
        "a phrase belongs to one topic",
        "Two topics own the same phrase, so that what callers say cannot tell them apart.",
        wrong="care.rose: {phrases: [clean my ring], ...}\ncare.kit: {phrases: [clean my ring], ...}",
        right="care.rose: {phrases: [clean my rose ring], ...}\ncare.kit: {phrases: [which kit do I need], ...}",
        severity="warning",
    ),
    "text.segments": Rule(
        "a text fits into two messages",
        "Each segment of a text message is sent and paid for by itself: 160 signs alone, 153 each where "
        "there are several; 70 and 67 where one sign is not in the basic alphabet.",
        wrong="text: (400 signs)",
        right="text: (150 signs)",
        severity="warning",
        source="GSM 03.38",
    ),
}
