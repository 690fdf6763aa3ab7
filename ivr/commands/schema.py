"""`ivr schema`: what an editor needs to help with helpline, flows, prompts and call scripts."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from ivr.authoring.schema.flow_schema import flow_schema
from ivr.authoring.schema.helpline_schema import helpline_schema
from ivr.authoring.schema.prompt_schema import prompt_schema
from ivr.authoring.schema.shapes import Schema
from ivr.commands.common import EXIT_USAGE, fail
from ivr.rehearsal.script_schema import script_schema

FOLDER = "schema"
"""The folder of a helpline in which its schemas stand; the first line of each file names one of them."""

SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "helpline": helpline_schema,
    "flow": flow_schema,
    "prompts": prompt_schema,
    "calls": script_schema,
}
"""Every schema by the name of its file."""


@click.command()
@click.argument("name", required=False, type=click.Choice(list(SCHEMAS)))
@click.option(
    "--write",
    "folder",
    is_flag=False,
    flag_value=FOLDER,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="[FOLDER]",
    help=f"Write all of them into FOLDER, unless given '{FOLDER}'.",
)
def schema(name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of one kind of file: helpline, flow, prompts or calls. Or write all of them."""
    if folder is not None:
        _write(folder)
    elif name is not None:
        click.echo(as_text(SCHEMAS[name]()), nl=False)
    else:
        fail(f"which one: {', '.join(SCHEMAS)}; or --write them all", EXIT_USAGE)


def as_text(made: Schema) -> str:
    """A schema as its file has it."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, made if need be. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SCHEMAS.items():
        (folder / f"{name}.json").write_text(as_text(make()), encoding="utf-8")


def _write(folder: Path) -> None:
    try:
        write_schemas(folder)
    except OSError as error:
        fail(f"cannot write '{error.filename}': {error.strerror}", EXIT_USAGE)
    click.echo(f"written: {', '.join(f'{folder}/{name}.json' for name in SCHEMAS)}")
