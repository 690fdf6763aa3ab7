"""(g) The way to each topic: keys, words and seconds until the answer begins, for three kinds of callers."""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from bench.measured_line import MeasuredLine, measured_line
from bench.report import Table
from bench.rows.engine import NOW
from bench.shortest import shortest_ways
from bench.sizes import Sizes
from bench.webhooks import CALLER, DIALLED, call_ids
from ivr.dialogue.call import Call
from ivr.simulator.account import Account
from ivr.simulator.caller import MANNERS, Attentive, Caller, Scripted
from ivr.simulator.happenings import Happening, Party, Pressed, Said
from ivr.simulator.line import Dialling, Line, said_to
from ivr.simulator.transport import InProcess

KINDS: Mapping[str, Callable[[str], Caller]] = {
    "expert": lambda keys: Scripted(keys, manner=MANNERS["expert"]),
    "attentive": Attentive,
    "listener": Scripted,
}


def topics(_sizes: Sizes) -> Table:
    """Every topic of the shipped line."""
    with measured_line() as line:
        call = Call(next(call_ids(0, 1)), line.release.id, CALLER, DIALLED, line.release.flows.helpline.locales[0])
        ways = shortest_ways(line.release.flows, call, NOW)
        every = sorted(line.release.flows.helpline.topics)
        rows = [(topic, *_way(line, ways[topic].keys if topic in ways else ())) for topic in every]
    notes = (
        "The fewest keys, found by a search through the flows, then rung on the simulated line. The expert presses "
        "each key half a second after the words begin; the attentive caller a second after the key was named; the "
        "listener hears every menu to its end and presses a second later. Seconds are those from the first word of "
        "the line to the first word of the answer, at 150 words a minute.",
    )
    columns = ("topic", "keys", *[f"{kind}: {what}" for kind in KINDS for what in ("words", "seconds")])
    return Table("(g) The way to each topic", columns, rows, notes)


def _way(line: MeasuredLine, keys: Sequence[str]) -> tuple[str, ...]:
    if not keys:
        return ("none", *["-"] * 2 * len(KINDS))
    figures = [figure for kind in KINDS for figure in _until_the_answer(_rung(line, keys, kind))]
    return (" ".join(keys), *figures)


def _rung(line: MeasuredLine, keys: Sequence[str], kind: str) -> Sequence[Happening]:
    account = Account(line.settings.account_sid, line.settings.auth_tokens[0], line.settings.public_url)
    caller = KINDS[kind](" ".join(keys))
    dialling = Dialling(next(call_ids(0, 1)), CALLER, DIALLED, NOW)
    return Line(InProcess(line.app, account), account).rehearse(caller, dialling).happenings


def _until_the_answer(happenings: Sequence[Happening]) -> tuple[str, str]:
    """The words heard before the answer, and the second at which it begins: with what is said after the last key."""
    last = max(place for place, happening in enumerate(happenings) if isinstance(happening, Pressed))
    answer = next(happening for happening in happenings[last:] if isinstance(happening, Said))
    before = takewhile(lambda happening: happening is not answer, happenings)
    words = sum(len(text.split()) for text in said_to(before, Party.CALLER))
    return str(words), f"{answer.at:.1f}"
