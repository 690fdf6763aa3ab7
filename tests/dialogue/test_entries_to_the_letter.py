"""Entries to the letter: which keys are recorded as dots, and as what an entry is read back and kept."""

from typing import Any

import pytest
from stories import as_text, events_of, flows_of, given, new_call, play

from ivr.dialogue.engine import Turn
from ivr.dialogue.entry_rules import CARD_LENGTHS
from ivr.dialogue.inputs import Digits
from ivr.dialogue.values import Kind, Value
from ivr.dialogue.verbs import Say


def turns_of(steps: str, said: str) -> list[Turn]:
    """The turns of a call to a line with these steps."""
    return list(play(flows_of(as_text(steps)), new_call(), [given(word) for word in said.split()]))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("1" * (CARD_LENGTHS.start - 1), "1" * (CARD_LENGTHS.start - 1)),
        ("1" * CARD_LENGTHS.start, "•" * CARD_LENGTHS.start),
        ("1" * (CARD_LENGTHS.start + 1), "•" * (CARD_LENGTHS.start + 1)),
    ],
    ids=["too few for a card", "as many as a card has", "more"],
)
def test_keys_that_may_be_a_card_are_recorded_as_dots_at_a_menu_too(keys: str, shown: str) -> None:
    steps = "{a: {type: menu, prompt: p.a, choices: [{goto: there, label: l.a}]}}"

    heard = [fields["keys"] for name, fields in events_of(turns_of(steps, f"start {keys}")) if name == "InputHeard"]

    assert heard == [shown]


@pytest.mark.parametrize("longest", [CARD_LENGTHS.start - 1, CARD_LENGTHS.start])
def test_an_entry_that_may_have_the_length_of_a_card_is_recorded_as_dots(longest: int) -> None:
    steps = f"{{a: {{type: collect, prompt: p.a, into: n, digits: {{min: 4, max: {longest}}}, then: there}}}}"

    heard = [fields["keys"] for name, fields in events_of(turns_of(steps, "start 4071")) if name == "InputHeard"]

    assert heard == ["••••" if longest == CARD_LENGTHS.start else "4071"]


READ_BACK: dict[str, tuple[dict[str, Any], str, tuple[Kind, str, bool]]] = {
    "digits": ({"confirm": "grouped"}, "40715520", (Kind.DIGITS, "40715520", False)),
    "sensitive digits": ({"confirm": "grouped", "sensitive": "true"}, "40715520", (Kind.DIGITS, "40715520", True)),
    "a date": (
        {"confirm": "as_date", "digits": {"length": "8", "rule": "date_mmddyyyy"}},
        "03042026",
        (Kind.DATE, "2026-03-04", False),
    ),
    "a sensitive date": (
        {"confirm": "as_date", "sensitive": "true", "digits": {"length": "8", "rule": "date_mmddyyyy"}},
        "03042026",
        (Kind.DATE, "2026-03-04", True),
    ),
}


@pytest.mark.parametrize(("form", "keys", "value"), READ_BACK.values(), ids=READ_BACK)
def test_an_entry_is_read_back_and_kept_as_what_it_is(form: Any, keys: str, value: tuple[Kind, str, bool]) -> None:
    collect = {"type": "collect", "prompt": "p.a", "into": "n", "digits": {"length": "8"}, "then": "there"} | form

    *_, asked, accepted = play(flows_of({"a": collect}), new_call(), [given("start"), Digits(keys), Digits("1")])

    read = [
        slot
        for part in asked.verbs
        if isinstance(part, Say)
        for _, slot in part.prompt.slots
        if isinstance(slot, Value)
    ]
    kept = accepted.call.answer("n")
    assert kept is not None
    assert [(each.kind, each.text, each.sensitive) for each in (*read, kept)] == [value, value]


@pytest.mark.parametrize(("keys", "entry"), [("12*34#", "34"), ("12*#", ""), ("*1234", "1234")])
def test_a_finish_key_ends_an_entry_and_is_none_of_its_digits(keys: str, entry: str) -> None:
    steps = "{a: {type: collect, prompt: p.a, into: n, digits: {min: 2, max: 4}, then: there}}"

    last = turns_of(steps, f"start {keys}")[-1].call

    answer = last.answer("n")
    assert (answer.text if answer else last.spot.entry) == entry
