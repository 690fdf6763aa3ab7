"""`ivr graph`: a picture of a helpline's flows."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.picture.drawing import Drawing

FORMATS = ("svg", "mermaid", "dot", "json")


@click.command()
@click.argument("flow", required=False)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="svg", help="How to write it.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write it to FILE.")
@click.option("--helpline", "folder", default=".", type=click.Path(path_type=Path), help="The folder of the helpline.")
def graph(flow: str | None, form: str, file: Path | None, folder: Path) -> None:
    """Draw the whole call, or one FLOW: steps by their kind, and the keys and outcomes that lead from one to the next.

    In the picture a step leads to its line in the file. What cannot be read is left out, with a word about it.
    """
    drawing = _drawing(folder, flow)
    base = os.path.relpath(folder, file.parent if file else Path.cwd()).replace(os.sep, "/")
    written = _written(drawing, form, "" if base == "." else f"{base}/")
    if file is None:
        click.echo(written, nl=False)
        return
    try:
        file.write_text(written, encoding="utf-8")
    except OSError as error:
        fail(f"cannot write '{file}': {error.strerror}", EXIT_USAGE)
    click.echo(f"{file}: {', '.join(each.name for each in drawing.flows)}")


def _drawing(folder: Path, flow: str | None) -> "Drawing":
    from ivr.authoring.picture.sketch import sketch
    from ivr.authoring.problem import has_errors
    from ivr.authoring.reading import read_draft
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.authoring.suggestions import fix_for

    if not (folder / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{folder}': name the folder of a helpline", EXIT_USAGE)
    try:
        draft, problems = read_draft(read_sources(folder))
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    drawing = sketch(draft)
    if has_errors(problems):
        click.echo("ivr: some of it could not be read and is left out: see ivr check", err=True)
    if flow is None:
        return drawing
    names = [each.name for each in drawing.flows]
    if flow not in names:
        fail(f"there is no flow '{flow}' ({fix_for(flow, names) or ', '.join(names)})", EXIT_USAGE)
    return drawing.only(flow)


def _written(drawing: "Drawing", form: str, base: str) -> str:
    match form:
        case "mermaid":
            from ivr.authoring.picture.mermaid import as_mermaid

            return as_mermaid(drawing)
        case "dot":
            from ivr.authoring.picture.dot import as_dot

            return as_dot(drawing, base)
        case "json":
            from ivr.authoring.picture.as_json import as_json

            return as_json(drawing)
        case _:
            from ivr.authoring.picture.svg import as_svg

            return as_svg(drawing, base)
