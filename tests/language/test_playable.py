"""What a caller hears: put together without losing a space, and written down without what is sensitive."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.language.playable import Break, Part, Playable, Words, joined, transcript

PARTS = st.one_of(
    st.builds(Words, st.text(alphabet="ab .\n", max_size=6), st.booleans()),
    st.builds(Break, st.sampled_from([250, 600])),
)

JOINS = {
    "nothing stays nothing": ([], ()),
    "words of one sort become one piece": ([Words("for "), Words("refunds")], (Words("for refunds"),)),
    "sensitive words stay apart, with the spaces between": (
        [Words("it is "), Words("9 0", sensitive=True), Words(". Right?")],
        (Words("it is "), Words("9 0", sensitive=True), Words(". Right?")),
    ),
    "white space is single, and there is none at the ends": (
        [Words(" write  to\n"), Words(" us \n")],
        (Words("write to us"),),
    ),
    "breaks stay, at the ends too": (
        [Break(250), Words("hello"), Break(250)],
        (Break(250), Words("hello"), Break(250)),
    ),
    "two breaks are a longer silence": ([Break(250), Break(250)], (Break(250), Break(250))),
    "empty words are no words": ([Words(" "), Break(250), Words("", sensitive=True)], (Break(250),)),
}


@pytest.mark.parametrize(("parts", "playable"), JOINS.values(), ids=JOINS.keys())
def test_parts_are_joined(parts: list[Part], playable: Playable) -> None:
    assert joined(parts) == playable


TRANSCRIPTS = {
    "nothing said": ((), ""),
    "words as they are": ((Words("hello"),), "hello"),
    "a break is a space": ((Words("for refunds"), Break(600), Words("press 2")), "for refunds press 2"),
    "a break next to a space adds none": (
        (Words("for refunds "), Break(600), Words(" press 2")),
        "for refunds press 2",
    ),
    "sensitive words are hidden": ((Words("code "), Words("9 0 2", sensitive=True), Words(".")), "code •••."),
}


@pytest.mark.parametrize(("playable", "text"), TRANSCRIPTS.values(), ids=TRANSCRIPTS.keys())
def test_a_transcript_tells(playable: Playable, text: str) -> None:
    assert transcript(playable) == text


@given(st.lists(PARTS))
def test_joining_changes_white_space_only(parts: list[Part]) -> None:
    playable = joined(parts)

    assert "".join(_words(playable).split()) == "".join(_words(parts).split())
    assert [part for part in playable if isinstance(part, Break)] == [part for part in parts if isinstance(part, Break)]
    assert all(part.text for part in playable if isinstance(part, Words))


def _words(parts: Iterable[Part]) -> str:
    return "".join(part.text for part in parts if isinstance(part, Words))
