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
NOT_IN_IT = (
    "the record at hand has none of these calls, or does not answer: is it that line's? (DATABASE_URL, or IVR_VAR)"
)


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
    With --url the record is compared where it is at hand: DATABASE_URL, or the var folder (IVR_VAR) of that line.
    Exit: 0 when every call ended as the record says, or no record is at hand, which is said; 1 when one did not, or the
    record that is at hand has none of them; 2 when no line answers at --url, or the options cannot be meant.
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
    raise SystemExit(0 if outcome.is_right else EXIT_PROBLEMS)


@dataclass(frozen=True)
class Outcome:
    """What came of a crowd: its calls beside their records, and how long it took.

    `unread` is why nothing was compared.
    """

    calls: "tuple[Judged, ...]"
    seconds: float
    unread: str = ""

    @property
    def is_right(self) -> bool:
        """Whether no record says anything else than the callers lived, or is missing where one should be."""
        return self.unread != NOT_IN_IT and not any(call.wrong for call in self.calls)


def refuse_both(url: str | None, helpline: Path | None, at: str) -> None:
    """Refuse options that contradict each other."""
    if url and (helpline or at):
        raise click.UsageError("--url rings a running line as it is: leave out --helpline and --at")


def stage_for(url: str | None, helpline: Path | None, at: str) -> "AbstractContextManager[Stage]":
    """Return the line to ring; mistakes end the command."""
    from ivr.commands.crowd_stage import own_line, running_line
    from ivr.commands.probing import refuse_no_line
    from ivr.commands.reaching import numbers_in, over_http

    if url:
        refuse_no_line(over_http(url))
    settings = settings_or_exit(helpline=helpline or Path())
    return nullcontext(running_line(url, settings, numbers_in(Path()).first)) if url else own_line(settings, at)


def show(line: "CrowdLine", crowd: "Crowd", index: int) -> "Life":
    """Play one caller of a crowd, and print the call."""
    from ivr.commands.telephone.teller import echo
    from ivr.rehearsal.paragraphs import paragraph, screen

    life = line.play_one(crowd, index)
    told = f"caller {index}: {life.member.kind.replace('_', ' ')}, {life.member.dialling.call_id}"
    click.echo("\n".join(paragraph(told, screen(), further="  ")))
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
    unread = NO_RECORD if records is None else "" if records or stage.is_own else NOT_IN_IT
    calls = judged(lives, None if unread else records, stage.account, is_reaped=stage.is_own)
    return Outcome(calls, seconds, unread)


def tell(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    """Print the figures, and whatever a record gets wrong."""
    from ivr.commands.crowd_figures import figures, table
    from ivr.rehearsal.paragraphs import paragraph, screen

    wrong = [call for call in outcome.calls if call.wrong]
    rows = figures(outcome.calls, outcome.seconds)
    if as_json:
        listed = [{"caller": call.life.member.index, "wrong": call.wrong} for call in wrong]
        click.echo(json.dumps({**rows, "compared": not outcome.unread, "differences": listed}, ensure_ascii=False))
    elif not quiet:
        click.echo(table(rows, screen()))
    if outcome.unread:
        click.echo("\n".join(paragraph(f"ivr: {outcome.unread}", screen())), err=True)
    elif not as_json:
        list_wrong(wrong, len(outcome.calls))


def list_wrong(wrong: "Sequence[Judged]", calls: int) -> None:
    """List the calls whose record is wrong, each with the command that plays it again."""
    from ivr.rehearsal.paragraphs import paragraph, screen
    from ivr.rehearsal.reports import counted

    width, of_all = screen(), f"of {counted(calls, 'call')}"
    if not wrong:
        click.echo("\n".join(["", *paragraph(f"the record is right: {calls:,} {of_all}", width)]))
        return
    for call in wrong[:SHOWN]:
        who = f"caller {call.life.member.index} ({call.life.member.kind}): {replay(call.life.member.index)}"
        told = (line for text in call.wrong for line in paragraph(text, width, first="  ", further="    "))
        click.echo("\n".join(["", *paragraph(who, width, further="  "), *told]))
    click.echo("\n".join(["", *paragraph(f"the record is wrong about {len(wrong):,} {of_all}", width)]))


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
