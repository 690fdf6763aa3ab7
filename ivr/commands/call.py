"""`ivr call`: ring the line from this terminal."""

import secrets
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import click

from ivr.commands.common import EXIT_PROBLEMS, fail
from ivr.commands.reaching import LOCAL_LINE, numbers_in, reach
from ivr.commands.telephone import Teller, Terminal
from ivr.simulator.caller import Caller, HangUp, Move, Scripted, Silence, read_moves
from ivr.simulator.happenings import LineError
from ivr.simulator.line import CALLER_NUMBER, LINE_NUMBER, Dialling, Line
from ivr.simulator.world import Pickup, World

AGENTS: Mapping[str, World] = {
    "answers": World(),
    "busy": World(pickup=Pickup.BUSY, served_after=None),
    "no_answer": World(pickup=Pickup.NO_ANSWER, served_after=None),
    "failed": World(pickup=Pickup.FAILED, served_after=None),
    "waits": World(pickup=Pickup.NO_ANSWER, served_after=None),
}
"""What people do: pick up and serve the queue, or neither."""

UNREACHED = frozenset({"busy", "no_answer", "failed"})
"""What becomes of a telephone only where one is rung."""

UNRUNG = (
    "ivr: 'outside: agent' in helpline.yaml is empty: callers wait in the queue for a person, and --agent {agent} is "
    "only for other numbers"
)

Folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--url", help=f"Line to ring; default: {LOCAL_LINE} if it runs, else this helpline without a server.")
@click.option("--keys", help='What the caller does, e.g. "2 3 # w 40715520 h": keys, w or - silence, h hangs up.')
@click.option("--stay", is_flag=True, help="After the last of --keys stay silent instead of hanging up.")
@click.option("--from", "caller", default=CALLER_NUMBER, show_default=True, help="Caller; 'anonymous' hides it.")
@click.option("--to", "dialled", help="Number that is called; default: the helpline's first.")
@click.option("--at", help='When: "2026-11-23 10:00" or "mon 10:00", in the helpline\'s zone. Rings without a server.')
@click.option("--helpline", type=Folder, help="Ring the helpline in this folder, without a server.")
@click.option("--agent", default="answers", type=click.Choice(list(AGENTS)), help="What people do when rung.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json"]), help="How to print the call.")
def call(  # noqa: PLR0913 - one argument for each option
    *, url: str | None, keys: str | None, stay: bool, caller: str, dialled: str | None, at: str | None,
    helpline: Path | None, agent: str, form: str,
) -> None:  # fmt: skip
    """Ring the line: hear what it says, press keys, stay silent, hang up.

    Plays the carrier's part over the real, signed webhooks. Time is virtual: the margin shows when a caller would
    hear it. Without --keys it asks whenever the line listens. Exit: 0, or 1 when the carrier would report an error.
    """
    who = caller_of(keys, stay=stay, as_json=form == "json")
    reached = reach(url, helpline, at)
    numbers = numbers_in(helpline or Path())
    if agent in UNREACHED and not numbers.rings_agent:
        click.echo(UNRUNG.format(agent=agent), err=True)
    began = reached.clock.began if reached.clock else datetime.now(UTC)
    dialling = Dialling("CA" + secrets.token_hex(16), caller, dialled or numbers.first or LINE_NUMBER, began)
    line = Line(reached.transport, reached.account, AGENTS[agent], clock=reached.clock)
    teller = Teller(as_json=form == "json")
    ring(line, who, dialling, teller, reached.name)
    teller.summary(dialling.call_id)
    hint = reached.keep_record(dialling.call_id)
    if hint:
        click.echo(hint, err=form == "json")
    raise SystemExit(EXIT_PROBLEMS if teller.failed else 0)


def caller_of(keys: str | None, *, stay: bool, as_json: bool) -> Caller:
    """Return who calls: a script from --keys, or the person at the terminal."""
    if keys is None:
        return Terminal(prompt_on_stderr=as_json)
    try:
        moves: tuple[Move, ...] = read_moves(keys)
    except ValueError as wrong:
        raise click.BadParameter(f"{wrong}; w or - is silence, h hangs up", param_hint="'--keys'") from None
    return Scripted(moves, then=Silence() if stay else HangUp())


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


def refuse_dead_line(error: LineError, name: str) -> None:
    """End the command where there is no line to speak of: nobody answers, or the signature is not believed."""
    if error.status is None and error.at == 0 and error.url.endswith("/voice"):
        fail(f"nothing answers at {name}: start it with scripts/run ({error.text})")
    if error.status == HTTPStatus.FORBIDDEN:
        fail("the line refused the signature: is TWILIO_AUTH_TOKEN (and PUBLIC_URL) the same on both sides?")
