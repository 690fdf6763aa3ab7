"""What the proof says of small flows: each statement fails where it must, at the step that is to blame."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from random_flows import release_of
from stories import flows_of

from ivr.authoring.proof.findings import Proof
from ivr.authoring.proof.proof import prove
from ivr.dialogue.inputs import CallStarted, Digits, NoInput, QueueLeft
from ivr.dialogue.values import Variant
from ivr.language.book import Prompt, Wording

MENU = {"type": "menu", "prompt": "p.menu", "choices": [{"goto": "bye", "label": "l.bye"}]}
TOPICS = {"type": "topics", "list": ["t.one", "t.two", "t.three"], "then": "bye"}
QUEUE = {"type": "hand_off", "queue": "care"}
ENDS = {"ended": "main.bye", "closed": "main.bye", "full": "main.bye", "left": "main.bye", "failed": "main.bye"}
NOBODY = QUEUE | {"on": ENDS | {"left": "main.ask"}}


@dataclass(frozen=True)
class Broken:
    """Steps with something wrong, the statement that then fails, and the step that is named."""

    statement: int
    step: str
    steps: Mapping[str, Any]
    line: Mapping[str, Any] = field(default_factory=dict)


BROKEN = {
    "giving up leads round": Broken(
        2, "main.ask", {"ask": MENU | {"give_up": "more"}, "more": MENU | {"give_up": "ask"}, "agent.queue": NOBODY}
    ),
    "giving up at the default leads round": Broken(
        2, "main.ask", {"ask": MENU, "agent.queue": NOBODY}, {"give_up": "main.ask"}
    ),
    "0 leads to a menu, and that to others, before a person": Broken(
        1,
        "main.ask",
        {
            "ask": MENU,
            "sure": MENU | {"choices": [{"goto": "agent.queue", "label": "l.person"}]},
        },
        {"always": {"0": "main.sure", "*": "back", "9": "repeat"}},
    ),
    "nobody came, and the caller waits again": Broken(
        4, "agent.queue", {"ask": MENU, "agent.queue": QUEUE | {"on": ENDS | {"left": "agent.queue"}}}
    ),
    "a telephone rings again and again": Broken(
        4,
        "main.ring",
        {
            "ring": {
                "type": "transfer",
                "to": "gift",
                "on": {"answered": "bye", "busy": "ring", "no_answer": "bye", "failed": "bye", "is_this_line": "bye"},
            }
        },
        {"outside": {"gift": "+18559222600"}},
    ),
    "steps lead round in one turn": Broken(
        4,
        "main.ask",
        {
            "ask": MENU | {"choices": [{"goto": "hm", "label": "l.hm"}]},
            "hm": {"type": "say", "prompt": "p.hm", "then": "so"},
            "so": {"type": "say", "prompt": "p.so", "then": "hm"},
        },
    ),
    "a target is gone": Broken(3, "main.ask", {"ask": MENU | {"choices": [{"goto": "gone", "label": "l.gone"}]}}),
    "an outcome of a called flow is not routed": Broken(
        3,
        "main.ask",
        {
            "ask": MENU | {"choices": [{"goto": "call", "label": "l.call"}]},
            "call": {"type": "flow", "flow": "order", "on": {"known": "bye"}},
            "order.out": {"type": "done", "outcome": "lost"},
        },
    ),
    "a branch never leads there": Broken(
        4,
        "main.never",
        {
            "ask": MENU | {"choices": [{"goto": "by", "label": "l.by", "value": "gift"}], "into": "about"},
            "by": {"type": "branch", "by": "about", "on": {"gift": "bye", "care": "never"}, "otherwise": "bye"},
            "never": {"type": "goodbye", "prompt": "p.never"},
        },
    ),
}


def proof_of(steps: Mapping[str, Any], line: Mapping[str, Any] | None = None) -> Proof:
    return prove(release_of(flows_of(steps, line)))


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found(broken: Broken) -> None:
    proof = proof_of(broken.steps, broken.line)

    assert (broken.statement, broken.step) in {(each.statement, each.step) for each in proof.findings}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_call_that_shows_it_really_goes_so(broken: Broken) -> None:
    finding = next(each for each in proof_of(broken.steps, broken.line).findings if each.statement == broken.statement)

    assert finding.call is None or finding.call.is_heard


def test_a_line_that_keeps_its_word_is_proved() -> None:
    proof = proof_of({"ask": TOPICS})

    assert [each for each in proof.findings if not each.what.startswith("no call reaches")] == []
    assert {bound.statement for bound in proof.bounds} >= {1, 2, 3, 5}


def test_an_end_without_words_is_no_polite_end() -> None:
    release = release_of(flows_of({"ask": MENU}))
    book = release.books["en-US"]
    silent = replace(book, prompts={**book.prompts, "p.bye": Prompt({Variant.FIRST: (Wording(""),)})})

    findings = prove(replace(release, books={"en-US": silent})).findings

    cut_off = next(each for each in findings if each.statement == 2)
    assert cut_off.what == "after 'main.ask' the line hangs up without a word"
    assert cut_off.call is not None
    assert [type(given) for given in cut_off.call.given] == [CallStarted, Digits]


def test_the_shortest_circle_is_shown() -> None:
    proof = proof_of(BROKEN["giving up leads round"].steps)

    call = next(each.call for each in proof.findings if each.statement == 2)

    assert call is not None
    assert set(map(type, call.given)) == {CallStarted, NoInput, Digits, QueueLeft}
    assert len(call.given) < 12


def test_ways_that_end_alike_are_told_apart() -> None:
    proof = proof_of(
        {
            "ask": MENU | {"give_up": "by", "tries": 1},
            "by": {"type": "hours", "hours": "care", "on": {"open": "there", "closed": "sorry"}},
            "sorry": {"type": "say", "prompt": "p.sorry", "then": "there"},
        }
    )

    assert "main.sorry" not in {finding.step for finding in proof.findings}
    assert "by: closed" not in " ".join(bound.what for bound in proof.bounds)
