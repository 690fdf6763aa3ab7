"""How a prompt is written: words, slots and pauses; and what is told to an author whose braces are wrong."""

import pytest

from ivr.language.playable import Break, Words
from ivr.language.render import slots_in, template_problems
from ivr.language.template import PAUSE_MS, SlotName, Template, parsed

TEMPLATES: dict[str, tuple[str, Template]] = {
    "no words at all": ("", ()),
    "words only": ("hello", (Words("hello"),)),
    "a slot between words": ("for {label}, press", (Words("for "), SlotName("label"), Words(", press"))),
    "two slots side by side": ("{a}{b_2}", (SlotName("a"), SlotName("b_2"))),
    "a pause is a break": ("hello{pause}again", (Words("hello"), Break(PAUSE_MS), Words("again"))),
    "a brace that makes no slot is words": ("press {na me} or {", (Words("press {na me} or {"),)),
}


@pytest.mark.parametrize(("text", "template"), TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_wording_is_taken_apart(text: str, template: Template) -> None:
    assert parsed(text) == template


def test_the_slots_of_a_wording_are_its_names_without_the_pause() -> None:
    assert slots_in("{brand}{pause} and {brand} of {order_number}") == {"brand", "order_number"}


PROBLEMS = {
    "a right wording has none": ("hello {brand}{pause}", []),
    "a space in a name": ("for {na me}", ["no slot can be called '{na me}' (did you mean '{na_me}'?)"]),
    "capitals and spaces": (
        "{ Order Number }",
        ["no slot can be called '{ Order Number }' (did you mean '{order_number}'?)"],
    ),
    "doubled braces": (
        "{{brand}}",
        ["a brace without its partner: a slot is one name in one pair of braces, such as {order_number}"],
    ),
    "empty braces": ("{}", ["no slot can be called '{}': use small letters, digits and _, such as {order_number}"]),
    "a name that begins with a digit": (
        "{1st}",
        ["no slot can be called '{1st}': use small letters, digits and _, such as {order_number}"],
    ),
    "a brace that is not closed": (
        "hello {brand",
        ["a brace without its partner: a slot is one name in one pair of braces, such as {order_number}"],
    ),
    "a brace that was not opened, after a wrong name": (
        "{A} brand}",
        [
            "no slot can be called '{A}' (did you mean '{a}'?)",
            "a brace without its partner: a slot is one name in one pair of braces, such as {order_number}",
        ],
    ),
}


@pytest.mark.parametrize(("text", "problems"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_an_author_is_told(text: str, problems: list[str]) -> None:
    assert template_problems(text) == problems


@pytest.mark.parametrize("text", ["", "words only", "for {label}, {pause} press {key}"])
def test_an_author_is_told_nothing_of_words_that_are_right(text: str) -> None:
    assert template_problems(text) == []
