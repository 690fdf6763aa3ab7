"""What the person who is rung hears first, and how they take the call."""

from pathlib import Path

import pytest
from stories import new_call

from ivr.authoring.compiling import compile_release
from ivr.authoring.sources import read_sources
from ivr.dialogue.inputs import Digits, Input, NoInput
from ivr.dialogue.values import Kind, PromptRef, Value
from ivr.dialogue.verbs import Collect, Hangup, Say
from ivr.dialogue.whisper import MAX_TRIES, Whisper, whisper_on
from ivr.language.playable import transcript
from ivr.language.render import render

ROOT = Path(__file__).parent.parent.parent
ORDER = Value(Kind.DIGITS, "40715520")
WHISPER = Whisper(new_call().with_answer("order_number", ORDER))


def test_the_person_hears_what_the_caller_has_answered_and_how_to_accept() -> None:
    after, verbs = whisper_on(WHISPER, NoInput())

    says = (Say(PromptRef("line.whisper", slots=(("order_number", ORDER),))), Say(PromptRef("line.whisper_accept")))
    assert verbs == (Collect(says, first_key=6, between_keys=1, max_keys=1),)
    assert (after.call, after.tries) == (WHISPER.call, 1)


def test_the_prompt_is_the_hand_offs_own() -> None:
    _, verbs = whisper_on(Whisper(new_call(), "agent.whisper"), NoInput())

    assert isinstance(verbs[0], Collect)
    assert verbs[0].says[0] == Say(PromptRef("agent.whisper"))


@pytest.mark.parametrize("tries", range(MAX_TRIES + 1))
def test_one_takes_the_call_whenever_it_is_pressed(tries: int) -> None:
    whisper = Whisper(WHISPER.call, tries=tries)

    assert whisper_on(whisper, Digits("1")) == (whisper, ())


@pytest.mark.parametrize("given", [NoInput(), Digits("2"), Digits("11")], ids=["silence", "another key", "a stuck key"])
def test_whoever_does_not_accept_hears_it_twice_and_never_gets_the_caller(given: Input) -> None:
    whisper, heard = WHISPER, []

    for _ in range(3):
        whisper, verbs = whisper_on(whisper, given)
        heard.append(type(verbs[0]))

    assert heard == [Collect, Collect, Hangup]


REFUNDS = Value(Kind.TEXT, "refunds", label="main.refunds")
HEARD = {
    "Customer care call about refunds. The order number is 4 0 7 1, 5 5 2 0.": {
        "about": REFUNDS,
        "order_number": ORDER,
    },
    "Customer care call about refunds.": {"about": REFUNDS},
    "Customer care call. The order number is 4 0 7 1, 5 5 2 0.": {"order_number": ORDER},
    "Customer care call.": {},
}
"""What the person of the shipped line hears, by what the caller has answered."""


@pytest.mark.parametrize(("words", "answers"), HEARD.items(), ids=HEARD)
def test_the_shipped_whisper_reads_well_whatever_is_known(words: str, answers: dict[str, Value]) -> None:
    release = compile_release(read_sources(ROOT)).release
    assert release is not None

    assert transcript(render(release.book("en-US"), PromptRef("line.whisper", slots=tuple(answers.items())))) == words
