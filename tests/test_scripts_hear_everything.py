"""The shipped call scripts hear all there is to hear: every fact, and every wording of every prompt.

Facts are looked for in the transcripts of calls that were played, not read off the prompts.
"""

from collections.abc import Iterator

import pytest
from test_call_scripts import ALL, ROOT, outcome, stage
from test_sources import HEARD, ONCE_TOLD

from ivr.authoring.sources import HELPLINE, read_sources
from ivr.dialogue.values import Variant
from ivr.language.book import PromptBook, Wording
from ivr.language.playable import Words, transcript
from ivr.language.template import SlotName, parsed
from ivr.rehearsal.playing import Outcome, play
from ivr.rehearsal.script import EventMatch
from ivr.rehearsal.stage import AS_WRITTEN, Stage
from ivr.rehearsal.wording import Folded, find, folded
from ivr.simulator.happenings import Party
from ivr.simulator.line import Rehearsal, said_to

HOURS_ARE_KNOWN = "the shipped line names the hours of its people"
FIRST_THE_REASON = "an order number is asked for after the caller has said what the call is about"
BY_THE_CARRIER = "the carrier ends an entry at 8 digits, so that a card number never comes in one"
OUR_FAILURE = "only a failure of ours brings it; tests/dialogue/cases/engine.yaml has those"

NOT_HEARD = {
    ("agent.closed", Variant.FIRST, 0, "care_hours"): HOURS_ARE_KNOWN,
    ("line.whisper", Variant.FIRST, 0, "about"): FIRST_THE_REASON,
    ("refund.contact", Variant.TITLE, 0, ""): "it stands in a list of its own, which is read at once",
    ("line.card_refused", Variant.FIRST, 0, ""): BY_THE_CARRIER,
    ("line.apology", Variant.FIRST, 0, ""): OUR_FAILURE,
}
"""The wordings that no call script can hear: (prompt, variant, number, the fact or answer without which it is said)."""

MORE_HELPFUL = (Variant.NO_INPUT, Variant.NO_MATCH, Variant.WRONG, Variant.WAITING, Variant.LEAVING)

Place = tuple[str, Variant, int, str]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    played = [outcome(folder, script) for folder, script in ALL if folder == ROOT]
    assert [each.script.name for each in played if not each.is_good] == [], "first mend the calls: ivr play"
    return played


@pytest.fixture(scope="module")
def book() -> PromptBook:
    return stage(ROOT).release(AS_WRITTEN).book("en-US")


def heard_on(call: Outcome) -> str:
    """What the caller heard on a call; words that a key cut off are not among them."""
    return Rehearsal(call.happenings).heard.lower()


def hears_out(call: Outcome, topic: str) -> bool:
    """Whether a script demands that a topic is read to its end, which the record then says."""
    return EventMatch("TopicRead", (("topic", topic),)) in call.script.expect.events


def said_on(outcomes: list[Outcome]) -> list[Folded]:
    """All that callers and the persons who were rung heard, one entry for each time the line spoke to one of them."""
    return [folded(text) for each in outcomes for party in Party for text in said_to(each.happenings, party)]


def wordings(book: PromptBook) -> Iterator[tuple[Place, str]]:
    """Every way in which anything can be said, topics' titles and pieces included."""
    for key, prompt in book.prompts.items():
        for variant, several in prompt.variants.items():
            yield from ways_of(key, variant, several)
    for key, topic in book.topics.items():
        yield from ways_of(key, Variant.TITLE, (topic.title,))
        yield from ways_of(key, Variant.PIECE, topic.pieces)


def ways_of(key: str, variant: Variant, several: tuple[Wording, ...]) -> Iterator[tuple[Place, str]]:
    for number, wording in enumerate(several):
        yield (key, variant, number, ""), wording.text
        yield from (((key, variant, number, missing), text) for missing, text in wording.without.items())


def as_heard(text: str, book: PromptBook) -> str:
    """The words of a text: facts as they are spoken, `...` for what else is filled in."""
    return " ".join(part_as_heard(part, book) for part in parsed(text))


def part_as_heard(part: object, book: PromptBook) -> str:
    match part:
        case Words(words):
            return words
        case SlotName(name) if name in book.spoken_facts:
            return transcript(book.spoken_facts[name])
        case SlotName():
            return "..."
        case _:
            return ""


@pytest.mark.parametrize(("topic", "fact"), [(topic, fact) for topic, facts in HEARD.items() for fact in facts])
def test_a_call_hears(outcomes: list[Outcome], topic: str, fact: str) -> None:
    calls = [each for each in outcomes if hears_out(each, topic)]

    assert any(fact.lower() in heard_on(call) for call in calls), f"no call that hears {topic} to its end hears it"


@pytest.mark.parametrize(
    ("fact", "topic"), [(fact, topic) for fact, (_, topics) in ONCE_TOLD.items() for topic in topics]
)
def test_a_call_hears_an_address_once_it_is_told(outcomes: list[Outcome], fact: str, topic: str) -> None:
    example, topics = ONCE_TOLD[fact]
    calls = [each for each in outcomes if (fact, example) in each.script.setting.changes.facts]

    assert any(all(words in heard_on(call) for words in topics[topic]) for call in calls)


def test_every_wording_is_heard_by_somebody(outcomes: list[Outcome], book: PromptBook) -> None:
    said = said_on(outcomes)

    unheard = {
        place
        for place, text in wordings(book)
        if not any(find(as_heard(text, book), each) is not None for each in said)
    }

    assert unheard == set(NOT_HEARD)


def test_every_step_says_each_of_its_more_helpful_wordings(outcomes: list[Outcome], book: PromptBook) -> None:
    """Menus share their words, so that hearing them somewhere is not enough; a book keeps what it put into words."""
    books = [
        stage(ROOT).release(changes).book("en-US") for changes in {each.script.setting.changes for each in outcomes}
    ]
    spoken = {(ref.key, ref.variant, ref.number) for each in books for ref in each.phrases}

    assert {place[:3] for place, _ in wordings(book) if place[1] in MORE_HELPFUL} <= spoken


def test_a_book_keeps_only_what_it_has_put_into_words() -> None:
    assert not Stage(read_sources(ROOT)).release(AS_WRITTEN).book("en-US").phrases


def test_the_calls_still_go_as_written_when_the_shop_has_told_what_it_knows() -> None:
    sources = read_sources(ROOT)
    told = {
        b"balance_web:": b"www.example.com/balance",
        b"service_email:": b"care@example.com",
        b"agent:": b"+12025550177",
    }
    helpline = sources[HELPLINE]
    for fact, value in told.items():
        assert helpline.count(fact) == 1
        helpline = helpline.replace(fact, b'%s "%s"' % (fact, value))
    knowing = Stage({**sources, HELPLINE: helpline})

    played = [play(script, knowing) for folder, script in ALL if folder == ROOT]

    assert [each.script.name for each in played if not each.is_good] == []


def test_every_call_has_a_name_of_its_own(outcomes: list[Outcome]) -> None:
    names = [each.script.name for each in outcomes]

    assert sorted(names) == sorted(set(names))
