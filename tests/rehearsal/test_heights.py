"""The two heights give the same call; where they part it is told, and is no fault of the script."""

from dataclasses import replace

import pytest
from made_up_calls import call, played, script, stage, told

from ivr.rehearsal import playing
from ivr.rehearsal.heights import at_engine, at_webhook, dialling_of
from ivr.rehearsal.played import transcript
from ivr.rehearsal.script import Script
from ivr.simulator.happenings import KeysLost, Said

CALLS = {
    "words that a key cuts": "{press: 3, at_once: yes, after: 4s}\n{press: 1, at_once: yes, after: 2s}\npress: 0",
    "keys while the line fetches": "{press: 3111, every: 0.1s}\nwait: silence",
    "keys while nobody listens": "wait: 0.2s\npress: 3\npress: 3",
    "keys in the queue": "press: 0\nreach: queue\nwait: 1s\npress: 5\nreach: agent",
    "an entry in two halves": "press: 2\npress: 4071\nwait: silence\npress: 40715520",
    "hanging up while the line fetches": "press: 3\nwait: 0.1s\nhang_up:",
    "three minutes in the queue": "press: 0\npress: 2",
}
PHONE = 'outside: {agent: "+12025550199"}'
RUNG = {
    "a person who accepts": (PHONE, "press: 2\npress: 40715520\nreach: agent"),
    "a person who declines": (f"{PHONE}\nagent: declines", 'press: 0\nhear: "Nobody is here"'),
    "a machine": (f"{PHONE}\nagent: machine", 'press: 0\nhear: "Nobody is here"'),
    "a telephone that nobody picks up": (f"{PHONE}\nagent: no_answer", 'press: 0\nhear: "Nobody is here"'),
    "a caller who hangs up while it rings": (PHONE, "press: 0\nwait: 3s\nhang_up:"),
    "a caller who hangs up during the whisper": (PHONE, "press: 0\nwait: 9s\nhang_up:"),
    "a caller who hangs up after the talk began": (PHONE, "press: 0\nreach: agent\nwait: 9s\nhang_up:"),
    "a caller without patience": ("queue: {served_after: never, patience: 50s}", "press: 0\nreach: queue"),
    "the line's own number": ('to: "+18559222600"', "press: 1\nreach: queue"),
}
EVERY = {name: ("", moves) for name, moves in CALLS.items()} | RUNG


@pytest.mark.parametrize(("setting", "moves"), EVERY.values(), ids=EVERY)
def test_both_heights_give_the_same_call(setting: str, moves: str) -> None:
    made = call(moves, setting)
    changes = made.setting.changes

    webhook, engine = at_webhook(made, stage().line(changes)), at_engine(made, stage().release(changes))

    assert transcript(webhook.happenings) == transcript(engine.happenings)
    assert webhook.turns == engine.turns
    assert webhook.done == engine.done
    assert [(each.section, each.word.text) for each in webhook.heard] == [
        (each.section, each.word.text) for each in engine.heard
    ]


def test_keys_that_are_lost_are_lost_at_both() -> None:
    outcome = played(CALLS["keys while the line fetches"])

    assert told(outcome) == []
    assert any(isinstance(happening, KeysLost) for happening in outcome.happenings)


def test_where_the_heights_part_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(made: Script, *_: object) -> object:
        beats = at_engine(made, stage().release(made.setting.changes))
        return replace(beats, beats=tuple(beat for beat in beats.beats if not isinstance(beat.happening, Said)))

    monkeypatch.setattr(playing, "at_engine", deaf)

    (difference,) = told(played("press: 3"))

    assert difference.startswith("line 1: the two heights differ: webhook has 'Said 0.0 This call is recorded. caller'")


def test_a_call_is_known_by_its_file_and_name() -> None:
    one, other = script("one:\n  call: [press: 3]\n"), script("other:\n  call: [press: 3]\n")
    release = stage().release(one.setting.changes)

    assert dialling_of(one, release).call_id != dialling_of(other, release).call_id
    assert at_engine(one, release).happenings == at_engine(other, release).happenings
