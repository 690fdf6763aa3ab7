"""Verbs become TwiML: one golden document per verb and trap, each judged by Twilio's own definitions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twiml_judge import assert_twiml

from ivr.carriers.twilio.say import MAX_SAY, Voice
from ivr.carriers.twilio.write import LATER, RETRIES, Urls, placed, write
from ivr.dialogue.values import PromptRef
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say, Verb
from ivr.language.playable import Break, Playable, Words

GOLDEN = Path(__file__).parents[1] / "golden" / "twilio"
JOANNA = Voice("Polly.Joanna-Neural", "en-US")
URLS = Urls(resume="/voice/to-ken_1", job="/voice/job/per-son_2")

BOOK: Mapping[str, Playable] = {
    "hello": (Words("Hello, this is the helpline."),),
    "what_for": (Words("What are you calling about?"),),
    "refunds": (Words("For refunds & returns, "), Break(250), Words("press 2.")),
    "order": (Words("Your order is "), Words("4 4", sensitive=True), Break(250), Words("1 7.", sensitive=True)),
    "ticks": (Words("größer < ✓ \x00\x1b\ufffe\ud800訂單 😀\x85."),),
    "nothing": (),
    "blank": (Words(" \x00"), Break(250)),
    "late": (Break(250), Words("At last.")),
    "long": (Words("word " * 1000), Break(250), Words("press 2.")),
    "endless": (Words("a" * 5000),),
}


def says(*keys: str) -> tuple[Say, ...]:
    return tuple(Say(PromptRef(key)) for key in keys)


def words(ref: PromptRef) -> Playable:
    return BOOK[ref.key]


def written(*verbs: Verb, urls: Urls = URLS) -> str:
    return write(verbs, words, JOANNA, urls)


@dataclass(frozen=True)
class Case:
    verbs: Sequence[Verb]
    waiting: bool = False
    urls: Urls = field(default=URLS)


HELLO, WHAT_FOR = says("hello", "what_for")
CASES = {
    "empty": Case(()),
    "says_are_merged": Case((*says("hello", "what_for", "refunds"), Hangup())),
    "words_are_cleaned": Case(says("order", "ticks")),
    "nothing_is_not_said": Case((*says("nothing", "blank", "hello", "nothing"), Hangup())),
    "a_break_may_come_first": Case(says("late", "late")),
    "menu": Case((Collect((HELLO, Pause(600), WHAT_FOR, *says("refunds")), 8, 1, 1),)),
    "entry_waits_longer_for_the_first_key": Case((Collect((WHAT_FOR,), 12, 4, 10, "#"),)),
    "entry_with_equal_waits": Case((Collect((WHAT_FOR,), 5, 5, 10, "#"),)),
    "entry_whose_keys_take_longer": Case((Collect((WHAT_FOR,), 3, 5, 10, "#"),)),
    "listening_without_words": Case((HELLO, Collect((), 5, 1, 1))),
    "enqueue": Case((HELLO, Enqueue("agents & friends"))),
    "dial": Case((HELLO, Dial("+18005551212", 20)), urls=Urls(resume="/voice/to-ken_1")),
    "dial_with_a_whisper": Case((Dial("+18005551212", 25, whisper="line.whisper"),)),
    "whisper": Case((Collect((HELLO,), 5, 1, 1),), urls=Urls(resume="/voice/job/per-son_2")),
    "wait": Case((HELLO, Pause(45_000)), waiting=True),
    "short_pauses_are_rounded_up": Case((Pause(1), HELLO, Pause(1001), WHAT_FOR, Pause(0)), waiting=True),
    "leave": Case((*says("hello"), Leave()), waiting=True),
    "hangup": Case((HELLO, Hangup()), urls=Urls()),
}


@pytest.mark.parametrize("name", CASES)
def test_a_turn_is_written_as_in_its_golden_document(name: str, request: pytest.FixtureRequest) -> None:
    case, golden = CASES[name], GOLDEN / f"{name}.xml"
    document = write(case.verbs, words, JOANNA, case.urls)
    if request.config.getoption("--update"):
        golden.write_text(shown(document), "utf-8")

    assert_twiml(document, waiting=case.waiting)
    assert shown(document) == golden.read_text("utf-8")
    assert document == write(case.verbs, words, JOANNA, case.urls), "equal verbs give equal bytes"


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.urls.resume])
def test_a_document_written_for_later_is_the_same_once_its_urls_are_placed(name: str) -> None:
    case = CASES[name]

    assert placed(write(case.verbs, words, JOANNA, LATER), case.urls) == write(case.verbs, words, JOANNA, case.urls)


def test_a_url_that_is_not_ours_is_never_placed() -> None:
    document = write((Enqueue("agents"),), words, JOANNA, LATER)

    for path in (None, "/voice/x?a=1", "voice"):
        with pytest.raises(ValueError, match="needs a path of ours"):
            placed(document, Urls(path))


def test_every_golden_document_belongs_to_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.xml")} == set(CASES)


def shown(document: str) -> str:
    """One verb a line, to be read and compared by people; nothing else is changed."""
    for verb in ("Response", "Say", "Pause", "Gather", "Redirect", "Enqueue", "Dial", "Number", "Leave", "Hangup"):
        document = document.replace(f"<{verb}", f"\n<{verb}")
    return document.replace("</Response>", "\n</Response>").replace("</Gather>", "\n</Gather>") + "\n"


@pytest.mark.parametrize("key", ["long", "endless"])
def test_no_word_of_a_long_prompt_is_lost(key: str) -> None:
    document = written(*says(key))

    spoken = ElementTree.fromstring(document).findall("Say")
    assert_twiml(document)
    assert len(spoken) == 2
    assert "".join("".join(element.itertext()) for element in spoken) == text_of(BOOK[key])
    assert all(len("".join(element.itertext())) <= MAX_SAY for element in spoken)


def text_of(playable: Playable) -> str:
    return "".join(part.text for part in playable if isinstance(part, Words))


def test_each_prompt_is_rendered_once_in_the_order_it_is_heard() -> None:
    rendered: list[str] = []

    def listening(ref: PromptRef) -> Playable:
        rendered.append(ref.key)
        return words(ref)

    write((HELLO, Collect((WHAT_FOR, *says("refunds", "hello")), 5, 1, 1)), listening, JOANNA, URLS)

    assert rendered == ["hello", "what_for", "refunds", "hello"]


@pytest.mark.parametrize(("ms", "time"), [(0, "1ms"), (600, "600ms"), (60_000, "10000ms")])
def test_a_silence_inside_prompts_is_one_that_voices_take(ms: int, time: str) -> None:
    assert f'<break time="{time}" />' in written(Collect((HELLO, Pause(ms), WHAT_FOR), 5, 1, 1))


@pytest.mark.parametrize(
    ("verb", "urls"),
    [
        pytest.param(Collect((), 5, 1, 1), Urls(), id="nowhere to send the keys"),
        pytest.param(Enqueue("agents"), Urls(job="/voice/job/x"), id="nowhere to go on from the queue"),
        pytest.param(Dial("+18005551212", 20), Urls(), id="nowhere to go on from the call"),
        pytest.param(Dial("+18005551212", 20, whisper="line.whisper"), Urls("/voice/x"), id="nothing to whisper"),
        pytest.param(Enqueue("agents"), Urls("/voice/x?a=1"), id="a query"),
        pytest.param(Enqueue("agents"), Urls("/voice/a.b"), id="a letter that clients escape"),
        pytest.param(Enqueue("agents"), Urls("voice"), id="no slash in front"),
        pytest.param(Enqueue("agents"), Urls(f"/voice/x{RETRIES}"), id="a fragment of its own"),
    ],
)
def test_a_dead_line_is_never_written(verb: Verb, urls: Urls) -> None:
    with pytest.raises(ValueError, match="needs a path of ours"):
        written(verb, urls=urls)


def test_a_document_too_large_for_twilio_is_never_written() -> None:
    with pytest.raises(ValueError, match="Twilio takes less than 65536"):
        written(*says(*["long"] * 14))


PARTS = st.builds(Words, st.text(st.characters(codec=None))) | st.builds(Break, st.integers(-5, 20_000))


@given(st.lists(st.lists(PARTS).map(tuple), min_size=1, max_size=5), st.integers(1, 9), st.integers(1, 9))
def test_whatever_is_to_be_said_twilio_can_read_it(prompts: list[Playable], first_key: int, between_keys: int) -> None:
    spoken = tuple(Say(PromptRef(str(number))) for number in range(len(prompts)))
    verbs: list[Verb] = [*spoken, Collect(spoken, first_key, between_keys, 4, "#")]

    assert_twiml(write(verbs, lambda ref: prompts[int(ref.key)], JOANNA, URLS))
