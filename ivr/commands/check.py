"""`ivr check`: all problems of a helpline at once."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_BROKEN, EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.compiling import Compiled


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to print.")
def check(folder: Path, form: str) -> None:
    """Read helpline.yaml, flows/ and prompts/ in FOLDER and print every problem, with its place and the likely fix.

    `ivr explain RULE` tells more of the name in brackets behind a problem.

    Exit: 0 no error (warnings may be printed), 1 errors, 2 no helpline there, 3 this program failed.
    """
    from ivr.authoring.problem import exit_code

    compiled = _compiled(folder)
    _PRINTED[form](folder, compiled)
    raise SystemExit(exit_code(compiled.problems))


def _compiled(folder: Path) -> "Compiled":
    from ivr.authoring.compiling import compile_release
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.carriers.twilio.voices import spoken

    if not (folder / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{folder}': name the folder of a helpline", EXIT_USAGE)
    try:
        return compile_release(read_sources(folder), spoken())
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    except Exception as error:  # the edge: a programmer's error, told apart from an author's by the exit code
        fail(f"this is a bug in ivr check, not in your files: {error!r}", EXIT_BROKEN)


def _text(folder: Path, compiled: "Compiled") -> None:
    from ivr.authoring.problem import gravest_first, is_error, with_rule
    from ivr.rehearsal.paragraphs import DEEPER, paragraph, problem_lines, screen

    width = screen()
    for problem in gravest_first(compiled.problems):
        if is_error(problem):
            told = problem_lines(problem, width, with_rule)
        else:
            told = paragraph(with_rule(problem), width, further=DEEPER)
        click.echo("\n".join(told))
    _summarise(folder, compiled)


def _json(_: Path, compiled: "Compiled") -> None:
    from ivr.authoring.problem import as_json

    click.echo(json.dumps([as_json(problem) for problem in compiled.problems], ensure_ascii=False, indent=2))


def _github(folder: Path, compiled: "Compiled") -> None:
    from ivr.authoring.annotations import annotation
    from ivr.authoring.problem import gravest_first

    for problem in gravest_first(compiled.problems):
        click.echo(annotation(problem, folder.as_posix()))
    _summarise(folder, compiled)


_PRINTED: Mapping[str, Callable[[Path, "Compiled"], None]] = {"text": _text, "json": _json, "github": _github}


def _summarise(folder: Path, compiled: "Compiled") -> None:
    from ivr.rehearsal.paragraphs import paragraph, screen

    severities = [problem.severity for problem in compiled.problems]
    counts = {each: severities.count(each) for each in ("error", "warning", "hint")}
    told = [f"{count} {each}{'s' * (count != 1)}" for each, count in counts.items() if count or each != "hint"]
    waived = f" ({len(compiled.waived)} waived)" if compiled.waived else ""
    summary = f"{folder}: {', '.join(told) if severities else 'no problems'}{waived}"
    click.echo("\n".join(paragraph(summary, screen())))
