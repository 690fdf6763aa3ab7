"""`ivr calls`: what happened in the calls."""

import os
import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import click

from ivr.commands.common import EXIT_USAGE, engine_or_exit, fail
from ivr.dialogue.events import InputHeard, NothingHeard

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ivr.dialogue.events import Event
    from ivr.records.calls import CallRecord, CallSummary
    from ivr.records.entry import Entry

RELEASES = "releases"  # in a state folder
UNKNOWN_RELEASE = "release {} is no longer stored: times are UTC here, and who is rung for a person is not known"
Format = click.Choice(["text", "json"])


@click.group(invoke_without_command=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many calls.")
@click.option("--format", "form", type=Format, default="text", help="How to print them.")
@click.option("--unmasked", is_flag=True, help="Show telephone numbers in full.")
@click.pass_context
def calls(ctx: click.Context, limit: int, form: str, unmasked: bool) -> None:
    """List the latest calls, newest first. `ivr calls show ID` tells one call turn by turn."""
    if ctx.invoked_subcommand is not None:
        return
    import json

    from ivr.records.calls import masked_summary, recent_calls

    with _database() as engine:
        found = recent_calls(engine, limit)
    found = found if unmasked else tuple(masked_summary(call) for call in found)
    if form == "json":
        click.echo(json.dumps([_summary_json(call) for call in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo("no calls yet: ring the line with `ivr call`")
    else:
        _print_table(found)


@calls.command()
@click.argument("call_id")
@click.option("--format", "form", type=Format, default="text", help="How to print it.")
@click.option("--unmasked", is_flag=True, help="Show telephone numbers and entries in full.")
@click.option("--script", "as_script", is_flag=True, help="Print it as a call script, for `ivr play`.")
def show(call_id: str, form: str, unmasked: bool, as_script: bool) -> None:
    """Tell one call turn by turn: what was heard, what was pressed, what happened. CALL_ID may be its beginning."""
    import json

    from ivr.records.calls import AmbiguousCallError, masked, one_call
    from ivr.records.entry import to_line
    from ivr.rehearsal.entries import without_entries

    with _database() as engine:
        try:
            record = one_call(engine, call_id)
        except AmbiguousCallError as error:
            fail(str(error), EXIT_USAGE)
    if record is None:
        fail(f"no call '{call_id}' (known: ivr calls)")
    if as_script and not unmasked:
        record = without_entries(record)
    record = record if unmasked else masked(record)
    if as_script:
        click.echo(_script(record), nl=False)
    elif form == "json":
        turns = [json.loads(to_line(turn)) for turn in record.turns]
        click.echo(json.dumps({**_summary_json(record.summary), "heard": turns}, ensure_ascii=False, indent=2))
    else:
        _print_call(record)


def _script(record: "CallRecord") -> str:
    """The call as a call script, in the zone of the helpline that it was made on."""
    from ivr.commands.common import settings_or_exit
    from ivr.records.calls import SHORT_ID
    from ivr.rehearsal.from_record import script_of_record
    from ivr.wiring import release_store

    call, settings = record.summary, settings_or_exit(make=False)
    rehearsed = replace(settings, var=settings.var / "rehearsal")  # where calls without a server have their releases
    name, homes = call.release or "", (settings, rehearsed)
    home = next((each for each in homes if name and (each.var / RELEASES / name).is_dir()), None)
    release = release_store(home).load(name) if home else None
    if release is None:
        click.echo(f"ivr: {UNKNOWN_RELEASE.format(call.release)}", err=True)
    title = f"call {call.call_id[:SHORT_ID]} of {call.began_at:%Y-%m-%d}"
    return script_of_record(title, record, release.flows.helpline if release else None)


@contextmanager
def _database() -> Iterator["Engine"]:
    """The record's database for one command; what is wrong with it ends the command with a sentence."""
    from ivr.records.database import DatabaseAwayError
    from ivr.records.schema import SchemaError, require_current

    engine = engine_or_exit(must_exist=True)
    try:
        require_current(engine)
        yield engine
    except (DatabaseAwayError, SchemaError) as error:
        fail(str(error))


def _summary_json(call: "CallSummary") -> dict[str, object]:
    return {**asdict(call), "began_at": call.began_at.isoformat()}


def _print_table(found: Sequence["CallSummary"]) -> None:
    from rich.console import Console
    from rich.table import Table

    from ivr.records.calls import SHORT_ID

    zone = datetime.now(UTC).astimezone().tzinfo  # one for all rows, also for those from before the clocks were changed
    table = Table(box=None, pad_edge=False)
    for column in (f"began ({datetime.now(zone).tzname()})", "call", "caller", "turns", "lasted", "disposition"):
        table.add_column(column, overflow="fold")
    for call in found:
        began = call.began_at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
        lasted = "" if call.seconds is None else f"{call.seconds} s"
        caller = call.caller or "withheld"
        table.add_row(began, call.call_id[:SHORT_ID], caller, str(call.turns), lasted, call.disposition)
    colors: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"  # none: nothing bold either
    width = shutil.get_terminal_size((200, 0)).columns
    Console(width=width, color_system=colors, markup=False, emoji=False).print(table)


def _print_call(record: "CallRecord") -> None:
    call = record.summary
    click.echo(f"call {call.call_id}, from {call.caller or 'withheld'} to {call.dialled}, release {call.release}")
    lasted = "in progress" if call.seconds is None else f"{call.seconds} s"
    click.echo(f"began {call.began_at.astimezone():%Y-%m-%d %H:%M:%S %Z}, {lasted}: {call.disposition}\n")
    for entry in record.turns:
        for line in _lines(entry, (entry.at - call.began_at).total_seconds()):
            click.echo(line)


def _lines(entry: "Entry", seconds: float) -> Iterator[str]:
    margin = f"{seconds:7.1f} s  "
    for event in entry.events:
        yield f"{margin}{_told(event)}"
    said = " ".join(text for text in entry.said if text)
    if said:
        yield textwrap.fill(
            f"  line: {said}", width=100, initial_indent=margin, subsequent_indent=" " * (len(margin) + 8)
        )


def _told(event: "Event") -> str:
    """An event for people: what the caller did stands out, everything else by its name and fields."""
    match event:
        case InputHeard(keys):
            return f"caller: presses {keys}"
        case NothingHeard(step, tries):
            return f"caller: is silent at {step} ({tries})"
        case _:
            name = re.sub(r"(?<!^)(?=[A-Z])", " ", type(event).__name__).lower()
            told = ", ".join(str(value) for value in asdict(event).values() if value is not None)
            return f"[{name}{': ' if told else ''}{told}]"
