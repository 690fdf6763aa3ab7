"""The figures of `ivr stats` as tables that fit on a screen of 80 columns."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

from rich.console import Console
from rich.table import Table

from ivr.authoring.figures import BEFORE_KEY_FEW, CHOICES_REMEMBERED
from ivr.authoring.stats.callers import CALLERS, Heard
from ivr.authoring.stats.forms import limit_of, seconds, shown_keys
from ivr.authoring.stats.stats import Stats
from ivr.rehearsal.layout import columns, is_colourless

TITLES: Mapping[str, str] = {
    "topic": "topics: until the answer begins",
    "collect": "questions for digits: until they are asked",
    "transfer": "transfers: until it rings",
    "hand_off": "persons: until it rings, or the queue begins",
}
BEYOND = "!"
NOTES = (
    f"{BEYOND} is beyond what the caller rules allow (docs/caller-rules.md).",
    "Expert: knows the keys. Listener: hears everything. By speech: not yet, calls are by keypad only.",
    "Words at 150 a minute; what callers enter and say themselves is not counted in prompts.",
)


def print_tables(told: Sequence[Stats]) -> None:
    """Print all of them; one below the other for each locale."""
    colors: Literal["auto"] | None = None if is_colourless() else "auto"
    console = Console(width=columns(), color_system=colors, markup=False, emoji=False, highlight=False)
    for stats in told:
        for table in (*_journeys(stats), _persons(stats), _menus(stats), _prompts(stats)):
            if table.row_count:
                console.print(f"{stats.locale}, {table.caption}", style="bold")
                table.caption = None
                console.print(table)
                console.print()
    for note in NOTES:
        console.print(note)


def _table(caption: str, first: str, *numbers: str, keys: bool = False) -> Table:
    table = Table(caption=caption, box=None, pad_edge=False)
    table.add_column(first, overflow="fold")
    if keys:
        table.add_column("keys", overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", overflow="fold")
    return table


def _journeys(stats: Stats) -> list[Table]:
    tables = []
    for kind, goals in groupby(stats.journeys, key=lambda goal: goal.kind):
        limits = {who: f" ({limit} s)" if (limit := limit_of(kind, who)) else "" for who in CALLERS}
        names = [name for who in CALLERS for name in (f"{who}{limits[who]}", "words")]
        table = _table(TITLES[kind], "", *names, keys=True)
        for goal in goals:
            ways = stats.journeys[goal]
            keys = next((_keys(heard) for heard in ways.values()), "no way by keys")
            cells = (cell for who in CALLERS for cell in _cells(ways.get(who), limit_of(kind, who), keys))
            table.add_row(goal.name, keys, *cells)
        tables.append(table)
    return tables


def _cells(heard: Heard | None, limit: int | None, usual: str) -> tuple[str, str]:
    """Seconds and words; with the keys, where they are others than those that stand beside them."""
    if heard is None:
        return "", ""
    other = "" if _keys(heard) == usual else f"by {_keys(heard)}: "
    return f"{other}{_beside(seconds(heard.ms), limit)}", str(heard.words)


def _keys(heard: Heard) -> str:
    return " ".join(shown_keys(heard)) or "none"


def _beside(figure: float, limit: float | None) -> str:
    """A figure, marked where it is beyond its limit."""
    return f"{BEYOND if limit is not None and figure > limit else ''}{figure}"


def _persons(stats: Stats) -> Table:
    table = _table("the longest way to a person, from anywhere", "who", "seconds", "words", keys=True)
    table.add_column("from")
    for who, way in stats.to_person.items():
        where = f"{way.step} ({way.phase})" if way.phase else way.step
        table.add_row(who, _keys(way.heard), str(seconds(way.heard.ms)), str(way.heard.words), where)
    return table


def _menus(stats: Stats) -> Table:
    names = (f"choices ({CHOICES_REMEMBERED})", f"words to the first key ({BEFORE_KEY_FEW})", "seconds for all")
    table = _table("menus", "", *names)
    for menu in stats.menus:
        before = _beside(menu.before_key, BEFORE_KEY_FEW)
        table.add_row(menu.step, _beside(menu.choices, CHOICES_REMEMBERED), before, f"{menu.seconds:.1f}")
    return table


def _prompts(stats: Stats) -> Table:
    table = _table("prompts, longest first", "", "seconds", "allowed", "words")
    for each in stats.prompts:
        allowed = "" if each.limit is None else f"{each.limit} s"
        table.add_row(each.name, _beside(round(each.seconds, 1), each.limit), allowed, str(each.words))
    return table
