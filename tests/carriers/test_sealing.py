"""A call's state travels through foreign hands: nobody reads it, changes it, or uses it in another call."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.carriers.sealing import MAX_TOKEN, Sealer

OLD, NEW = b"o" * 32, b"n" * 32
CALL = "CA" + "1" * 32
PLAIN = b'{"step":"main.what_for","turn":3}'
LETTERS = string.ascii_letters + string.digits + "-_"


@given(st.binary(max_size=2500), st.text())
def test_what_is_sealed_opens_again_for_the_same_call(plain: bytes, call: str) -> None:
    sealer = Sealer((NEW,))

    assert sealer.open(sealer.seal(plain, call), call) == plain


def test_the_same_call_at_the_same_place_gets_the_same_token_from_any_process() -> None:
    assert Sealer((NEW,)).seal(PLAIN, CALL) == Sealer((NEW, OLD)).seal(PLAIN, CALL)


def test_a_token_fits_into_a_url_path_as_it_is_and_shows_nothing() -> None:
    token = Sealer((NEW,)).seal(PLAIN, CALL)

    assert set(token) <= set(LETTERS)
    assert "main" not in token


def test_while_keys_rotate_tokens_of_both_keys_open() -> None:
    before, after = Sealer((OLD,)), Sealer((NEW, OLD))

    assert after.open(before.seal(PLAIN, CALL), CALL) == PLAIN
    assert after.open(after.seal(PLAIN, CALL), CALL) == PLAIN
    assert Sealer((NEW,)).open(after.seal(PLAIN, CALL), CALL) == PLAIN, "the first key seals"


def test_a_token_of_a_key_that_is_gone_does_not_open() -> None:
    assert Sealer((NEW,)).open(Sealer((OLD,)).seal(PLAIN, CALL), CALL) is None


def test_a_token_of_one_call_is_useless_in_another() -> None:
    sealer = Sealer((NEW,))

    assert sealer.open(sealer.seal(PLAIN, CALL), "CA" + "2" * 32) is None
    assert sealer.open(sealer.seal(PLAIN, CALL), "job") is None


@given(st.integers(min_value=0), st.sampled_from(LETTERS))
def test_every_change_of_a_single_character_is_refused(position: int, letter: str) -> None:
    sealer = Sealer((NEW,))
    token = sealer.seal(PLAIN, CALL)
    place = position % len(token)

    changed = token[:place] + letter + token[place + 1 :]

    assert (sealer.open(changed, CALL) is None) == (changed != token)


def test_every_truncation_is_refused() -> None:
    sealer = Sealer((NEW,))
    token = sealer.seal(PLAIN, CALL)

    assert [sealer.open(token[:end], CALL) for end in range(len(token))] == [None] * len(token)


@pytest.mark.parametrize("plain", [b"", b"1", b"12"], ids=["no bits left over", "two bits", "four bits"])
def test_only_one_spelling_of_a_token_opens(plain: bytes) -> None:
    sealer = Sealer((NEW,))
    token = sealer.seal(plain, CALL)

    spellings = [token + "=" * (-len(token) % 4) + end for end in ("", "=", "==", "\n", " ", "!")]
    others = [spelling for spelling in spellings if spelling != token]
    others += [token[:-1] + letter for letter in LETTERS if letter != token[-1]]

    assert [sealer.open(other, CALL) for other in others] == [None] * len(others)


@given(st.text(alphabet=st.characters(codec=None)) | st.text(LETTERS, max_size=200), st.text())
def test_no_text_at_all_makes_opening_raise(token: str, call: str) -> None:
    assert Sealer((NEW, OLD)).open(token, call) is None


def test_an_endless_token_is_refused_before_any_work() -> None:
    assert Sealer((NEW,)).open("A" * (MAX_TOKEN + 1), CALL) is None


def test_what_could_never_be_opened_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="too many to seal"):
        Sealer((NEW,)).seal(b"x" * MAX_TOKEN, CALL)


@pytest.mark.parametrize("keys", [(), (b"short",), (NEW, b"x" * 64)], ids=["none", "too short", "second too long"])
def test_keys_that_are_none_are_named_at_start(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="at least one key, each of 32 bytes"):
        Sealer(keys)
