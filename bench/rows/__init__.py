"""What can be measured, one file each: a function that takes the sizes and returns a table."""

from collections.abc import Callable, Mapping

from bench.report import Table
from bench.rows.crowd import crowd
from bench.rows.engine import engine
from bench.rows.memory import memory
from bench.rows.processes import processes
from bench.rows.records import records
from bench.rows.servers import servers
from bench.rows.steps import steps
from bench.rows.topics import topics
from bench.rows.turn import turn
from bench.rows.webhooks import webhooks
from bench.sizes import Sizes

ROWS: Mapping[str, Callable[[Sizes], Table]] = {
    "engine": engine,
    "webhooks": webhooks,
    "turn": turn,
    "memory": memory,
    "steps": steps,
    "records": records,
    "processes": processes,
    "crowd": crowd,
    "topics": topics,
    "servers": servers,
}
"""By the name that `scripts/bench` takes."""
