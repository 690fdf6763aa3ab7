"""helpline.yaml: what may be left out, what each part becomes, and what is told when a part is no good."""

from collections.abc import Mapping
from datetime import time

import pytest

from ivr.authoring.cursor import Cursor
from ivr.authoring.helpline_reader import HelplineDraft, read_helpline
from ivr.authoring.problem import Problem
from ivr.authoring.yaml_reader import read_yaml
from ivr.dialogue.helpline import Defaults, Queue
from ivr.dialogue.hours import OpeningHours, Span
from ivr.dialogue.values import Kind, Value

LEAST = 'numbers: {+18005550100: main.welcome}\nalways: {"0": agent.queue}\n'


def read(text: str) -> tuple[HelplineDraft, list[Problem]]:
    node, problems = read_yaml("helpline.yaml", text.encode())
    assert node is not None
    root = Cursor(node, (), problems)
    return read_helpline(root), problems


def test_most_of_it_may_be_left_out() -> None:
    draft, problems = read(LEAST)

    line = draft.line
    assert problems == []
    assert line.numbers == {"+18005550100": "main.welcome"}
    assert line.locales == ("en-US",)
    assert line.defaults == Defaults(tries=3, first_key=7, between_keys=4, give_up="agent.queue")
    assert line.voices == {"en-US": "Polly.Joanna-Neural", "es-US": "Polly.Lupe-Neural"}
    assert (line.facts, line.outside, line.hours, line.queues, line.notices, line.topics) == ({}, {}, {}, {}, (), {})


def test_what_is_written_without_a_value_is_left_out_too() -> None:
    empty = "".join(
        f"{key}:\n" for key in ("locales", "facts", "outside", "hours", "queues", "notices", "defaults", "voices")
    )

    assert read(LEAST + empty)[1] == []


def test_every_part_becomes_a_value() -> None:
    draft, problems = read(
        LEAST
        + """\
locales: [en-US, es-US, en-US]
facts: {brand: Pandora, web: , empty: "", zero: 0123}
outside: {balance: +18559222600, agent: }
hours:
  care: {zone: America/New_York, mon-tue: "9:00-12:00, 13:00 - 24:00"}
  hot: {always: "yes"}
queues: {care: {hours: care, wait: hold.care}, hot: {wait: hold.hot}}
notices: [notice.storm]
defaults: {tries: 2, first_key: 8, between_keys: 5s, give_up: main.bye}
voices: {en-US: Polly.Ruth-Generative}
"""
    )

    line = draft.line
    assert problems == []
    assert line.locales == ("en-US", "es-US")
    assert line.facts == {"brand": "Pandora", "zero": "0123"}
    assert draft.unset == {"web", "empty", "agent_number"}
    assert line.outside == {"balance": "+18559222600", "agent": None}
    spans = tuple(
        Span(day, opens, closes) for opens, closes in ((time(9), time(12)), (time(13), time(0))) for day in (0, 1)
    )
    assert set(line.hours["care"].spans) == set(spans)
    assert line.hours["hot"] == OpeningHours("UTC", always=True)
    assert draft.spoken == {
        "brand": Value(Kind.TEXT, "Pandora"),
        "zero": Value(Kind.TEXT, "0123"),
        "balance_number": Value(Kind.PHONE, "+18559222600"),
        "care_hours": Value(Kind.HOURS, "America/New_York; mon-tue 9:00-12:00, 13:00 - 24:00"),
        "hot_hours": Value(Kind.HOURS, "always"),
    }
    assert line.queues == {"care": Queue("care", "hold.care"), "hot": Queue(None, "hold.hot")}
    assert line.notices == ("notice.storm",)
    assert line.defaults == Defaults(2, 8, 5, "main.bye")
    assert line.voices["en-US"] == "Polly.Ruth-Generative"


WRONG: Mapping[str, tuple[str, str]] = {
    "numbers are a list": ("numbers: [a]", "field.shape: numbers: a list stands where keys with values are expected"),
    "numbers are a word": ("numbers: a", "field.shape: numbers: 'a' stands where keys with values are expected"),
    "there are no numbers": ("numbers: {}", "field.missing: numbers: no number leads to a step"),
    "a number leads nowhere": (
        "numbers: {+18005550100: }",
        "field.shape: numbers.+18005550100: nothing stands where a text",
    ),
    "a number leads to half a step": (
        "numbers: {+18005550100: welcome}",
        "'welcome' is no step's full name (write flow.step",
    ),
    "a number is far off": (
        "numbers: {12: a.b}",
        "number.form: numbers.12: '12' is not written as + with country code and ",
    ),
    "a number has dashes": ("outside: {a: +1-855-922-2600}", "(did you mean '+18559222600'?)"),
    "a number of no country is no premium number": ("outside: {a: +9999999999}", ""),
    "an emergency number in full": (
        "outside: {a: +1911}",
        "number.emergency: outside.a: '+1911' is an emergency number",
    ),
    "a premium exchange": ("outside: {a: +12129761234}", "number.premium: outside.a"),
    "a premium number abroad": ("outside: {a: +449098790000}", "number.premium: outside.a"),
    "no locales": ("locales: []", "field.missing: locales: no locale is listed (write [en-US])"),
    "a locale is a language": ("locales: [en]", "field.value: locales[0]: 'en' is no locale (a language and a region"),
    "a locale is a list": ("locales: [[en-US]]", "field.shape: locales[0]: a list stands where a text is expected"),
    "locales are a word": (
        "locales: en-US",
        "field.shape: locales: 'en-US' stands where a list is expected (write it as",
    ),
    "a fact is very long": ("facts: {a: " + "b" * 201 + "}", "field.value: facts.a: a fact has at most 200 characters"),
    "a fact has an odd name": ("facts: {A-b: c}", "field.name: facts.A-b: 'A-b' cannot be the name of facts"),
    "a fact is a slot without quotes": (
        "facts: {a: {b}}",
        "field.shape: facts.a: a table stands where a text is expected (a text that begins with {",
    ),
    "a fact is a sentence with a colon": (
        "facts:\n  a:\n    b: c\n",
        "('b:' reads as a key; put the whole text in quotes)",
    ),
    "a fact is an empty table": ("facts: {a: {}}", "field.shape: facts.a: a table stands where a text is expected"),
    "a fact is named as opening hours are": (
        "facts: {a_hours: x}\nhours: {a: {always: yes}}",
        "field.name: facts.a_hours: prompts say the opening hours 'a' as {a_hours} already (delete this fact)",
    ),
    "a queue says nothing": ("queues: {a: {hours: }}", "field.missing: queues.a: 'wait' is missing"),
    "a queue has a sentence": (
        "queues: {a: {wait: Please wait}}",
        "field.value: queues.a.wait: 'Please wait' is no prompt's key",
    ),
    "a queue has an odd key": (
        "queues: {a: {wait: b, hour: c}}",
        "field.unknown: queues.a.hour: there is no 'hour' here (did you",
    ),
    "a notice is a sentence": ("notices: [Hello there]", "field.value: notices[0]: 'Hello there' is no prompt's key"),
    "an always-key does nothing known": (
        'always: {"0": a.b, "9": repaet}',
        "always.9: 'repaet' is no step's full name",
    ),
    "an always-key is a choice's": (
        'always: {"0": a.b, "1": c.d}',
        "always.key: always.1: '1' cannot be a key that always works (free",
    ),
    "an always-key has no value": (
        'always: {"0": a.b, "9": }',
        "field.shape: always.9: nothing stands where a text is",
    ),
    "a default is a word": (
        "defaults: {tries: many}",
        "field.value: defaults.tries: 'many' cannot stand here (write 1 to 5)",
    ),
    "a wait is too long": (
        "defaults: {first_key: 90s}",
        "defaults.first_key: '90s' cannot stand here (write 1s to 60s)",
    ),
    "a default is nothing": (
        "defaults: {tries: }",
        "field.shape: defaults.tries: nothing stands where a text is expected",
    ),
    "giving up leads to half a step": ("defaults: {give_up: bye}", "defaults.give_up: 'bye' is no step's full name"),
    "a voice is a sentence": ("voices: {en-US: a nice voice}", "field.value: voices.en-US: 'a nice voice' is no voice"),
    "a voice is nothing": ("voices: {en-US: }", "field.shape: voices.en-US: nothing stands where a text is expected"),
    "hours have no zone": (
        'hours: {a: {mon: "9:00-10:00"}}',
        "field.missing: hours.a: 'zone' is missing (for instance",
    ),
    "hours have a zone that is nothing": (
        "hours: {a: {zone: , mon: 9:00-10:00}}",
        "field.shape: hours.a.zone: nothing stands",
    ),
    "a zone is a path": (
        "hours: {a: {zone: /etc/passwd, mon: 9:00-10:00}}",
        "hours.zone: hours.a.zone: there is no time zone",
    ),
    "a zone is a folder": (
        "hours: {a: {zone: America, mon: 9:00-10:00}}",
        "hours.zone: hours.a.zone: there is no time zone",
    ),
    "hours are always no": ("hours: {a: {always: no}}", "hours.value: hours.a.always: 'no' is no answer to 'always'"),
    "hours are always and on a day": (
        "hours: {a: {always: yes, mon: 9:00-10:00}}",
        "field.unknown: hours.a.mon: there is no",
    ),
    "a day has no times": ("hours: {a: {zone: UTC, mon: }}", "field.shape: hours.a.mon: nothing stands where a text"),
    "a day has words": (
        "hours: {a: {zone: UTC, mon: nine to five}}",
        "hours.times: hours.a.mon: 'nine to five' are no times",
    ),
    "an hour is no hour": (
        "hours: {a: {zone: UTC, mon: 9:00-25:00}}",
        "hours.times: hours.a.mon: '9:00-25:00' are no times of",
    ),
    "a minute is no minute": (
        "hours: {a: {zone: UTC, mon: 9:60-10:00}}",
        "hours.times: hours.a.mon: '9:60-10:00' are no times",
    ),
    "days run over the end of the week": (
        "hours: {a: {zone: UTC, fri-mon: 9:00-10:00}}",
        "hours.days: hours.a.fri-mon: 'fri-mon' runs over",
    ),
    "two spans overlap": (
        'hours: {a: {zone: UTC, mon: "9:00-12:00, 11:00-13:00"}}',
        "hours.times: hours.a: two spans of mon overlap",
    ),
    "a span begins after midnight came": (
        'hours: {a: {zone: UTC, mon: "9:00-24:00", mon-tue: "23:00-23:30"}}',
        "hours.times: hours.a: two spans of mon overlap",
    ),
    "hours are a word": (
        "hours: {a: always}",
        "field.shape: hours.a: 'always' stands where keys with values are expected",
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(text: str, told: str) -> None:
    rest = "".join(line + "\n" for line in LEAST.splitlines() if line.split(":")[0] not in text)
    draft, problems = read(rest + text)

    texts = [f"{each.rule}: {each.path}: {each.message} ({each.hint})" for each in problems]
    assert any(told in each for each in texts) if told else texts == [], texts
    assert draft.line.defaults.tries == 3
