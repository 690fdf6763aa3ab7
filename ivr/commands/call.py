"""`ivr call`: ring the line from this terminal."""

import secrets
from contextlib import closing
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import click

from ivr.commands.call_options import Options
from ivr.commands.call_script import refuse_loss, write_script
from ivr.commands.common import EXIT_PROBLEMS, fail
from ivr.commands.probing import NOBODY, REFUSED
from ivr.commands.reaching import LOCAL_LINE, Reached, Wish, numbers_in, reach
from ivr.commands.telephone.holding import Telephone, asked, in_real_time, is_for_people, scripted
from ivr.commands.telephone.teller import Teller
from ivr.rehearsal.script import Setting
from ivr.rehearsal.worlds import AGENTS, person_of, world_of
from ivr.simulator.caller import MANNERS, Caller
from ivr.simulator.happenings import LineError
from ivr.simulator.line import CALLER_NUMBER, LINE_NUMBER, Dialling, Line

UNREACHED = frozenset({"busy", "no_answer", "failed", "declines", "machine"})
"""What becomes of a telephone only where one is rung."""

UNRUNG = (
    "ivr: 'outside: agent' in helpline.yaml is empty: callers wait in the queue for a person, and --agent {agent} is "
    "only for other numbers"
)
SLOWEST, FASTEST = 0.1, 100.0  # times the pace of speech

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
File = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--url", help=f"Line to ring; default: {LOCAL_LINE} if it runs, else this helpline without a server.")
@click.option("--keys", help='What the caller does, e.g. "2 3 # w 40715520 h": keys, w or - silence, h hangs up.')
@click.option("--fingers", type=click.Choice(list(MANNERS)), help="How they press --keys; default: listener.")
@click.option("--stay", is_flag=True, help="After the last of --keys stay silent instead of hanging up.")
@click.option("--from", "caller", default=CALLER_NUMBER, show_default=True, help="Caller; 'anonymous' hides it.")
@click.option("--to", "dialled", help="Number that is called; default: the helpline's first.")
@click.option("--at", help='When: "2026-11-23 10:00" or "mon 10:00", in the helpline\'s zone. Rings without a server.')
@click.option("--locale", help="The helpline's locale that the call begins in. Rings without a server.")
@click.option("--helpline", type=Folder, help="Ring the helpline in this folder, without a server.")
@click.option("--agent", default="answers", type=click.Choice(list(AGENTS)), help="What people do when rung.")
@click.option("--fast", is_flag=True, help="Show words at once, and ask for keys whenever the line listens.")
@click.option("--speed", default=1.0, type=click.FloatRange(SLOWEST, FASTEST), help="2: twice as fast as people speak.")
@click.option("--record", type=File, help="Write the call as a call script into this file.")
@click.option("--force", is_flag=True, help="Write over the file of --record.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json"]), help="How to print the call.")
def call(**given: Any) -> None:
    """Ring the line: hear what it says, press keys, stay silent, hang up.

    On a terminal words come at the pace of speech, and keys act while it speaks; with --keys, --fast, in a pipe or as
    JSON all is told at once. Plays the carrier's part over the real, signed webhooks. The margin shows when a caller
    would hear it. Exit: 0, or 1 when the carrier would report an error.
    """
    options = Options(**given)
    if options.fingers and options.keys is None:
        raise click.UsageError("--fingers is how --keys are pressed: give --keys too")
    if options.record:
        refuse_loss(options.record, force=options.force)
    telephone = telephone_of(options)
    reached = reach(Wish(options.url, options.helpline, options.at, options.locale))
    dialling = dialling_of(options, reached)
    people = Setting(agent=options.agent)
    line = Line(reached.transport, reached.account, world_of(people), person_of(people), reached.clock)
    with telephone as (who, teller):
        ring(line, who, dialling, teller, reached.name)
    teller.summary(dialling.call_id)
    hint = reached.keep_record(dialling.call_id)
    if options.record:
        write_script(options.record, teller.happenings, options, reached)
    if hint:
        click.echo(hint, err=options.as_json)
    raise SystemExit(EXIT_PROBLEMS if teller.failed else 0)


def dialling_of(options: Options, reached: Reached) -> Dialling:
    """Who calls whom, when. It is said if the helpline rings no telephone that --agent could speak of."""
    numbers = numbers_in(options.helpline or Path())
    if options.agent in UNREACHED and not numbers.rings_agent:
        click.echo(UNRUNG.format(agent=options.agent), err=True)
    began = reached.clock.began if reached.clock else datetime.now(UTC)
    dialled = options.dialled or numbers.first or LINE_NUMBER
    return Dialling("CA" + secrets.token_hex(16), options.caller, dialled, began)


def telephone_of(options: Options) -> Telephone:
    """Who calls, and how the call is shown."""
    if options.keys is not None:
        return scripted(options.keys, options.fingers, stay=options.stay, as_json=options.as_json)
    if options.fast or options.as_json or not is_for_people():
        return asked(as_json=options.as_json)
    return in_real_time(options.speed)


def ring(line: Line, who: Caller, dialling: Dialling, teller: Teller, name: str) -> None:
    """Make the call and tell it as it happens. Ctrl+C hangs up."""
    try:
        with closing(line.call(who, dialling)) as happenings:
            for happening in happenings:
                if isinstance(happening, LineError):
                    refuse_dead_line(happening, name)
                teller.tell(happening)
    except KeyboardInterrupt:
        click.echo(err=True)
        teller.hang_up()


def refuse_dead_line(error: LineError, name: str) -> None:
    """End the command where there is no line to speak of: nobody answers, or the signature is not believed."""
    if error.status is None and error.at == 0 and error.url.endswith("/voice"):
        fail(NOBODY.format(name=name, reason=error.text))
    if error.status == HTTPStatus.FORBIDDEN:
        fail(REFUSED)
