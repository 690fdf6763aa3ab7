"""The call script that `ivr call --record FILE` writes of the call that was made."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from ivr.commands.telephone.teller import program
from ivr.dialogue.hours import WEEKDAYS
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
    """Write the script of a call, named as its file is, and say how to play it."""
    name = file.stem.replace("_", " ").replace("-", " ").strip() or "a call"
    text = script_of_call(name, happenings, setting_of(options, reached), reached.line)
    file.write_text(text, encoding="utf-8")
    click.echo(f"script: {program()} play {file}", err=options.as_json)


def setting_of(options: "Options", reached: "Reached") -> Setting:
    """Return how the call was set up, as far as it was not as usual."""
    return Setting(
        at=moment_of(options, reached),
        caller="" if options.caller == CALLER_NUMBER else options.caller,
        dialled=options.dialled or "",
        agent=options.agent,
        changes=Changes(locale=options.locale or ""),
    )


def moment_of(options: "Options", reached: "Reached") -> str:
    """Return the moment of the call, in the zone of the line; a weekday stays one, so that the script does not age."""
    if reached.clock is None:
        return ""
    hours = next(iter(reached.line.hours.values()), None) if reached.line else None
    began = reached.clock.began.astimezone(ZoneInfo(hours.zone)) if hours else reached.clock.began
    is_weekday = (options.at or "").strip().lower()[:3] in WEEKDAYS
    return f"{WEEKDAYS[began.weekday()]} {began:%H:%M}" if is_weekday else f"{began:%Y-%m-%d %H:%M}"
