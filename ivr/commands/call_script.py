"""The call script that `ivr call --record FILE` writes of the call that was made."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import fail
from ivr.commands.telephone.teller import program
from ivr.rehearsal.moments import names_a_weekday, written_moment, zone_of
from ivr.rehearsal.recording import script_of_call
from ivr.rehearsal.script import Changes, Setting
from ivr.simulator.happenings import Happening
from ivr.simulator.line import CALLER_NUMBER

if TYPE_CHECKING:
    from ivr.commands.call_options import Options
    from ivr.commands.reaching import Reached


def refuse_loss(file: Path, *, force: bool) -> None:
    """End the command before the call, where its script could not be kept or another one would be lost."""
    if not file.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder '{file.parent}'", param_hint="'--record'")
    if file.exists() and not force:
        raise click.BadParameter(f"'{file}' exists: name another file, or add --force", param_hint="'--record'")


def write_script(file: Path, happenings: Sequence[Happening], options: "Options", reached: "Reached") -> None:
    """Write the script of a call, named as its file is, and say how to play it; if it cannot be kept, print it."""
    name = file.stem.replace("_", " ").replace("-", " ").strip() or "a call"
    text = script_of_call(name, happenings, setting_of(options, reached), reached.line)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        click.echo(text, nl=False)
        fail(f"'{file}' could not be written ({error.strerror}): the script is printed above, so that it is not lost")
    click.echo(f"script: {program()} play {file}", err=options.as_json)


def setting_of(options: "Options", reached: "Reached") -> Setting:
    """Return how the call was set up, as far as it was not as usual."""
    return Setting(
        at=time_of(options, reached),
        caller="" if options.caller == CALLER_NUMBER else options.caller,
        dialled=options.dialled or "",
        agent=options.agent,
        changes=Changes(locale=options.locale or ""),
    )


def time_of(options: "Options", reached: "Reached") -> str:
    """Return the moment of the call, in the zone of the line; a weekday stays one, so that the script does not age."""
    if reached.clock is None:
        return ""
    began = reached.clock.began
    return written_moment(
        began.astimezone(zone_of(reached.line, began.tzinfo)), as_weekday=names_a_weekday(options.at or "")
    )
