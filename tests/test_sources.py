"""What the sources say, callers hear: every figure and condition, in both directions, and nothing besides.

The tables are literal on purpose. A change of the words is fine while the facts are still in them; a change of the
sources has to be made here as well, by somebody who reads it.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from ivr.authoring.compiling import compile_release
from ivr.authoring.sources import read_sources
from ivr.dialogue.values import Kind, PromptRef, Value, Variant
from ivr.language.book import PromptBook, Topic
from ivr.language.playable import transcript
from ivr.language.render import render

ROOT = Path(__file__).parent.parent
FAQ, POLICY = "faq.txt", "refund-policy.txt"

AS_GIVEN = {
    FAQ: "ae1d17aec1ac0f9ba38f95b4a3c87d13250d4ace5dde03f815baabec3676cb6a",
    POLICY: "0b9187610cf037399e6523f428465f7ce4e3ef72b2592f8b214a067edb55886f",
}
"""The sources as the shop gave them (SHA-256): nobody drops a fact by shortening the source."""

HEARD = {
    "care.cleaning": (
        "small amount of mild soap", "lukewarm water", "small, soft toothbrush",
        "ideal for jewelry with intricate details", "those can be difficult to clean otherwise",
        "hard to remove, soak the jewelry in clean water",
        "do not clean jewelry with cultured freshwater pearls this way",
        "a tumbler is not recommended for the Pandora Essence Collection", "not recommended for Pandora Rose either",
        "authorized Pandora retailer also offers jewelry cleaning", "tailored to your Pandora products",
    ),
    "care.polishing": (
        "sterling silver", "dull", "a silver-polishing cloth makes them shine again", "will not remove scratches",
        "buy silver-polishing cloths from Pandora retailers", "from your local goldsmith",
    ),
    "care.leather": (
        "daily cleaning, wipe the leather gently with a soft, dry cloth", "remove stains immediately",
        "before they soak in or dry", "mild professional cleaner without chemicals",
        "mild soap, such as soap flakes or saddle soap", "make suds in a bowl",
        "suds on a soft, lint-free cloth. Then wipe the leather", "wipe the leather with a dry cloth",
        "add a leather conditioner to protect it", "keep leather out of direct sunlight",
    ),
    "care.pearls": (
        "do not clean cultured freshwater pearls with soap and a toothbrush", "should not be used on them",
        "if you are in doubt, ask for professional advice before cleaning",
        "a local jeweler or your nearest Pandora shop",
    ),
    "care.rose": (
        "deserves special care", "polish it with a soft cloth to maintain its beautiful shine and unique finish",
        "dampen the cloth in lukewarm water", "small amount of mild soap", "rub gently",
        "rinse with clean water", "pat dry with a soft cloth", "particularly dirty, soak it for 5 to 10 minutes",
        "avoid silver polishing liquids and silver dips", "avoid ultrasonic cleaning and a tumbler",
        "polishing cloths with cleaning compound are not recommended",
        "away from harsh chemicals, perfumes and lotions",
        "take it off before bathing or swimming", "warm pink color may intensify with age, due to tarnishing",
        "vintage appeal", "normal for the finish to wear off over time", "warranty does not cover this wear and tear",
    ),
    "care.kit": (
        "clean and care for your Pandora jewelry regularly", "we have made that easy", "cleaning accessories",
        "tips for use at home",
        "use the Pandora Care Kit", "care instructions are included in the kit", "if you are in doubt",
        "professional advice before cleaning", "a local jeweler or your nearest Pandora shop",
    ),
    "about.contact": ("Pandora Jewelry Customer Care Centre", "all inquiries and feedback"),
    "about.made_in": ("all Pandora jewelry products are made in Thailand", "craftsmanship page"),
    "gift.balance": ("balance online, or by phone", "to check by phone, call", "1, 8 5 5, 9 2 2, 2 6 0 0"),
    "gift.shipping": (
        "Pandora US online store", "at this time", "ships gift cards only to addresses within the United States",
        "Hawaii", "Alaska", "Puerto Rico",
    ),
    "gift.expiry": ("electronic gift cards", "print gift cards do not expire", "there are no fees"),
    "refund.eligibility": (
        "must return the item within 45 days of delivery", "must be unworn and unaltered", "original condition",
        "all of its original packaging and tags", "all the authenticity certificates and accessories that came with it",
        "bespoke or personalized jewelry only if it has manufacturing defects",
        "or if it does not match what you ordered",
        "do not refund items that were worn or modified", "items damaged by improper use, negligence or accidents",
    ),
    "refund.start": (
        "contact our customer service team by e-mail", "on this line", "your order number", "the name of each item",
        "the reason for your request", "reply within 1 to 2 business days", "Return Authorization code, or R A code",
        "full instructions", "return address",
    ),
    "refund.sending": (
        "when you have your R A code, pack the item carefully", "include all original materials",
        "a copy of your order confirmation or receipt", "print the R A code clearly on the outside",
        "you pay for return shipping, with these exceptions", "a product defect", "a wrong item shipped",
        "order processing error by Pandorn", "advise trackable and insured shipping",
        "Pandorn is not liable for items lost or damaged during return transit",
    ),
    "refund.inspection": (
        "receive your returned item, our quality assurance team inspects it", "check that it qualifies for a refund",
        "inspection usually takes 3 to 4 business days", "if the item is approved",
        "process your refund within 3 to 7 business days of approval", "original payment method",
        "credit card payments go back to the same card", "PayPal payments go to your PayPal account",
    ),
    "refund.timelines": (
        "after inspection, processing takes 3 to 7 business days", "from the date the returned item is approved",
        "depends on your bank or payment provider", "typically appears in your account in 2 to 7 business days",
        "cannot control that time", "send you a confirmation once the refund has been initiated",
    ),
    "refund.non_refundable": (
        "do not refund these kinds of items, unless they have manufacturing defects", "bespoke or personalized",
        "engraved piece", "made to your own design", "sent back later than 45 days after delivery",
        "damaged after delivery", "improper care, by misuse, or by accidents", "incomplete",
        "need all original packaging, tags, certificates and accessories",
    ),
    "refund.exceptions": (
        "Pandorn may be responsible", "ship the wrong item", "deliver a defective product",
        "process an order incorrectly", "cover the return shipping costs", "expedite your refund",
        "if you prefer, we may offer an exchange or store credit",
    ),
    "refund.contact": ("questions or help with a refund", "customer service team by e-mail", "a person on this line"),
}  # fmt: skip
"""Every fact and condition of the sources: topic -> what a caller must hear there."""

ONCE_TOLD: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "balance_web": ("www.example.com/balance", {
        "gift.balance": ("www dot example dot com slash balance", "you can also check it by phone"),
    }),
    "service_email": ("care@example.com", {
        "refund.start": (
            "to start a refund", "write to our customer service team", "the e-mail address is care at example dot com",
            "also ask for it on this line",
        ),
        "refund.contact": (
            "questions or help with a refund", "write to", "care at example dot com", "talk to a person on this line",
        ),
    }),
}  # fmt: skip
"""What only the shop knows: fact -> (an example of it, topic -> what a caller must hear as soon as it is told)."""

QUESTION, HEADING, WARM = "the caller's question, in `phrases`", "a heading", "no fact; callers ring for answers"
NOT_SPOKEN = {
    "How should I clean my Pandora Jewelry?": QUESTION,
    "How should I care for my Pandora Jewelry?": QUESTION,
    "Click here to learn more on how to care for your jewelry.": "a link, which no caller can click",
    "How Can I contact Pandora Jewelry Care Centre?": QUESTION,
    "How should I care for and clean Pandora Rose™ ?": QUESTION,
    "Where are Pandora Jewelry products made?": QUESTION,
    "How do I check the balance of my Pandora gift card?": QUESTION,
    "Where can gift cards be shipped?": QUESTION,
    "Refund Policy – Pandorn": HEADING,
    "At Pandorn, we are dedicated to ensuring you are fully satisfied with every piece of jewelry you purchase.": WARM,
    "This Refund Policy outlines the terms and steps for requesting a refund, designed to provide a clear and"
    " hassle-free experience for our customers.": WARM,
    "1. Eligibility for Refunds": HEADING,
    "2. Refund Process": HEADING,
    "Step 1: Submit a Return Request": HEADING,
    "Step 2: Send Back the Item": HEADING,
    "Step 3: Inspection and Refund Processing": HEADING,
    "3. Refund Timelines": HEADING,
    "4. Non-Refundable Items": HEADING,
    "5. Exceptions": HEADING,
    "6. Contact Us": HEADING,
    "We are committed to resolving issues quickly and ensuring your experience with Pandorn is a positive one.": WARM,
}
"""The sentences of the sources that nobody hears, each with its reason."""

NUMBER_WORDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "hundred", "half"}
NOT_A_FIGURE = {"1": "Section 1 of the policy, which callers know as the conditions for a refund"}


@pytest.fixture(scope="module")
def book() -> PromptBook:
    compiled = compile_release(read_sources(ROOT))
    assert compiled.release is not None, "\n".join(map(str, compiled.problems))
    return compiled.release.book("en-US")


def source(name: str) -> str:
    return (ROOT / "docs" / "sources" / name).read_text(encoding="utf-8")


def spaced_once(text: str) -> str:
    return " ".join(text.split())


def sentences(name: str) -> list[str]:
    """The sentences of a source, bullets without their dash."""
    lines = (spaced_once(line).removeprefix("- ") for line in source(name).splitlines())
    return [each for line in lines for each in re.split(r"(?<=[.?!])(?<!^\d\.)\s+(?=[A-Z])", line) if each]


def pieces_heard(book: PromptBook, key: str) -> list[str]:
    numbers = range(len(book.topics[key].pieces))
    return [transcript(render(book, PromptRef(key, Variant.PIECE, number))) for number in numbers]


def figures(text: str) -> set[str]:
    """The figures in a text: `3 to 7` and `3-7` are the same, and so are `1, 8 5 5, ...` and `1-855-...`."""
    text = re.sub(r"\d(?:,? \d)+", lambda singly: re.sub(r"\D", "", singly[0]), text)
    text = re.sub(r"\b1(?:-\d{3}){2}-\d{4}\b", lambda phone: re.sub(r"\D", "", phone[0]), text)
    return set(re.findall(r"\d+(?:-\d+)?", re.sub(r"(?<=\d) to (?=\d)", "-", text)))


def quoting(book: PromptBook, sentence: str, name: str) -> Iterator[tuple[str, int]]:
    """The pieces, by topic and number, that say a sentence of a source."""
    for key, topic in book.topics.items():
        for number, piece in enumerate(topic.pieces):
            if topic.source == name and sentence in spaced_once(piece.source):
                yield key, number


def topics_of(book: PromptBook) -> list[tuple[str, Topic]]:
    return sorted(book.topics.items())


@pytest.mark.parametrize("name", AS_GIVEN)
def test_the_sources_are_as_the_shop_gave_them(name: str) -> None:
    assert sha256((ROOT / "docs" / "sources" / name).read_bytes()).hexdigest() == AS_GIVEN[name]


def test_every_topic_is_there_and_no_other(book: PromptBook) -> None:
    assert set(book.topics) == set(HEARD)


@pytest.mark.parametrize(("key", "fact"), [(key, fact) for key, facts in HEARD.items() for fact in facts])
def test_callers_hear(book: PromptBook, key: str, fact: str) -> None:
    heard = " ".join(pieces_heard(book, key))

    assert fact.lower() in heard.lower(), f"{key} no longer says it: {heard}"


def test_every_piece_is_guarded_by_the_table(book: PromptBook) -> None:
    for key, facts in HEARD.items():
        for heard in pieces_heard(book, key):
            assert any(fact.lower() in heard.lower() for fact in facts), f"the table has no fact of {key}: {heard}"


@pytest.mark.parametrize("fact", ONCE_TOLD)
def test_an_address_is_spoken_as_soon_as_the_shop_tells_it(book: PromptBook, fact: str) -> None:
    example, topics = ONCE_TOLD[fact]
    kind = Kind.EMAIL if "@" in example else Kind.WEB

    knowing = PromptBook(book.locale, book.prompts, book.topics, {**book.facts, fact: Value(kind, example)})

    for key, words in topics.items():
        heard = pieces_heard(knowing, key)[0].lower()
        assert all(each in heard for each in words), heard


def test_every_piece_quotes_its_source_word_for_word(book: PromptBook) -> None:
    for key, topic in topics_of(book):
        for piece in topic.pieces:
            assert piece.source, f"{key} quotes nothing for: {piece.text}"
            assert spaced_once(piece.source) in spaced_once(source(topic.source)), f"{key} misquotes: {piece.source}"


def test_a_figure_that_is_heard_stands_in_the_line_quoted_beside_it(book: PromptBook) -> None:
    for key, topic in topics_of(book):
        for piece, heard in zip(topic.pieces, pieces_heard(book, key), strict=True):
            invented = figures(heard) - figures(piece.source)
            assert not invented, f"{key} says {invented}: {heard}"
            counted = set(re.findall("[a-z]+", heard.lower())) & NUMBER_WORDS
            assert counted <= set(re.findall("[a-z]+", piece.source.lower())), f"{key} counts: {heard}"


def test_a_text_message_has_no_figure_that_its_source_lacks(book: PromptBook) -> None:
    for key, topic in topics_of(book):
        assert topic.text, f"{key} has no words for a text message"
        assert figures(topic.text) <= figures(source(topic.source)), key


@pytest.mark.parametrize("name", [FAQ, POLICY])
def test_every_sentence_of_a_source_is_spoken_or_left_out_for_a_reason(book: PromptBook, name: str) -> None:
    lost = [each for each in sentences(name) if each not in NOT_SPOKEN and not any(quoting(book, each, name))]

    assert not lost, f"no piece quotes: {lost}"


def test_what_is_left_out_stands_in_the_sources_and_is_not_spoken_after_all(book: PromptBook) -> None:
    for name in (FAQ, POLICY):
        for sentence in NOT_SPOKEN.keys() & set(sentences(name)):
            assert not any(quoting(book, sentence, name)), f"it is spoken: {sentence}"
    assert set(NOT_SPOKEN) <= {*sentences(FAQ), *sentences(POLICY)}


@pytest.mark.parametrize("name", [FAQ, POLICY])
def test_every_figure_of_a_source_is_heard_where_its_sentence_is_quoted(book: PromptBook, name: str) -> None:
    for sentence in set(sentences(name)) - set(NOT_SPOKEN):
        pieces = [pieces_heard(book, key)[number] for key, number in quoting(book, sentence, name)]
        lost = figures(sentence) - figures(" ".join(pieces)) - set(NOT_A_FIGURE)
        assert not lost, f"nobody hears {lost} of: {sentence}"
