"""`ivr init`: begin a helpline of your own in a new folder."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from ivr.commands.common import EXIT_USAGE, fail

STARTER = "starter"
MAY_BE_THERE = (".git",)
"""What a folder may hold and still count as new."""

NEXT = """\
A helpline of your own is in {folder}. It has a menu, two answers, an order number and a person.

  cd {folder}
  ivr check                   # every mistake, with its place: none yet
  ivr play                    # the calls of calls/: all as written
  ivr call                    # ring it from this terminal
  ivr graph -o line.svg       # see it

Then change the words in prompts/en-US/, and put your number and opening hours into helpline.yaml.
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Copy a small working helpline, with calls that pass, into FOLDER; it must be new or empty."""
    from ivr.commands.schema import FOLDER, write_schemas

    try:
        _refuse_what_is_there(folder)
        for name, file in starter_files():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.read_bytes())
        write_schemas(folder / FOLDER)
    except OSError as error:
        fail(f"cannot write '{error.filename}': {error.strerror}", EXIT_USAGE)
    click.echo(NEXT.format(folder=folder), nl=False)


def _refuse_what_is_there(folder: Path) -> None:
    """End the command where files might be lost. Raises OSError."""
    if folder.exists() and not folder.is_dir():
        fail(f"'{folder}' is a file: name a new folder", EXIT_USAGE)
    there = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    kept = [name for name in there if name not in MAY_BE_THERE]
    if kept:
        fail(f"'{folder}' is not empty (it has {kept[0]}): name a new folder", EXIT_USAGE)


def starter_files() -> Iterator[tuple[str, Traversable]]:
    """Every file of the helpline that is copied, by its path there."""
    yield from _below(files("ivr.commands") / STARTER, "")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _below(each, f"{path}{each.name}/")
        else:
            yield f"{path}{each.name}", each
