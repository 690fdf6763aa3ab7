"""A turn that callers share is the very turn that the engine gives each of them, and holds nothing of anybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.authoring.compiling import compile_release
from ivr.authoring.release import Release
from ivr.authoring.sources import read_sources
from ivr.carriers.twilio import turns
from ivr.carriers.twilio.turns import Played, Speech, Turns
from ivr.carriers.twilio.write import Urls, placed, write
from ivr.dialogue.call import Call
from ivr.dialogue.engine import advance
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput, QueueLeft, Waiting
from ivr.dialogue.values import Kind, Value

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 23, 17, 0, 30, tzinfo=UTC)  # a Monday in New York
URLS = Urls("/voice/to-ken", "/voice/job/to-ken")
KEYS = st.sampled_from("1234567890*#") | st.just("40715520")
GIVEN = st.builds(Digits, KEYS) | st.just(NoInput()) | st.just(QueueLeft("left")) | st.just(Waiting(45))


@cache
def shipped() -> Release:
    compiled = compile_release(read_sources(ROOT)).release
    assert compiled is not None
    return compiled


@cache
def branching() -> Release:
    """The shipped line, with steps that look at everything that a branch may look at before its first menu."""
    sources = dict(read_sources(ROOT))
    main = sources["flows/main.yaml"].replace(
        b"prompt: main.welcome, then: what_for}", b"prompt: main.welcome, then: who}"
    )
    assert main != sources["flows/main.yaml"]
    sources["flows/main.yaml"] = (
        main
        + b"""
who: {type: branch, by: caller, on: {known: tongue, withheld: goodbye}}
tongue: {type: branch, by: locale, on: {en-US: what_for}, otherwise: goodbye}
"""
    )
    compiled = compile_release(sources)
    assert compiled.release is not None, compiled.problems
    return compiled.release


@pytest.fixture
def release() -> Release:
    return shipped()


def new_call(release: Release, number: int = 0) -> Call:
    """A call of one of our callers; every third hides the number."""
    caller = None if number % 3 == 2 else f"+1202555{number:04}"
    return Call(f"CA{number:032x}", release.id, caller, "+18005550100", "en-US")


def started(call: Call) -> CallStarted:
    return CallStarted(call.caller, call.dialled)


def by_the_engine(release: Release, call: Call, given: Input, now: datetime) -> Played:
    turn = advance(release.flows, call, given, now)
    speech = Speech(release, turn.call.locale)
    return Played(turn, write(turn.verbs, speech, speech.voice, URLS), tuple(speech.said))


@pytest.mark.parametrize("line", [shipped, branching])
@given(inputs=st.lists(GIVEN, max_size=8))
def test_whatever_callers_do_a_shared_turn_is_the_engines_own(line: Callable[[], Release], inputs: list[Input]) -> None:
    shared, release = Turns(), line()
    for number in range(4):
        call = new_call(release, number)
        for heard in (started(call), *inputs):
            played, own = shared.play(release, call, heard, NOON), by_the_engine(release, call, heard, NOON)

            assert replace(played, document=placed(played.document, URLS)) == own
            call = own.turn.call


def test_what_is_kept_knows_no_caller(release: Release) -> None:
    shared, call = Turns(), new_call(release, 142)
    for heard in (started(call), Digits("4"), Digits("40715520"), Digits("1")):
        call = shared.play(release, call, heard, NOON).turn.call

    assert "40715520" in repr(call)
    for own in (call.id, call.caller, "40715520"):
        assert str(own) not in repr(vars(shared))


def answered(**answers: Value) -> tuple[tuple[str, Value], ...]:
    return tuple(answers.items())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The calls that the engine was asked about."""
    asked: list[Call] = []

    def advancing(flows: object, call: Call, *rest: object) -> object:
        asked.append(call)
        return advance(flows, call, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(turns, "advance", advancing)
    return asked


def test_callers_at_the_same_place_share_one_turn(release: Release, counted: list[Call]) -> None:
    shared = Turns()

    for number in (0, 1, 3, 4):
        call = new_call(release, number)
        call = shared.play(release, call, started(call), NOON).turn.call
        shared.play(release, call, Digits("3"), NOON)

    assert len(counted) == 2


def test_a_turn_is_worked_out_anew_when_the_minute_is_over(release: Release, counted: list[Call]) -> None:
    shared, call = Turns(), new_call(release)

    for seconds in (0, 29, 30, 31):
        shared.play(release, call, started(call), NOON + timedelta(seconds=seconds))

    assert len(counted) == 2


@pytest.mark.parametrize(
    ("given", "answers"),
    [
        pytest.param(Digits("40715520"), (), id="an entry"),
        pytest.param(Digits("1"), answered(order_number=Value(Kind.DIGITS, "40715520")), id="with an answer"),
        pytest.param(QueueLeft("left"), (), id="what happened in the queue"),
    ],
)
def test_what_is_a_callers_own_is_not_kept(
    release: Release, counted: list[Call], given: Input, answers: tuple[tuple[str, Value], ...]
) -> None:
    shared = Turns()
    call = replace(new_call(release), step="main.what_for", answers=answers)

    for _ in range(2):
        shared.play(release, call, given, NOON)

    assert len(counted) == 2


def test_no_more_is_kept_than_was_decided(
    release: Release, counted: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "MAX_SHARED", 1)
    shared, call = Turns(), new_call(release)

    for heard in (started(call), NoInput(), NoInput(), started(call)):
        shared.play(release, replace(call, step="main.what_for"), heard, NOON)

    assert len(counted) == 3
