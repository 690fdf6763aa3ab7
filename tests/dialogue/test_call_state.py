"""The call between two turns: what it keeps, and what it lets go so that it stays small."""

from dataclasses import replace

import pytest
from stories import new_call

from ivr.dialogue.call import MAX_ANSWER, MAX_ANSWERS, MAX_BACKS, MAX_PATIENCE, Back, Call, Spot, Tries
from ivr.dialogue.values import Kind, Value


def test_an_answer_is_known_once_it_is_given() -> None:
    call = new_call().with_answer("number", _value("1234"))

    assert call.answer("number") == _value("1234")
    assert call.answer("other") is None


def test_an_answer_given_anew_replaces_the_first() -> None:
    call = new_call().with_answer("number", _value("1234")).with_answer("number", _value("5678"))

    assert call.answers == (("number", _value("5678")),)


def test_answers_can_be_forgotten() -> None:
    call = new_call().with_answer("a", _value("1")).with_answer("b", _value("2")).with_answer("c", _value("3"))

    assert [name for name, _ in call.without_answers(("a", "c", "never")).answers] == ["b"]


def test_no_answer_is_longer_than_a_call_can_carry() -> None:
    call = new_call().with_answer("number", _value("7" * 100))

    assert call.answer("number") == _value("7" * MAX_ANSWER)


def test_the_oldest_answer_goes_where_there_are_too_many() -> None:
    call = new_call()

    for number in range(MAX_ANSWERS + 1):
        call = call.with_answer(f"a{number}", _value(str(number)))

    assert len(call.answers) == MAX_ANSWERS
    assert call.answer("a0") is None
    assert call.answer(f"a{MAX_ANSWERS}") == _value(str(MAX_ANSWERS))


def test_a_step_begins_with_fresh_counters_and_the_call_keeps_its_own() -> None:
    call = replace(new_call(), step="main.a", spot=Spot("confirm"), tries=Tries(1, 1, 1, 1), errors=3, patience=1)

    assert call.at_step("main.b") == replace(new_call(), step="main.b", errors=3, patience=1)


def test_patience_grows_twice_and_no_more() -> None:
    assert new_call().given_time().given_time().given_time().patience == MAX_PATIENCE


def test_a_hint_is_told_once() -> None:
    assert new_call().was_told("always").was_told("always").told == ("always",)


def test_as_many_menus_are_remembered_as_back_can_reach() -> None:
    call = new_call()

    for number in range(9):
        call = call.at_menu(f"main.m{number}")

    assert [back.step for back in call.backs] == [f"main.m{number}" for number in range(8 - MAX_BACKS, 9)]
    assert call.home == "main.m0"


@pytest.mark.parametrize(
    ("target", "returns", "backs"),
    [
        ("c.other", ("main.x", "a.x", "b.x"), ["main.m", "a.m", "b.m", "c.m"]),
        ("b.other", ("main.x", "a.x"), ["main.m", "a.m", "b.m"]),
        ("a.other", ("main.x",), ["main.m", "a.m"]),
        ("main.other", (), ["main.m"]),
        ("agent.queue", (), ["main.m"]),
    ],
    ids=["the same flow", "the flow around it", "the next around that", "the outermost", "a flow that called nobody"],
)
def test_going_to_another_flow_leaves_those_inside(target: str, returns: tuple[str, ...], backs: list[str]) -> None:
    call = _inside_three()

    bound = call.bound_for(target)

    assert bound.returns == returns
    assert [back.step for back in bound.backs] == backs


def _inside_three() -> Call:
    backs = (Back("main.m", 0), Back("a.m", 1), Back("b.m", 2), Back("c.m", 3))
    return replace(new_call(), step="c.ask", returns=("main.x", "a.x", "b.x"), backs=backs)


def _value(text: str) -> Value:
    return Value(Kind.DIGITS, text)
