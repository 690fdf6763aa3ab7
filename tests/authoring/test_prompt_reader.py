"""Prompts and topics in all their forms, and texts that lost their quotes."""

from collections.abc import Mapping

import pytest

from ivr.authoring.cursor import Cursor
from ivr.authoring.draft import WordsDraft
from ivr.authoring.problem import Problem
from ivr.authoring.prompt_reader import read_prompts
from ivr.authoring.yaml_reader import read_yaml
from ivr.dialogue.values import Variant
from ivr.language.book import Piece, Prompt, Topic, Wording


def read(text: str) -> tuple[dict[str, WordsDraft], list[Problem]]:
    node, problems = read_yaml("prompts/en-US/a.yaml", text.encode())
    assert node is not None
    words = {each.key: each for each in read_prompts(Cursor(node, (), problems))}
    return words, problems


FORMS: Mapping[str, tuple[str, Prompt | Topic]] = {
    "a text": ("a: Hello", Prompt({Variant.FIRST: (Wording("Hello"),)})),
    "a text of several lines": ("a: >-\n  Hello\n  there\n", Prompt({Variant.FIRST: (Wording("Hello there"),)})),
    "first words only": ("a: {first: Hello}", Prompt({Variant.FIRST: (Wording("Hello"),)})),
    "first words with and without a fact": (
        'a: {first: "Hi {b}", without: {b: Hi}}',
        Prompt({Variant.FIRST: (Wording("Hi {b}", {"b": "Hi"}),)}),
    ),
    "first words in full": (
        'a: {first: {say: "Hi {b}", without: {b: Hi}}}',
        Prompt({Variant.FIRST: (Wording("Hi {b}", {"b": "Hi"}),)}),
    ),
    "all variants": (
        'a: {first: f, no_input: [i1, {say: "i2 {b}", without: {b: i2}}], '
        "no_match: m, wrong: [w], waiting: [h], leaving: l}",
        Prompt(
            {
                Variant.FIRST: (Wording("f"),),
                Variant.NO_INPUT: (Wording("i1"), Wording("i2 {b}", {"b": "i2"})),
                Variant.NO_MATCH: (Wording("m"),),
                Variant.WRONG: (Wording("w"),),
                Variant.WAITING: (Wording("h"),),
                Variant.LEAVING: (Wording("l"),),
            }
        ),
    ),
    "nothing is without": ("a: {first: f, without: }", Prompt({Variant.FIRST: (Wording("f"),)})),
    "a topic of one piece": ("a.b: {title: t, say: s}", Topic(Wording("t"), (), (Piece("s"),), None, "")),
    "a topic in full": (
        'a.b: {title: "t {c}", phrases: [p, q], text: x, source: y, '
        'say: [s, {say: "u {c}", source: v, without: {c: u}}]}',
        Topic(Wording("t {c}"), ("p", "q"), (Piece("s"), Piece("u {c}", {"c": "u"}, "v")), "x", "y"),
    ),
    "a topic with nothing for some": (
        "a.b: {title: t, phrases: , say: s, text: , source: }",
        Topic(Wording("t"), (), (Piece("s"),), None, ""),
    ),
}


@pytest.mark.parametrize(("text", "content"), FORMS.values(), ids=FORMS)
def test_a_form_is_read(text: str, content: Prompt | Topic) -> None:
    words, problems = read(text)

    assert problems == []
    assert [each.content for each in words.values()] == [content]


WRONG: Mapping[str, tuple[str, str]] = {
    "a slot without quotes": (
        "a: {name}",
        "1:4: a: a table stands where a text is expected (a text that begins with { must stand in",
    ),
    "a pause without quotes": (
        "a: [pause]",
        "1:4: a: a list stands where a text is expected (a text that begins with [",
    ),
    "a colon in a listed text": (
        "a:\n  first: b\n  no_input:\n    - Sorry: again\n",
        "4:7: a.no_input[0]: a table stands where a text is expected ('Sorry:' reads as a key; put the whole",
    ),
    "a mistyped variant": (
        "a: {first: b, no_inptu: c}",
        "1:15: a.no_inptu: there is no 'no_inptu' here (did you mean 'no_input'?)",
    ),
    "a mistyped first": ("a: {frist: b}", "1:5: a.frist: there is no 'frist' here (did you mean 'first'?)"),
    "no first words": ("a: {no_input: b}", "1:4: a: 'first' is missing (the words that are said first)"),
    "no title": ("a.b: {say: c}", "a.b: 'title' is missing (what the list of topics calls it; a prompt has 'first:'"),
    "a wording without words": (
        "a: {first: b, no_input: [{without: {c: d}}]}",
        "a.no_input[0]: 'say' is missing (the words)",
    ),
    "a comma in braces": ("a: {first: Sorry, again}", "1:19: a.again: there is no 'again' here"),
    "an odd key of a piece": (
        "a.b: {title: t, say: [{say: s, sorce: x}]}",
        "a.b.say[0].sorce: there is no 'sorce' here (did you",
    ),
    "an empty wording": ('a: {first: b, wrong: [""]}', "a.wrong[0]: there are no words here"),
    "an empty wording for an unset fact": ('a: {first: "{b}", without: {b: }}', "a.without.b: there are no words here"),
    "a slot with a space": ('a: "{order number}"', "prompt.braces: a: no slot can be called '{order number}'"),
    "phrases are a text": ("a.b: {title: t, say: s, phrases: p}", "a.b.phrases: 'p' stands where a list is expected"),
    "a phrase is a table": (
        "a.b: {title: t, say: s, phrases: [{p: q}]}",
        "a.b.phrases[0]: a table stands where a text",
    ),
    "an empty piece": ("a.b: {title: t, say: [s, '']}", "a.b.say[1]: there are no words here"),
    "a prompt in capitals": ("A: b", "1:1: A: 'A' cannot be the key of a prompt"),
    "a topic that is nothing": ("a.b: {title: t, say: }", "a.b.say: there are no words here"),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_place(text: str, told: str) -> None:
    _, problems = read(text)

    texts = [f"{each.rule}: {each.path}: {each.message}" for each in problems] + list(map(str, problems))
    assert any(told in each for each in texts), texts
