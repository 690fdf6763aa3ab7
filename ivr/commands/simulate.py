"""`ivr simulate`: let a crowd of random callers ring the line, and see whether the record is right."""

import json
import re
import secrets
import shlex
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ivr.commands.common import EXIT_PROBLEMS, settings_or_exit

if TYPE_CHECKING:
    from ivr.commands.crowd_figures import Judged
    from ivr.commands.crowd_stage import Stage
    from ivr.simulator.crowd import CrowdLine, Life
    from ivr.simulator.crowd_members import Crowd

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
DISORDER = ("none", "some", "much")
AGENTS = ("random", "answers", "busy", "no_answer", "failed", "waits")
UNITS = {"s": 1, "m": 60, "h": 3600}
SHOWN = 20  # calls with differences that are listed one by one
NOT_REPLAYED = frozenset({"only", "form", "progress"})
NO_RECORD = "the record of that line is not at hand (DATABASE_URL, or IVR_VAR): nothing was compared with it"


def seconds_in(_context: click.Context, _option: click.Parameter, text: str) -> float:
    """Read a span of time as people write it: 90s, 30m, 1h."""
    found = re.fullmatch(r"(\d{1,6})([smh])", text)
    if found is None:
        raise click.BadParameter(f"'{text}' is no span of time: write 90s, 30m or 1h")
    return float(int(found[1]) * UNITS[found[2]])


@click.command()
@click.option("--calls", default=1000, show_default=True, type=click.IntRange(1), help="How many callers ring.")
@click.option("--seed", default=1, show_default=True, help="The same number makes the same crowd.")
@click.option("--over", default="1h", show_default=True, callback=seconds_in, help="The time over which they ring.")
@click.option("--disorder", default="some", show_default=True, type=click.Choice(DISORDER),
              help="How often webhooks come twice, late, out of order, or not at all.")  # fmt: skip
@click.option("--agent", default="random", show_default=True, type=click.Choice(AGENTS), help="What people do.")
@click.option(
    "--at", default="", help='When the first may ring: "2026-11-23 10:00" or "mon 10:00"; default: when open.'
)
@click.option("--only", type=click.IntRange(0), help="Play this one caller of the crowd and print the call.")
@click.option("--url", help="Ring a running line instead of one in this process.")
@click.option("--helpline", type=Folder, help="Folder of the helpline to ring; default: this one.")
@click.option("--progress/--no-progress", default=None, help="Show how far it is; default: on a terminal.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json"]), help="How to print the figures.")
def simulate(  # noqa: PLR0913 - one argument for each option
    *, calls: int, seed: int, over: float, disorder: str, agent: str, at: str, only: int | None, url: str | None,
    helpline: Path | None, progress: bool | None, form: str,
) -> None:  # fmt: skip
    """Let a crowd of random callers ring the line, in virtual time, and compare the record with what they lived.

    Without --url the helpline is rung in this process, with a record of its own that is thrown away afterwards.
    Exit: 0 when every call ended as the record says, 1 when one did not.
    """
    from ivr.rehearsal.worlds import AGENTS as PEOPLE
    from ivr.simulator.crowd import CrowdLine
    from ivr.simulator.crowd_members import Crowd
    from ivr.simulator.disorder import ODDS

    refuse_both(url, helpline, at)
    with stage_for(url, helpline, at) as stage:
        line = CrowdLine(stage.transport, stage.account, ODDS[disorder], stage.clock, stage.together)
        run = secrets.token_hex(4) if url else ""
        crowd = Crowd(seed, calls, over, stage.began, stage.dialled, run, PEOPLE.get(agent))
        began = time.perf_counter()
        played = watched(line.play(crowd), calls, shown=progress) if only is None else (show(line, crowd, only),)
        lives = tuple(played)
        outcome = compared(lives, stage, time.perf_counter() - began)
    tell(outcome, as_json=form == "json", quiet=only is not None)
    raise SystemExit(EXIT_PROBLEMS if any(call.wrong for call in outcome.calls) else 0)


@dataclass(frozen=True)
class Outcome:
    """What came of a crowd: its calls beside their records, whether there were any, and how long it took."""

    calls: "tuple[Judged, ...]"
    is_compared: bool
    seconds: float


def refuse_both(url: str | None, helpline: Path | None, at: str) -> None:
    """Refuse options that contradict each other."""
    if url and (helpline or at):
        raise click.UsageError("--url rings a running line as it is: leave out --helpline and --at")


def stage_for(url: str | None, helpline: Path | None, at: str) -> "AbstractContextManager[Stage]":
    """Return the line to ring; mistakes end the command."""
    from ivr.commands.crowd_stage import own_line, running_line
    from ivr.commands.reaching import numbers_in

    settings = settings_or_exit(helpline=helpline or Path())
    return nullcontext(running_line(url, settings, numbers_in(Path()).first)) if url else own_line(settings, at)


def show(line: "CrowdLine", crowd: "Crowd", index: int) -> "Life":
    """Play one caller of a crowd, and print the call."""
    from ivr.commands.telephone.teller import echo

    life = line.play_one(crowd, index)
    click.echo(f"caller {index}: {life.member.kind.replace('_', ' ')}, {life.member.dialling.call_id}")
    for happening in life.happenings:
        echo(happening)
    return life


def watched(lives: "Iterable[Life]", calls: int, *, shown: bool | None) -> "Iterator[Life]":
    """Pass the calls on as they end, with a bar on standard error."""
    if not (sys.stderr.isatty() if shown is None else shown):
        yield from lives
        return
    with click.progressbar(lives, length=calls, label="calls", file=sys.stderr) as bar:
        yield from bar


def compared(lives: "tuple[Life, ...]", stage: "Stage", seconds: float) -> Outcome:
    """Put each call beside its record."""
    from ivr.commands.crowd_figures import judged

    records = stage.records([life.member.dialling.call_id for life in lives])
    calls = judged(lives, records, stage.account, is_reaped=stage.is_own)
    return Outcome(calls, records is not None, seconds)


def tell(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    """Print the figures, and whatever a record gets wrong."""
    from ivr.commands.crowd_figures import figures, table

    wrong = [call for call in outcome.calls if call.wrong]
    rows = figures(outcome.calls, outcome.seconds)
    if as_json:
        listed = [{"caller": call.life.member.index, "wrong": call.wrong} for call in wrong]
        click.echo(json.dumps({**rows, "compared": outcome.is_compared, "differences": listed}, ensure_ascii=False))
    elif not quiet:
        click.echo(table(rows))
    if not outcome.is_compared:
        click.echo(f"ivr: {NO_RECORD}", err=True)
    elif not as_json:
        list_wrong(wrong, len(outcome.calls))


def list_wrong(wrong: "Sequence[Judged]", calls: int) -> None:
    """List the calls whose record is wrong, each with the command that plays it again."""
    if not wrong:
        click.echo(f"\nthe record is right: {calls:,} of {calls:,} calls")
        return
    for call in wrong[:SHOWN]:
        click.echo(f"\ncaller {call.life.member.index} ({call.life.member.kind}): {replay(call.life.member.index)}")
        for text in call.wrong:
            click.echo(f"  {text}")
    click.echo(f"\nthe record is wrong about {len(wrong):,} of {calls:,} calls")


def replay(index: int) -> str:
    """Return the command that plays one caller of this crowd again, with the options that were given."""
    context = click.get_current_context()
    given = []
    for option in context.command.params:
        name = option.name or ""
        asked = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if asked and name not in NOT_REPLAYED:
            given += [option.opts[0], f"{context.params[name]:g}s" if name == "over" else str(context.params[name])]
    return shlex.join(["ivr", "simulate", *given, "--only", str(index)])
