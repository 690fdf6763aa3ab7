"""The rules of words."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "prompt.missing": Rule(
        "prompts that are said exist in every locale",
        "A prompt that is said does not exist in a locale, or one of the line's own prompts (`line....`) "
        "does not. When several of those are missing, copy `prompts/en-US/line.yaml` from the shipped "
        "line or an example.",
        wrong="prompt: main.welcom",
        right="prompt: main.welcome",
    ),
    "prompt.unused": Rule(
        "prompts are said somewhere",
        "Nothing says this prompt: it was forgotten, or renamed in one place only.",
        wrong='main.old_welcome: "Hello."   # and no step says it',
        right="welcome: {type: say, prompt: main.old_welcome, then: what_for}",
        severity="warning",
    ),
    "prompt.twice": Rule(
        "a prompt's key stands once in a locale",
        "A key stands in two files of a locale. Keys are global; file names mean nothing.",
        wrong='main.bye: "Goodbye."   # in prompts/en-US/main.yaml and in prompts/en-US/gift.yaml',
        right='main.bye: "Goodbye."   # in one of them',
    ),
    "prompt.topic": Rule(
        "topics are read by the step that lists them",
        "A topic stands where a prompt is expected. A topic is read by the `topics` step that lists it; "
        "only its title can be a label.",
        wrong="{type: say, prompt: care.rose, then: more}",
        right="{type: topics, list: [care.rose], then: more}",
    ),
    "prompt.empty": Rule(
        "a prompt has words",
        "There are no words. Write them, or delete the key.",
        wrong="main.more:",
        right='main.more: "Anything else?"',
    ),
    "prompt.long": Rule(
        "at most 1,000 characters are said in one go",
        "More than 1,000 characters would be said in one go.",
        wrong="main.welcome: (a page of text)",
        right="main.welcome: (one or two sentences; the rest as topics)",
    ),
    "prompt.key": Rule(
        "prompts leave keys to the line",
        'The words say "press 1". The line says the keys itself after the words of a menu, so that they '
        "are right when the menu changes. Only prompts of the line itself (`line....`), and whispers, "
        "say keys. Looked at in English; prompts of other languages are not looked at, until "
        "`ivr/authoring/checks/spoken_keys.py` has their words.",
        wrong='main.question: "For refunds, press 2."',
        right='main.question: "What can I help you with?"',
        severity="warning",
        source="caller rule 1; of 48 real phone flows 63 % of the menu items name the key first",
    ),
    "prompt.braces": Rule(
        "braces hold the name of a slot",
        "Braces hold one slot's name: small letters, digits and `_`. A brace is never spoken.",
        wrong='"Thank you for calling {the brand}."',
        right='"Thank you for calling {brand}."',
    ),
    "slot.unknown": Rule(
        "slots are facts, answers, opening hours, or the line's own",
        "Nothing fills this slot: it is no fact, no answer of any step, no opening hours "
        "(`{care_hours}`), none of the line's own.",
        wrong='"Thank you for calling {brnd}."',
        right='"Thank you for calling {brand}."',
    ),
    "slot.missing": Rule(
        "the line's own prompts have their slots",
        "The line's own prompt lacks a slot that callers need: a choice without its `{key}` cannot be taken.",
        wrong='line.choice: "For {label}, press its key."',
        right='line.choice: "For {label}, {pause} press {key}."',
    ),
    "slot.without": Rule(
        "`without` names a slot of its words",
        "`without` names a slot that the words do not have.",
        wrong='first: "Goodbye."\nwithout: {email: "Goodbye."}',
        right='first: "Write to {email}. Goodbye."\nwithout: {email: "Goodbye."}',
        severity="warning",
    ),
    "fact.needed": Rule(
        "a fact that a prompt needs is set, or has words for while it is not",
        "A fact is not set, and the prompt has no wording for that. Set it, or add `without`.",
        wrong="facts: {email: }   # and a prompt says {email}",
        right='first: "Write to {email}."\nwithout: {email: "Please call us."}',
    ),
    "fact.unset": Rule(
        "facts that prompts use are set",
        "A fact that prompts use is not set; they are said without it for now.",
        wrong="facts: {email: }",
        right="facts: {email: care@example.com}",
        severity="warning",
    ),
    "locale.no-prompts": Rule(
        "each locale has prompts",
        "A locale of `helpline.yaml` has no folder `prompts/<locale>/`.",
        wrong="locales: [en-US, es-US]   # and there is no prompts/es-US/",
        right="locales: [en-US]",
    ),
    "locale.unknown": Rule(
        "locales are languages that the carrier speaks",
        "The carrier does not speak this language. The hint names a near one; of Spanish, say, it speaks "
        "es-ES, es-MX and es-US.",
        wrong="locales: [es-AR]",
        right="locales: [es-MX]",
    ),
    "voice.missing": Rule(
        "each locale has a voice",
        "A locale has no voice, and there is no default for it. Name one under `voices` in `helpline.yaml`.",
        wrong="locales: [en-GB]   # and no voice for it",
        right="locales: [en-GB]\nvoices: {en-GB: Polly.Amy-Neural}",
    ),
    "voice.unknown": Rule(
        "voices are known to the carrier",
        "The carrier has no voice of that name, and would say nothing at all.",
        wrong="voices: {en-US: Polly.Johanna-Neural}",
        right="voices: {en-US: Polly.Joanna-Neural}",
    ),
    "locale.unlisted": Rule(
        "each folder of prompts is a locale of helpline.yaml",
        "A folder of prompts is no locale of `helpline.yaml`, so nothing in it is said.",
        wrong="locales: [en-US]   # and there is a folder prompts/es-US/",
        right="locales: [en-US, es-US]",
        severity="warning",
    ),
    "words.late-key": Rule(
        "few words come before the first key",
        "More than 25 words before the first key is named: callers stop listening, or hang up. In front "
        "of the first menu of a call the welcome counts too.",
        wrong=(
            'main.welcome: "Thank you for calling ... We are here to help you with ... Please '
            'choose from the following ..."'
        ),
        right='main.welcome: "Thank you for calling Pandora."',
        severity="warning",
        source="caller rule 20; vendors' design guides",
    ),
    "words.too-late-key": Rule(
        "no more than 45 words come before the first key",
        "More than 45 words before the first key is named. What must be said may be waived with a reason.",
        wrong="main.welcome: (a paragraph)",
        right='main.welcome: "Thank you for calling Pandora."',
        source="caller rule 20",
        waivable=True,
    ),
    "words.long-sentence": Rule(
        "a sentence has at most 20 words",
        "Nobody can look back at the beginning of a sentence that is heard.",
        wrong=(
            '"If you would like to know how long a refund takes once we have your parcel, and what'
            ' happens next, listen."'
        ),
        right='"A refund takes 30 days. Here is what happens next."',
        severity="warning",
        source="caller rule 24; W3C COGA",
    ),
    "words.grade": Rule(
        "a text is for school year 8 at most",
        "The grade of Flesch and Kincaid, from the lengths of sentences and words, in texts of 30 words and more. It "
        "holds for English; texts in other languages are not graded, until `ivr/authoring/checks/plain_words.py` has a "
        "measure for them.",
        wrong='"Reimbursement is subject to authorization."',
        right='"We check the item first. Then we pay you back."',
        severity="warning",
        source="caller rule 24; W3C COGA",
    ),
    "words.empty-phrase": Rule(
        "no phrases that waste the caller's time",
        '"Your call is important to us", "our menu has changed", "listen carefully" and their like help '
        "no caller. English and Spanish.",
        wrong='"Your call is important to us."',
        right='"You are in line for a person."',
        severity="warning",
        source="caller rule 23; gethuman standard",
    ),
    "words.digits": Rule(
        "long numbers are said digit by digit",
        "A voice reads `18559222600` as eighteen billion. Numbers to ring and facts are spoken as people say them.",
        wrong='"Call 1-855-922-2600."',
        right='"Call {gift_balance_number}."',
        severity="warning",
        source="caller rule 26",
    ),
    "words.link": Rule(
        "no address is dictated",
        "Nobody can write down an address while listening. Where it must be said, make it a fact: those "
        "are spoken sign by sign, and can be sent as a text message.",
        wrong='"Go to www.example.com/balance."',
        right='"You can see it online at {balance_web}."',
        severity="warning",
        source="caller rule 26",
    ),
    "words.markup": Rule(
        "no markup stands in words",
        "Tags, entities and stars are for screens. The line escapes them, and the voice reads them out; "
        "SSML is written by the line itself.",
        wrong="\"Hold on. <break time='1s'/> Done.\"",
        right='"Hold on. {pause} Done."',
        source="the carrier's documentation of <Say>",
    ),
    "fact.unused": Rule(
        "facts are said somewhere",
        "No prompt says this fact. It was forgotten, or its slot was renamed.",
        wrong='facts: {fax: "+18005550111"}   # and no prompt has {fax}',
        right='"Our fax number is {fax}."',
        severity="warning",
    ),
}
