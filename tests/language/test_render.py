"""Prompts become words: the right wording, the slots spoken in it, and nothing lost when something is not known."""

from dataclasses import replace

import pytest

from ivr.dialogue.values import Kind, PromptRef, Slot, Value, Variant
from ivr.language.book import Piece, Prompt, PromptBook, Topic, Wording
from ivr.language.playable import Break, Playable, Words, transcript
from ivr.language.render import UnknownPrompt, phrase, render


def said(text: str, **without: str) -> Prompt:
    return Prompt({Variant.FIRST: (Wording(text, without),)})


ASK = Prompt(
    {
        Variant.FIRST: (Wording("Which one?"),),
        Variant.NO_INPUT: (Wording("I heard nothing."), Wording("Still nothing. Press a key.")),
        Variant.LEAVING: (Wording("Let me get a person."),),
    }
)
ROSE = Topic(
    title=Wording("caring for {brand} Rose"),
    phrases=("clean rose gold",),
    pieces=(Piece("Use a soft cloth.", source="a soft cloth"), Piece("Ask {brand}.", {}, "if in doubt, ask")),
    text=None,
    source="faq.txt",
)
BOOK = PromptBook(
    locale="en-US",
    prompts={
        "ask": ASK,
        "welcome": said("Thank you for calling {brand}.{pause} How can I help?"),
        "read_back": said("You entered {entry}. Is that right?"),
        "choice": said("For {label}, press {key}."),
        "order": said("order {order_number}"),
        "itself": said("the {label}"),
        "by_mail": said("Write to {service_email} ...", service_email="Write to {desk} ...", desk="Write to us ..."),
        "chase": said("{a} or {b}", a="only {b}", b="only {a}"),
        "either": said("{a} or {b}", b="only {a}"),
        "about": Prompt(
            {
                Variant.FIRST: (
                    Wording(
                        "About {a}, number {b}.",
                        {"a": "Number {b}.", "b": "About {a}.", "a and b": "Someone calls."},
                    ),
                )
            }
        ),
        "call": said("Ring {phone} or see {site}."),
        "hours": said("We are open {open}."),
        "silent": said(""),
    },
    topics={"care.rose": ROSE},
    facts={
        "brand": Value(Kind.TEXT, "Pandora"),
        "phone": Value(Kind.PHONE, "+18559222600"),
        "site": Value(Kind.WEB, "https://example.com"),
        "open": Value(Kind.HOURS, "America/New_York; mon-fri 9:00-18:00"),
        "empty": Value(Kind.TEXT, ""),
    },
)


def value(text: str, kind: Kind = Kind.TEXT, label: str = "") -> Value:
    return Value(kind, text, label=label)


def heard(ref: PromptRef) -> str:
    return transcript(render(BOOK, ref))


WORDINGS = {
    "the first wording": ("ask", Variant.FIRST, 0, "Which one?"),
    "more helpful words after silence": ("ask", Variant.NO_INPUT, 0, "I heard nothing."),
    "the second of them": ("ask", Variant.NO_INPUT, 1, "Still nothing. Press a key."),
    "past the end, the last of them": ("ask", Variant.NO_INPUT, 7, "Still nothing. Press a key."),
    "a variant that was not written is the first wording": ("ask", Variant.NO_MATCH, 2, "Which one?"),
    "the words of leaving": ("ask", Variant.LEAVING, 0, "Let me get a person."),
    "a topic's title": ("care.rose", Variant.TITLE, 0, "caring for Pandora Rose"),
    "a topic said as a prompt is its title": ("care.rose", Variant.FIRST, 0, "caring for Pandora Rose"),
    "a topic's first piece": ("care.rose", Variant.PIECE, 0, "Use a soft cloth."),
    "a topic's last piece": ("care.rose", Variant.PIECE, 1, "Ask Pandora."),
    "past a topic's end, its last piece": ("care.rose", Variant.PIECE, 2, "Ask Pandora."),
}


@pytest.mark.parametrize(("key", "variant", "number", "words"), WORDINGS.values(), ids=WORDINGS.keys())
def test_the_wording_is(key: str, variant: Variant, number: int, words: str) -> None:
    assert heard(PromptRef(key, variant, number)) == words


PLAYABLES: dict[str, tuple[PromptRef, Playable]] = {
    "a fact and a pause": (
        PromptRef("welcome"),
        (Words("Thank you for calling Pandora."), Break(250), Words(" How can I help?")),
    ),
    "a sensitive entry apart from the words around it": (
        PromptRef("read_back", slots=(("entry", Value(Kind.DIGITS, "90210", sensitive=True)),)),
        (Words("You entered "), Words("9 0 2 1 0", sensitive=True), Words(". Is that right?")),
    ),
    "a sensitive value named by a prompt with a pause": (
        PromptRef("read_back", slots=(("entry", Value(Kind.TEXT, "x", sensitive=True, label="welcome")),)),
        (
            Words("You entered "),
            Words("Thank you for calling Pandora.", sensitive=True),
            Break(250),
            Words(" How can I help?", sensitive=True),
            Words(". Is that right?"),
        ),
    ),
    "nothing": (PromptRef("silent"), ()),
}


@pytest.mark.parametrize(("ref", "playable"), PLAYABLES.values(), ids=PLAYABLES.keys())
def test_a_caller_hears(ref: PromptRef, playable: Playable) -> None:
    assert render(BOOK, ref) == playable


ORDER = value("40715520", Kind.DIGITS)
SLOTS: dict[str, tuple[str, dict[str, Slot], str]] = {
    "an entry digit by digit": ("read_back", {"entry": ORDER}, "You entered 4 0 7 1, 5 5 2 0. Is that right?"),
    "facts by their kind": ("call", {}, "Ring 1, 8 5 5, 9 2 2, 2 6 0 0 or see example dot com."),
    "opening hours": ("hours", {}, "We are open Monday to Friday from 9 AM to 6 PM, Eastern time."),
    "an answer before a fact of its name": ("call", {"phone": value("me")}, "Ring me or see example dot com."),
    "a label that is a prompt": ("choice", {"label": PromptRef("ask"), "key": value("2")}, "For Which one?, press 2."),
    "a label that is a topic's title": (
        "choice",
        {"label": PromptRef("care.rose", Variant.TITLE), "key": value("1")},
        "For caring for Pandora Rose, press 1.",
    ),
    "a code by the prompt that names it": (
        "choice",
        {"label": value("defect", label="ask")},
        "For Which one?, press .",
    ),
    "a label that speaks an answer": (
        "choice",
        {"label": PromptRef("order"), "order_number": ORDER},
        "For order 4 0 7 1, 5 5 2 0, press .",
    ),
    "a label's own slots before those around it": (
        "choice",
        {"label": PromptRef("order", slots=(("order_number", value("A")),)), "order_number": ORDER},
        "For order A, press .",
    ),
    "a label that names itself, once": ("choice", {"label": PromptRef("itself")}, "For the, press ."),
    "an unknown slot left out": ("read_back", {}, "You entered . Is that right?"),
    "the address, once it is known": (
        "by_mail",
        {"service_email": value("care@x.org", Kind.EMAIL)},
        "Write to care at x dot org ...",
    ),
    "other words while it is not known": ("by_mail", {"desk": value("the desk")}, "Write to the desk ..."),
    "words without either": ("by_mail", {}, "Write to us ..."),
    "an empty value is not known": ("by_mail", {"service_email": value(" ")}, "Write to us ..."),
    "two wordings that point at each other come to an end": ("chase", {}, "only"),
    "the first slot stays while the second is not known": ("either", {"a": value("this")}, "only this"),
    "of two slots the first is not known": ("about", {"b": value("7")}, "Number 7."),
    "of two slots the second is not known": ("about", {"a": value("gifts")}, "About gifts."),
    "of two slots neither is known": ("about", {}, "Someone calls."),
    "both slots are known": ("about", {"a": value("gifts"), "b": value("7")}, "About gifts, number 7."),
    "all is known": ("either", {"a": value("this"), "b": value("that")}, "this or that"),
}


@pytest.mark.parametrize(("key", "slots", "words"), SLOTS.values(), ids=SLOTS.keys())
def test_a_slot_is_spoken(key: str, slots: dict[str, Slot], words: str) -> None:
    assert heard(PromptRef(key, slots=tuple(slots.items()))) == words


def test_the_last_slot_of_a_name_wins() -> None:
    ref = PromptRef("read_back", slots=(("entry", value("old")), ("entry", value("new"))))

    assert heard(ref) == "You entered new. Is that right?"


def test_a_key_that_nobody_wrote_is_a_programmers_error() -> None:
    with pytest.raises(UnknownPrompt, match=r"no prompt 'care\.nothing' in en-US"):
        render(BOOK, PromptRef("care.nothing"))


def test_facts_are_spoken_once_for_all_calls() -> None:
    assert BOOK.spoken_facts is BOOK.spoken_facts
    assert BOOK.spoken_facts["empty"] == ()


def test_what_a_release_says_is_put_into_words_once() -> None:
    choice = PromptRef("choice", slots=(("label", PromptRef("silent")), ("key", value("3", Kind.DIGITS))))
    with_answers = replace(choice, slots=(("entry", value("40715520", Kind.DIGITS)), *choice.slots))

    assert phrase(BOOK, choice) is phrase(BOOK, with_answers), "an answer that is not spoken makes no difference"
    assert phrase(BOOK, choice) is not phrase(BOOK, replace(choice, slots=choice.slots[:1]))


@pytest.mark.parametrize(
    "own", [value("40715520", Kind.DIGITS), Value(Kind.DIGITS, "4", sensitive=True)], ids=["an entry", "a secret key"]
)
def test_what_a_caller_told_is_not_kept(own: Value) -> None:
    entry = PromptRef("read_back", slots=(("entry", own),))
    inside = PromptRef("choice", slots=(("label", replace(entry, key="order")),))

    for ref in (entry, inside):
        phrase(BOOK, ref)
        assert ref not in BOOK.phrases
