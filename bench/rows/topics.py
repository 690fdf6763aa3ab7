"""(g) The way to each topic: the fewest keys, and what is heard until the answer begins."""

from bench.measured_line import measured_line
from bench.report import Table
from bench.rows.engine import NOW
from bench.shortest import shortest_ways
from bench.sizes import Sizes
from bench.webhooks import CALLER, DIALLED, call_ids
from ivr.dialogue.call import Call


def topics(_sizes: Sizes) -> Table:
    """Every topic of the shipped line with its keys."""
    with measured_line() as line:
        call = Call(next(call_ids(0, 1)), line.release.id, CALLER, DIALLED, line.release.flows.helpline.locales[0])
        ways = shortest_ways(line.release.flows, call, NOW)
        every = sorted(line.release.flows.helpline.topics)
    found = [(topic, ways[topic].keys) if topic in ways else (topic, ()) for topic in every]
    rows = [(topic, " ".join(keys) or "none", str(len(keys)) if keys else "-") for topic, keys in found]
    notes = ("The fewest keys, found by a search through the flows. Words and seconds come with the simulated line.",)
    return Table("(g) The keys to each topic", ("topic", "keys", "how many"), rows, notes)
