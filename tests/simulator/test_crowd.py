"""Crowds: who calls, that it can be repeated, and in which order webhooks are sent."""

from datetime import timedelta
from random import Random

import pytest
from paper_line import ACCOUNT, PaperLine

from ivr.simulator.caller import Keys
from ivr.simulator.crowd import CrowdLine, Life
from ivr.simulator.crowd_callers import KINDS, CrowdCaller, Kind, Leaving, offered_keys
from ivr.simulator.crowd_members import Crowd, world_of
from ivr.simulator.disorder import ODDS
from ivr.simulator.happenings import Bridged, Happening, HungUp, KeysLost, NothingHeard, Pressed, QueueLeft, Spoke
from ivr.simulator.line import A_MONDAY, CallClock, Line
from ivr.simulator.stretch import Ears, Press, PutDown, Scene, Spoken, Stretch
from ivr.simulator.transport import InProcess, Reply, Unreachable, Webhook
from ivr.simulator.world import World

GATHER = "<Gather action='{0}' actionOnEmptyResult='true' {1}><Say>{2}</Say></Gather>"
PAGES: dict[str, str | list[str]] = {
    "/voice": GATHER.format("/a", "numDigits='1'", "for rings press 1. for a person press 0."),
    "/a": GATHER.format("/b", "finishOnKey='#'", "enter your 8 digits now"),
    "/b": "<Dial action='/c'>+12025550111</Dial>",
    "/c": "<Enqueue action='/d' waitUrl='/wait'>care</Enqueue>",
    "/wait": "<Say>please hold the line</Say><Pause length='20'/>",
    "/d": "<Say>goodbye to all of you</Say><Hangup/>",
}


def crowd(calls: int = 40, seed: int = 1) -> Crowd:
    return Crowd(seed, calls, 600.0, A_MONDAY)


def lives(crowd: Crowd, disorder: str = "none", together: int = 1) -> dict[int, Life]:
    line = CrowdLine(InProcess(PaperLine(PAGES), ACCOUNT), ACCOUNT, ODDS[disorder], together=together)
    return {life.member.index: life for life in line.play(crowd)}


@pytest.fixture(scope="module")
def first() -> dict[int, Life]:
    """A crowd that is large enough to meet everything."""
    return lives(crowd(90))


def test_the_shares_are_of_a_hundred_and_every_kind_rings() -> None:
    assert sum(kind.share for kind in KINDS.values()) == 100
    assert {crowd().member(index).kind for index in range(300)} == set(KINDS)


def test_everybody_arrives_within_the_span_and_nobody_waits_for_ever() -> None:
    members = [crowd().member(index) for index in range(300)]

    assert all(0 <= member.arrives <= 600 for member in members)
    assert all(member.dialling.began == A_MONDAY + timedelta(seconds=member.arrives) for member in members)
    assert all((member.world.served_after or member.world.patience) is not None for member in members)
    assert len({member.dialling.call_id for member in members}) == 300


def test_people_may_be_as_asked_for_and_callers_lose_patience_then_too() -> None:
    world = world_of(Random(1), World(served_after=None, talk=7))

    assert (world.served_after, world.talk) == (None, 7)
    assert world.patience is not None


def happened(played: dict[int, Life]) -> dict[int, tuple[Happening, ...]]:
    return {index: life.happenings for index, life in played.items()}


@pytest.mark.parametrize("disorder", ["none", "much"])
def test_the_same_seed_makes_the_same_crowd_and_another_seed_another(disorder: str) -> None:
    once = happened(lives(crowd(), disorder))

    assert happened(lives(crowd(), disorder)) == once
    assert happened(lives(crowd(seed=2), disorder)) != once


def test_a_larger_crowd_has_the_same_callers_and_more() -> None:
    assert crowd(1000).member(17).dialling == crowd(20).member(17).dialling


@pytest.mark.parametrize("disorder", ["none", "much"])
def test_one_caller_alone_lives_through_the_same_as_among_all_others(disorder: str) -> None:
    among = lives(crowd(), disorder)
    line = CrowdLine(InProcess(PaperLine(PAGES), ACCOUNT), ACCOUNT, ODDS[disorder])

    for index in (0, 17, 33):
        assert line.play_one(crowd(), index).happenings == among[index].happenings


def test_several_at_a_time_live_through_the_same_as_one_after_another() -> None:
    assert happened(lives(crowd(), together=4)) == happened(lives(crowd()))


def test_webhooks_are_sent_in_the_order_of_virtual_time_and_the_clock_goes_with_them() -> None:
    clock = CallClock(A_MONDAY)
    moments: list[float] = []

    class Watched(InProcess):
        def send(self, webhook: Webhook) -> Reply | Unreachable:
            moments.append(clock.seconds)
            return super().send(webhook)

    list(CrowdLine(Watched(PaperLine(PAGES), ACCOUNT), ACCOUNT, clock=clock).play(crowd()))

    assert moments == sorted(moments)
    assert moments[-1] > 60


def test_a_crowd_meets_everything_that_happens_on_telephones(first: dict[int, Life]) -> None:
    met = {type(happening) for life in first.values() for happening in life.happenings}

    assert met >= {Bridged, HungUp, KeysLost, NothingHeard, Pressed, QueueLeft}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        pytest.param("For refunds, press 3. For a person, press 0.", ["3", "0"], id="digits"),
        pytest.param("For more time, press pound. To go back, press star.", ["#", "*"], id="by name"),
        pytest.param("Para reembolsos, oprima 3.", ["3"], id="in Spanish"),
    ],
)
def test_a_caller_hears_which_keys_are_offered(words: str, keys: list[str]) -> None:
    assert offered_keys(words) == keys


def test_where_no_key_is_offered_any_may_be_pressed() -> None:
    assert set(offered_keys("Good morning.")) == set("0123456789*#")


def listening(words: str = "", since: float = 0.0) -> Stretch:
    return Stretch(since, since + 60, Scene.LISTENING, ears=Ears(), gather=1, words=(Spoken(since, words),))


def moves(kind: Kind, words: str, times: int = 40) -> list[object]:
    """What callers of a kind do first, when these are the words."""
    callers = [CrowdCaller(kind, Random(seed)) for seed in range(times)]
    for caller in callers:
        caller.next_act(Stretch(0.0, 1.0, Scene.SPEAKING, ears=Ears(), gather=1, words=(Spoken(0.0, words),)))
    return [caller.move(listening()) for caller in callers]


def test_a_caller_who_is_asked_for_digits_enters_so_many() -> None:
    entered = [move.text for move in moves(KINDS["listener"], "it has 8 digits.") if isinstance(move, Keys)]

    assert sum(len(keys.rstrip("#")) == 8 for keys in entered) > 20


def test_a_corrector_begins_the_entry_anew() -> None:
    entered = [move.text for move in moves(KINDS["corrector"], "it has 8 digits.") if isinstance(move, Keys)]

    assert any("*" in keys and len(keys.rpartition("*")[2].rstrip("#")) == 8 for keys in entered)


def test_the_silent_press_nothing(first: dict[int, Life]) -> None:
    silent = [life for life in first.values() if life.member.kind == "silent"]

    assert silent
    assert not any(isinstance(happening, Pressed) for life in silent for happening in life.happenings)


def test_who_speaks_is_heard_where_the_line_hears_words() -> None:
    page: dict[str, str | list[str]] = {"/voice": "<Gather input='dtmf speech'><Say>what is it</Say></Gather>"}
    line = Line(InProcess(PaperLine(page), ACCOUNT), ACCOUNT)

    heard = [h for seed in range(9) for h in line.call(CrowdCaller(KINDS["speaker"], Random(seed)))]

    assert any(isinstance(happening, Spoke) for happening in heard)


@pytest.mark.parametrize(
    ("leaving", "stretch", "leaves"),
    [
        pytest.param(Leaving(Scene.SPEAKING, 1, 0.5), Stretch(10, 20, Scene.SPEAKING), True, id="mid-prompt"),
        pytest.param(Leaving(Scene.FETCHING, 1, 0.5), Stretch(10, 20, Scene.FETCHING), True, id="between documents"),
        pytest.param(Leaving(Scene.RINGING, 1, 0.5), Stretch(10, 20, Scene.RINGING), True, id="while ringing"),
        pytest.param(Leaving(None, 1, 0.5), Stretch(10, 20, Scene.PAUSING, queued=True), True, id="in the queue"),
        pytest.param(Leaving(Scene.RINGING, 1, 0.5), Stretch(10, 20, Scene.SPEAKING), False, id="elsewhere"),
        pytest.param(Leaving(Scene.SPEAKING, 2, 0.5), Stretch(10, 20, Scene.SPEAKING), False, id="not yet"),
    ],
)
def test_who_leaves_does_so_at_a_moment_of_their_own(leaving: Leaving, stretch: Stretch, leaves: bool) -> None:
    caller = CrowdCaller(Kind(1, leaves=0.0), Random(1), leaving)

    assert caller.next_act(stretch) == (PutDown(15.0) if leaves else None)


def test_a_fidget_presses_keys_that_nobody_asked_for() -> None:
    caller = CrowdCaller(Kind(1, fidgets=1.0, leaves=0.0), Random(1))

    act = caller.next_act(Stretch(10, 20, Scene.SPEAKING))

    assert isinstance(act, Press)
    assert 10 <= act.at <= 20
