"""The figures of a small line, worked out by hand: every prompt has two words, which take 0.8 s."""

from dataclasses import replace

import pytest
from random_flows import release_of
from stories import flows_of

from ivr.authoring.release import Release
from ivr.authoring.stats.callers import BETWEEN_KEYS, CALLERS, Heard
from ivr.authoring.stats.forms import HEADER, as_json, rows
from ivr.authoring.stats.journeys import Goal
from ivr.authoring.stats.lengths import MenuSize
from ivr.authoring.stats.persons import ToPerson
from ivr.authoring.stats.stats import Stats, stats_of
from ivr.dialogue.values import Variant
from ivr.language.book import Piece, Prompt, Topic, Wording
from ivr.simulator.caller import MANNERS

OUTCOMES = ("answered", "busy", "no_answer", "failed", "is_this_line")
STEPS = {
    "hello": {"type": "say", "prompt": "p.hello", "then": "ask"},
    "ask": {
        "type": "menu",
        "prompt": "p.ask",
        "choices": [
            {"goto": "read", "label": "l.read"},
            {"goto": "number", "label": "l.number"},
            {"goto": "ring", "label": "l.ring"},
        ],
    },
    "read": {"type": "topics", "list": ["t.one", {"topic": "t.two", "offer": [{"goto": "there", "label": "l.there"}]}]}
    | {"then": "bye"},
    "number": {
        "type": "collect", "prompt": "p.number", "into": "number", "digits": {"length": 8}, "confirm": "grouped",
        "then": "chart",
    },
    "chart": {"type": "collect", "prompt": "p.chart", "into": "chart", "digits": {"min": 2, "max": 5}, "then": "bye"},
    "ring": {"type": "transfer", "to": "gift", "on": dict.fromkeys(OUTCOMES, "bye")},
}  # fmt: skip


def release(**line: object) -> Release:
    return release_of(flows_of(STEPS, {"outside": {"gift": "+18559222600"}, **line}))


@pytest.fixture(scope="module")
def stats() -> Stats:
    return stats_of(release(), "en-US")


PAUSE = 600  # before each choice, and before the question whether an entry is right
HELLO, ASK, CHOICE, READ_BACK = 800, 800, PAUSE + 800, 800

JOURNEYS = {
    Goal("topic", "t.one"): {
        "expert": Heard(("1", "1"), 0, 500 + 500),
        "listener": Heard(("1", "1"), 2 + 2 + 2 + 2 + 2, HELLO + ASK + CHOICE + 1000 + 800 + CHOICE + 1000),
    },
    Goal("topic", "t.two"): {
        "expert": Heard(("1", "2"), 0, 500 + 500),
        "listener": Heard(("1", "2"), 6 + 6, HELLO + ASK + CHOICE + 1000 + 800 + 2 * CHOICE + 1000),
    },
    Goal("topic", "t.three"): {},
    Goal("collect", "main.number"): {
        "expert": Heard(("2",), 0 + 0, 500),
        "listener": Heard(("2",), 8, HELLO + ASK + 2 * CHOICE + 1000),
    },
    Goal("collect", "main.chart"): {
        "expert": Heard(("2", "11111111", "1"), 2, 500 + 500 + 7 * 200 + READ_BACK + 500),
        "listener": Heard(
            ("2", "11111111", "1"),
            8 + 2 + 2 + 2,
            HELLO + ASK + 2 * CHOICE + 1000 + 800 + 1000 + 7 * 500 + READ_BACK + PAUSE + 800 + 1000,
        ),
    },
    Goal("transfer", "main.ring"): {
        "expert": Heard(("3",), 0, 500),
        "listener": Heard(("3",), 10, HELLO + ASK + 3 * CHOICE + 1000),
    },
    Goal("hand_off", "agent.queue"): {
        "expert": Heard(("0",), 0, 500),
        "listener": Heard(("0",), 12, HELLO + ASK + 4 * CHOICE + 1000),
    },
}


@pytest.mark.parametrize("goal", JOURNEYS, ids=lambda goal: f"{goal.kind} {goal.name}")
def test_what_lies_before_each_goal_is_told_for_both_callers(stats: Stats, goal: Goal) -> None:
    assert stats.journeys[goal] == JOURNEYS[goal]


def test_every_goal_is_told(stats: Stats) -> None:
    assert set(stats.journeys) == set(JOURNEYS)


def test_the_longest_way_to_a_person_begins_inside_an_entry(stats: Stats) -> None:
    """A 0 there is a digit: silence ends the entry after 4 s, it is asked for again, and another 0 is the person's."""
    assert stats.to_person["expert"] == ToPerson("main.number", "", Heard(("0", "0"), 0, 2 * (500 + 4000)))
    assert stats.to_person["listener"] == ToPerson("main.number", "", Heard(("0", "0"), 2, 800 + 2 * (1000 + 4000)))


def test_words_that_nobody_can_cut_are_heard_by_the_expert_too() -> None:
    noticed = stats_of(release(notices=["p.hello"]), "en-US")

    assert noticed.journeys[Goal("transfer", "main.ring")]["expert"] == Heard(("3",), 2, 800 + 500)


def test_what_is_shut_while_most_is_open_is_reached_at_another_hour() -> None:
    steps = {
        "first": {"type": "hours", "hours": "care", "on": {"open": "agent.queue", "closed": "ring"}},
        "ring": STEPS["ring"],
    }
    shut = stats_of(release_of(flows_of(steps, {"outside": {"gift": "+18559222600"}})), "en-US")

    assert shut.journeys[Goal("transfer", "main.ring")]["expert"] == Heard()


def test_menus_are_told_with_their_choices_and_words(stats: Stats) -> None:
    assert stats.menus == (MenuSize("main.ask", 3, 4, 5.0), MenuSize("main.read", 2, 4, 3.6))


def test_prompts_are_told_longest_first_with_what_they_are_allowed() -> None:
    line = release(notices=["p.hello"])
    book = line.book("en-US")
    long = Prompt(
        {Variant.FIRST: (Wording("word " * 25),), Variant.NO_INPUT: (Wording("one"), Wording("one {pause} two"))}
    )
    piece = Topic(Wording("title"), (), (Piece("word " * 31),), None, "")
    spoken = replace(book, prompts={**book.prompts, "p.hello": long}, topics={**book.topics, "t.one": piece})

    told = stats_of(replace(line, books={"en-US": spoken}), "en-US").prompts

    assert [(each.name, each.words, each.seconds, each.limit) for each in told[:2]] == [
        ("t.one piece 1", 31, 12.4, 12),
        ("p.hello", 25, 10.0, 8),
    ]
    lengths = {each.name: (each.words, round(each.seconds, 2)) for each in told}
    assert lengths["p.hello no_input 1"] == (1, 0.4)
    assert lengths["p.hello no_input 2"] == (2, 1.05)
    assert lengths["t.one title"] == (1, 0.4)
    assert [each.seconds for each in told] == sorted((each.seconds for each in told), reverse=True)


def test_one_flow_is_told_alone() -> None:
    alone = stats_of(release(), "en-US", "agent")

    assert list(alone.journeys) == [Goal("hand_off", "agent.queue")]
    assert alone.menus == ()
    assert {each.key for each in alone.prompts} == {
        *("p.ended", "p.closed", "p.full", "p.left", "p.failed", "line.whisper")
    }
    assert stats_of(release(), "en-US", "main").menus


def test_callers_press_at_the_pace_of_the_simulated_ones() -> None:
    assert {who: BETWEEN_KEYS[name] for who, name in CALLERS.items()} == {
        who: MANNERS[who].every * 1000 for who in CALLERS
    }


def test_json_has_the_names_that_programs_rely_on(stats: Stats) -> None:
    told = as_json([stats])

    assert told["speech"] == "not yet"
    assert set(told["figures"]) == {
        "words_a_minute", "answer_seconds", "choices", "words_before_key", "piece_seconds", "notice_seconds",
    }  # fmt: skip
    locale = told["locales"]["en-US"]
    assert locale["goals"][-1] == {
        "kind": "hand_off",
        "name": "agent.queue",
        "expert": {"keys": ["0"], "presses": 1, "words": 0, "seconds": 0.5},
        "listener": {"keys": ["0"], "presses": 1, "words": 12, "seconds": 8.2},
    }
    lost = next(each for each in locale["goals"] if each["name"] == "t.three")
    assert (lost["expert"], lost["listener"]) == (None, None)
    assert locale["person"]["expert"] == {
        "step": "main.number", "phase": "", "keys": ["0", "0"], "presses": 2, "words": 0, "seconds": 9.0,
    }  # fmt: skip
    assert locale["menus"][0] == {"step": "main.ask", "choices": 3, "words_before_key": 4, "seconds": 5.0}
    assert set(locale["prompts"][0]) == {"key", "variant", "number", "words", "seconds", "limit"}


def test_an_entry_is_told_by_its_length_alone(stats: Stats) -> None:
    chart = next(each for each in as_json([stats])["locales"]["en-US"]["goals"] if each["name"] == "main.chart")

    assert chart["expert"]["keys"] == ["2", "8 digits", "1"]
    assert chart["expert"]["presses"] == 10


def test_every_row_has_a_cell_for_each_column(stats: Stats) -> None:
    told = list(rows([stats]))

    assert {len(row) for row in told} == {len(HEADER)}
    assert ("en-US", "topic", "t.two", "listener", "1 2", 2, 12, 8.6, "", 30) in told
    assert ("en-US", "menu", "main.ask", "", "", "", 4, 5.0, 3, 5) in told
