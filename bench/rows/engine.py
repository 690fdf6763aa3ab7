"""(a) Turns a second in memory: the engine alone, and with everything that makes a document of a turn."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench.measured_line import MeasuredLine, measured_line
from bench.report import Table
from bench.sizes import Sizes
from bench.webhooks import CALLER, DIALLED, call_ids
from ivr.carriers.twilio.say import Voice
from ivr.carriers.twilio.write import Urls, write
from ivr.dialogue.call import Call
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput
from ivr.dialogue.verbs import Collect
from ivr.language.render import render

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # a Monday, noon in New York
KEYS = "1234567890*#"
SILENCE = 0.1  # share of the turns
CALLS = 500  # different ones; then they come again


def engine(sizes: Sizes) -> Table:
    """Random callers on the shipped line, one after the other, on one core."""
    with measured_line() as line:
        plain = _turns_a_second(line, sizes.seconds, lambda turn: None)
        words = _turns_a_second(line, sizes.seconds, _documents(line))
    rows = [("`advance` alone", f"{plain:,.0f}"), ("with words and XML", f"{words:,.0f}")]
    notes = (f"Seeded random callers, who press any key or stay silent; one core. {CALLS:,} calls, then again.",)
    return Table("(a) Turns a second in memory", ("", "turns a second"), rows, notes)


def _documents(line: MeasuredLine) -> Callable[[Turn], object]:
    locale = line.release.flows.helpline.locales[0]
    book, voice = line.release.book(locale), Voice(line.release.flows.helpline.voices[locale], locale)
    urls = Urls("/voice/token", "/voice/job/token")
    return lambda turn: write(turn.verbs, lambda ref: render(book, ref), voice, urls)


def _turns_a_second(line: MeasuredLine, seconds: float, then: Callable[[Turn], object]) -> float:
    turns, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < seconds:
        turns += sum(_play(line, call_id, number, then) for number, call_id in enumerate(call_ids(0, CALLS)))
    return turns / spent


def _play(line: MeasuredLine, call_id: str, seed: int, then: Callable[[Turn], object]) -> int:
    """Play one call until the line no longer listens; how many turns it had."""
    chance = random.Random(seed)
    call = Call(call_id, line.release.id, CALLER, DIALLED, line.release.flows.helpline.locales[0])
    given: Input = CallStarted(CALLER, DIALLED)
    while True:
        turn = advance(line.release.flows, call, given, NOW)
        then(turn)
        call = turn.call
        if not isinstance(turn.verbs[-1], Collect):
            return call.turn
        given = NoInput() if chance.random() < SILENCE else Digits(chance.choice(KEYS))
