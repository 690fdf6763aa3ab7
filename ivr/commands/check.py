"""`ivr check`: all problems of a helpline at once."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_BROKEN, EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.problem import Problem


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print problems.")
def check(folder: Path, form: str) -> None:
    """Read helpline.yaml, flows/ and prompts/ in FOLDER and print every problem, with its place and the likely fix.

    Exit: 0 no error (warnings may be printed), 1 errors, 2 no helpline there, 3 this program failed.
    """
    import json

    from ivr.authoring.compiling import compile_release
    from ivr.authoring.problem import as_json, exit_code, gravest_first
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.carriers.twilio.voices import spoken

    if not (folder / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{folder}': name the folder of a helpline", EXIT_USAGE)
    try:
        compiled = compile_release(read_sources(folder), spoken())
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    except Exception as error:  # the edge: a programmer's error, told apart from an author's by the exit code
        fail(f"this is a bug in ivr check, not in your files: {error!r}", EXIT_BROKEN)
    if form == "json":
        click.echo(json.dumps([as_json(problem) for problem in compiled.problems], ensure_ascii=False, indent=2))
    else:
        _tell(gravest_first(compiled.problems))
        _summarise(folder, [problem.severity for problem in compiled.problems])
    raise SystemExit(exit_code(compiled.problems))


def _tell(problems: "Iterable[Problem]") -> None:
    from ivr.authoring.problem import is_error
    from ivr.rehearsal.paragraphs import DEEPER, paragraph, problem_lines, screen

    width = screen()
    for problem in problems:
        found = problem_lines(problem, width) if is_error(problem) else paragraph(str(problem), width, further=DEEPER)
        click.echo("\n".join(found))


def _summarise(folder: Path, severities: list[str]) -> None:
    from ivr.rehearsal.paragraphs import paragraph, screen

    errors, warnings = severities.count("error"), severities.count("warning")
    counts = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    click.echo("\n".join(paragraph(f"{folder}: {counts if severities else 'no problems'}", screen())))
