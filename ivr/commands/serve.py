"""`ivr serve`: start the line."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_PROBLEMS, EXIT_USAGE, fail, settings_or_exit

if TYPE_CHECKING:
    from socket import socket
    from typing import IO

    from ivr.settings import Settings

Folder = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is all of them.")
@click.option("--helpline", default=".", show_default=True, type=Folder, help="Folder of helpline.yaml and its flows.")
@click.option("--only", type=click.Choice(["web", "keeper"]), help="Only this part, for several machines.")
def serve(port: int, host: str, helpline: Path, only: str | None) -> None:
    """Start the line: web processes that answer, and a keeper of the record and the flows.

    Without a Twilio account the line is for practice: it makes a token of its own and dials nobody. Changed flows are
    on the line within seconds, if they are good; calls in progress finish on those they began with.
    """
    from ivr.logging_setup import set_up_logging

    settings = settings_or_exit(port, helpline)
    set_up_logging(settings.log_format, settings.to_hide)
    for warning in settings.warnings:
        click.echo(f"ivr: {warning}", err=True)
    claim = _claim(settings)
    _prepare(settings)
    from ivr.processes.keeper import run_keeper
    from ivr.processes.parent import Parent
    from ivr.processes.web import run_web

    if only == "keeper":
        run_keeper(settings)
        return
    door = _front_door(host, port)
    if only == "web":
        run_web(settings, door)
        return
    _greet(settings, host)
    Parent({"keeper": partial(run_keeper, settings), "web": partial(run_web, settings, door)}).run()
    claim.close()


def _claim(settings: "Settings") -> "IO[str]":
    from ivr.processes.state_folder import ForeignFolderError, claim_state_folder

    try:
        return claim_state_folder(settings.var, settings.helpline)
    except ForeignFolderError as error:
        fail(str(error), EXIT_USAGE)


def _front_door(host: str, port: int) -> "socket":
    from ivr.processes.front_door import open_front_door

    try:
        return open_front_door(host, port)
    except OSError as error:
        fail(f"cannot listen on {host}:{port}: {error.strerror} (choose another port with --port)", EXIT_USAGE)


def _prepare(settings: "Settings") -> None:
    """Good flows and a database that fits, or nothing is started."""
    _check_database(settings)
    from ivr.authoring.problem import shown
    from ivr.authoring.sources import read_sources
    from ivr.wiring import publish

    compiled = publish(settings, read_sources(settings.helpline))
    if compiled.release is None:
        for problem in compiled.problems:
            click.echo(shown(problem), err=True)
        fail("nothing was started: mend the problems above, then try again (ivr check shows them too)", EXIT_PROBLEMS)
    if compiled.problems:
        click.echo(f"{len(compiled.problems)} warnings about the flows and prompts; ivr check shows them", err=True)


def _check_database(settings: "Settings") -> None:
    """A new database gets its tables. One that is away is no reason not to answer calls."""
    from ivr.records.database import DatabaseAwayError, DatabaseUrlError, make_engine
    from ivr.records.schema import SchemaError, require_current, schema_state, upgrade

    try:
        engine = make_engine(settings.database_url)
        if schema_state(engine) == "empty":
            upgrade(engine)
        require_current(engine)
        engine.dispose()  # the processes that are forked from here make engines of their own
    except (SchemaError, DatabaseUrlError) as error:
        fail(str(error), EXIT_USAGE)
    except DatabaseAwayError as away:
        click.echo(f"ivr: {away}; calls are answered, and their record waits in {settings.var}/spool", err=True)


def _greet(settings: "Settings", host: str) -> None:
    mode = "practice mode: no Twilio account is set, nothing is dialled or sent" if settings.practice else "on Twilio"
    port = "" if settings.port == 8080 else f" --url http://127.0.0.1:{settings.port}"
    click.echo(f"The line answers on http://{host}:{settings.port} ({mode}).\n")
    click.echo(f"  ring it from another terminal   scripts/call{port}")
    click.echo("  see what callers did            scripts/ivr calls")
    click.echo("  change what it says             flows/ and prompts/; good changes are on the line at once")
    if settings.practice:
        click.echo('  connect a real number           README.md, "Connect a real number"')
    else:
        click.echo(f"  webhook of the number           {settings.public_url}/voice")
    click.echo("  stop                            Ctrl+C\n")
