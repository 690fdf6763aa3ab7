"""How an entry is taken from the keypad, key by key."""

import pytest

from ivr.simulator.caller import Keys
from ivr.simulator.happenings import Listening
from ivr.simulator.keypad import Entry, enter, nothing

MENU = Listening(0, first_wait=5, between_keys=5, max_keys=1, finish_key="")
ORDER = Listening(0, first_wait=12, between_keys=4, max_keys=8)
ANY = Listening(0, first_wait=5, between_keys=5)


@pytest.mark.parametrize(
    ("listening", "keys", "entry"),
    [
        pytest.param(MENU, Keys("2"), Entry("2", "", 1.0), id="a menu takes one key and waits for no more"),
        pytest.param(MENU, Keys("#"), Entry("#", "", 1.0), id="without a finish key, # is a key like any other"),
        pytest.param(MENU, Keys("23"), Entry("2", "", 1.0, "3"), id="keys after the last allowed one are lost"),
        pytest.param(ORDER, Keys("407#"), Entry("407", "#", 2.5), id="the finish key ends the entry and is not in it"),
        pytest.param(ORDER, Keys("40#7"), Entry("40", "#", 2.0, "7"), id="keys after the finish key are lost"),
        pytest.param(ORDER, Keys("#"), Entry("", "#", 1.0), id="the finish key alone ends it empty"),
        pytest.param(ORDER, Keys("407"), Entry("407", "", 6.0), id="silence after the last key ends the entry"),
        pytest.param(ORDER, Keys("12345678#"), Entry("12345678", "", 4.5, "#"), id="a # after a full entry is lost"),
        pytest.param(ORDER, Keys("*07#"), Entry("*07", "#", 2.5), id="star is a key"),
        pytest.param(ORDER, Keys("407", every=4), Entry("407", "", 13.0), id="a slow typist may take all of each wait"),
        pytest.param(ORDER, Keys("407", every=4.1), Entry("4", "", 5.0, "07"), id="too slow a typist is cut off"),
        pytest.param(ORDER, Keys("4", after=12), Entry("4", "", 16.0), id="the first key may come at the last moment"),
        pytest.param(ORDER, Keys("4", after=12.1), Entry("", "", 12.0, "4"), id="too late a first key is lost"),
        pytest.param(ANY, Keys("123456789"), Entry("123456789", "", 10.0), id="without numDigits there is no limit"),
        pytest.param(
            Listening(0, 5, 5, keypad=False), Keys("1"), Entry("", "", 5.0, "1"), id="speech alone loses every key"
        ),
    ],
)
def test_keys_make_an_entry(listening: Listening, keys: Keys, entry: Entry) -> None:
    assert enter(listening, keys) == entry


def test_silence_lasts_as_long_as_the_first_wait() -> None:
    assert nothing(ORDER) == Entry("", "", 12.0)
