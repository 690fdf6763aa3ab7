"""Rules that depend on a language hold for the languages in their tables, and say openly which those are."""

import pytest
from broken_callers import HARD
from small_line import FILES

from ivr.authoring.checks.line_keys import NAMINGS
from ivr.authoring.checks.plain_words import GRADES
from ivr.authoring.checks.spoken_keys import KEYS
from ivr.authoring.compiling import compile_release
from ivr.authoring.rules import RULES

LANGUAGES = {"en": "English", "es": "Spanish"}
BROKEN = {
    "words.grade": ("Nobody is here.", HARD),
    "prompt.key": ("Anything else?", "For more, press {pause} 1."),
    "key.pause": ("words {label} {key}", "For {label}, press {key}."),
}
TABLES = {"words.grade": GRADES, "prompt.key": KEYS, "key.pause": NAMINGS, "key.first": NAMINGS}


def rules_broken_in(locale: str, rule: str) -> set[str]:
    old, new = BROKEN[rule]
    files = {
        file.replace("prompts/en-US/", f"prompts/{locale}/"): text.replace("[en-US]", f"[{locale}]").replace(old, new)
        for file, text in FILES.items()
    }
    assert old in "".join(FILES.values())
    return {each.rule for each in compile_release({file: text.encode() for file, text in files.items()}).problems}


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
@pytest.mark.parametrize("rule", BROKEN)
def test_it_holds_in_every_country_of_its_language(rule: str, locale: str) -> None:
    assert rule in rules_broken_in(locale, rule)


@pytest.mark.parametrize("locale", ["es-US", "fr-CA"])
@pytest.mark.parametrize("rule", BROKEN)
def test_words_in_another_language_are_not_judged_by_it(rule: str, locale: str) -> None:
    assert rule not in rules_broken_in(locale, rule)


@pytest.mark.parametrize("rule", TABLES)
def test_its_documentation_names_its_languages_and_no_other(rule: str) -> None:
    named = {code for code, language in LANGUAGES.items() if language in RULES[rule].tells}

    assert named == set(TABLES[rule])
