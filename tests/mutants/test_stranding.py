"""Who is stranded is seen: lines that strand callers, which no proof has looked at, and random calls to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest
from mutants.calls import make_call, stranded
from random_flows import release_of
from stories import flows_of

from ivr.authoring.release import Release
from ivr.dialogue.values import Variant
from ivr.language.book import Prompt, Wording

CALLS, MOST_TURNS = 60, 20
MENU = {"type": "menu", "prompt": "p.menu", "choices": [{"goto": "bye", "label": "l.bye"}]}
ENDS = {"ended": "main.bye", "closed": "main.bye", "full": "main.bye", "left": "main.bye", "failed": "main.bye"}
QUEUE = {"type": "hand_off", "queue": "care"}


@dataclass(frozen=True)
class Stranding:
    """A line that strands callers, and what is then said of some call."""

    steps: Mapping[str, Any]
    told: str
    line: Mapping[str, Any] = field(default_factory=dict)
    most_turns: int = MOST_TURNS
    words: Mapping[str, str] = field(default_factory=dict)


STRANDING = {
    "the end has no words": Stranding({"ask": MENU}, "cut off without a word", words={"p.bye": ""}),
    "the end is a pause alone": Stranding({"ask": MENU}, "cut off without a word", words={"p.bye": "{pause}"}),
    "0 leads to a menu and again to that": Stranding(
        {"ask": MENU, "sure": MENU}, "brought nobody", {"always": {"0": "main.sure", "*": "back", "9": "repeat"}}
    ),
    "0 ends the call": Stranding(
        {"ask": MENU, "over": {"type": "goodbye", "prompt": "p.over"}},
        "ended the call",
        {"always": {"0": "main.over", "*": "back", "9": "repeat"}},
    ),
    "silence leads round and round": Stranding(
        {
            "ask": MENU | {"give_up": "more"},
            "more": MENU | {"give_up": "ask"},
            "agent.queue": QUEUE | {"on": ENDS | {"left": "main.ask"}},
        },
        "turns of silence and mistakes in a row",
    ),
    "a target is gone": Stranding(
        {"ask": MENU | {"choices": [{"goto": "gone", "label": "l.gone"}]}}, "the line apologised at main.ask for Digits"
    ),
    "more turns than were promised": Stranding({"ask": MENU}, "the proof says 1 at most", most_turns=1),
}


def line_of(stranding: Stranding) -> Release:
    release = release_of(flows_of(stranding.steps, stranding.line))
    flows, book = release.flows, release.book("en-US")
    silent = {key: Prompt({Variant.FIRST: (Wording(words),)}) for key, words in stranding.words.items()}
    helpline = replace(flows.helpline, locales=("en-US",), voices={"en-US": "Polly.Joanna-Neural"})
    books = {"en-US": replace(book, prompts={**book.prompts, **silent})}
    return replace(release, id="r1", flows=replace(flows, helpline=helpline), books=books)


def told_of(release: Release, most_turns: int) -> list[str]:
    calls = (make_call(release, Random(seed)) for seed in range(CALLS))
    return [wrong for call in calls for wrong in stranded(call, most_turns)]


@pytest.mark.parametrize("stranding", STRANDING.values(), ids=STRANDING)
def test_callers_who_are_stranded_are_seen(stranding: Stranding) -> None:
    told = told_of(line_of(stranding), stranding.most_turns)

    assert any(stranding.told in wrong for wrong in told), told[:5]


def test_nobody_is_stranded_on_a_good_line() -> None:
    assert told_of(line_of(Stranding({"ask": MENU}, "")), MOST_TURNS) == []


def test_calls_follow_from_their_seed() -> None:
    release = line_of(Stranding({"ask": MENU}, ""))

    assert make_call(release, Random(3)).happenings == make_call(release, Random(3)).happenings
