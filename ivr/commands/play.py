"""`ivr play`: play call scripts, and say where a call goes differently."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_PROBLEMS, EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.problem import Problem
    from ivr.rehearsal.coverage import Coverage
    from ivr.rehearsal.folders import Found
    from ivr.rehearsal.playing import Outcome
    from ivr.rehearsal.stage import Stage

Folder = click.Path(exists=True, file_okay=False, path_type=Path)
TOLD_CLOSED = "the line said that it is closed at this hour: a call that differs may go as written when it is open"
NOT_THERE = "over --url nobody looks into the record: `expect` is not checked, nor are the engine and the coverage"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES OR FOLDERS]...")
@click.option("-k", "word", default="", help="Only calls whose file or name holds this text.")
@click.option("--helpline", default=".", show_default=True, type=Folder, help="Folder of the helpline to be rung.")
@click.option("--url", help="Ring a running line instead; what cannot be checked there is said, and if it is closed.")
@click.option("--coverage", "listed", is_flag=True, help="List the steps and exits that no call walked.")
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write JUnit's XML into this file too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the outcome.")
def play(  # noqa: PLR0913 - one argument for each option
    *, paths: tuple[Path, ...], word: str, helpline: Path, url: str | None, listed: bool, junit: Path | None, form: str
) -> None:
    """Play call scripts against a helpline; without a name, those of its folder calls/.

    Each call is played over the signed webhooks and at the engine, in virtual time; both must agree.
    Exit: 0 all calls go as written, 1 some do not or have mistakes, 2 there is nothing to play, or no line at --url.
    """
    found = _found(paths or (_calls_of(helpline),), word)
    is_json = form == "json"
    stage = None if url else _stage(helpline)
    outcomes: list[Outcome] = []
    for outcome in _over_url(found, url, helpline) if stage is None else _in_process(found, stage):
        _tell(outcome, outcomes[-1] if outcomes else None, quiet=is_json)
        outcomes.append(outcome)
    if url and _heard_closed(helpline, outcomes):
        _tell_closed(as_json=is_json)
    coverage = _coverage(stage, outcomes)
    _finish(found, outcomes, coverage, listed=listed, as_json=is_json)
    if junit is not None:
        _write_junit(junit, found, outcomes)
    raise SystemExit(0 if found.is_good and all(each.is_good for each in outcomes) else EXIT_PROBLEMS)


def _calls_of(helpline: Path) -> Path:
    from ivr.rehearsal.folders import CALLS

    return helpline / CALLS


def _found(paths: Sequence[Path], word: str) -> "Found":
    from ivr.rehearsal.folders import NoScriptsError, read_calls

    try:
        found = read_calls(paths)
    except NoScriptsError as error:
        fail(str(error), EXIT_USAGE)
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    _tell_problems(found.problems)
    chosen = found.only(word) if word else found
    if found.scripts and not chosen.scripts:
        fail(f"no call's file or name holds '{word}' ({len(found.scripts)} calls were found)", EXIT_USAGE)
    return chosen


def _tell_problems(problems: "Iterable[Problem]") -> None:
    from ivr.rehearsal.paragraphs import problem_lines, screen

    for problem in problems:
        for line in problem_lines(problem, screen()):
            click.echo(line, err=True)


def _stage(helpline: Path) -> "Stage":
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.rehearsal.stage import Stage

    if not (helpline / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{helpline}': name the folder of a helpline with --helpline", EXIT_USAGE)
    stage = Stage(read_sources(helpline))
    compiled = stage.compiled()
    if compiled.release is None:
        _tell_problems(compiled.problems)
        fail("nothing was played: mend the problems above, then try again (ivr check shows them too)")
    return stage


def _in_process(found: "Found", stage: "Stage") -> Iterator["Outcome"]:
    from ivr.rehearsal.playing import play as play_script

    for script in found.scripts:
        yield play_script(script, stage)


def _over_url(found: "Found", url: str | None, helpline: Path) -> Iterator["Outcome"]:
    from datetime import UTC, datetime

    from ivr.commands.probing import refuse_no_line
    from ivr.commands.reaching import numbers_in, over_http
    from ivr.rehearsal.playing import needs_own_line, play_at
    from ivr.simulator.line import LINE_NUMBER

    reached = over_http(url or "")
    refuse_no_line(reached)
    dialled = numbers_in(helpline).first or LINE_NUMBER
    click.echo(NOT_THERE, err=True)
    for script in found.scripts:
        if needs := needs_own_line(script):
            click.echo(f"not played there: {script.name} (it sets {', '.join(needs)})", err=True)
        else:
            yield play_at(script, reached.transport, reached.account, dialled, datetime.now(UTC))


def _heard_closed(helpline: Path, outcomes: Sequence["Outcome"]) -> bool:
    """Whether a caller was told so, in the words that the files at hand have for it."""
    from ivr.authoring.sources import read_sources
    from ivr.rehearsal.closed import is_told, said_when_closed
    from ivr.rehearsal.stage import Stage

    try:
        release = Stage(read_sources(helpline)).compiled().release
    except OSError:  # the line runs elsewhere, and its files need not be here
        return False
    words = said_when_closed(release) if release else ()
    return any(is_told(words, outcome.happenings) for outcome in outcomes)


def _tell_closed(*, as_json: bool) -> None:
    from ivr.rehearsal.paragraphs import paragraph, screen

    click.echo("\n".join(["", *paragraph(TOLD_CLOSED, screen())]), err=as_json)


def _tell(outcome: "Outcome", before: "Outcome | None", *, quiet: bool) -> None:
    from ivr.rehearsal.paragraphs import screen
    from ivr.rehearsal.reports import text_of

    if quiet:
        return
    file = outcome.script.mark.file
    if before is None or before.script.mark.file != file:
        click.echo(file)
    for line in text_of(outcome, screen()):
        click.secho(line, fg="red" if line.startswith("  WRONG") else None)


def _coverage(stage: "Stage | None", outcomes: Sequence["Outcome"]) -> "Coverage | None":
    from ivr.rehearsal.coverage import coverage_of
    from ivr.rehearsal.stage import AS_WRITTEN

    return None if stage is None else coverage_of(stage.release(AS_WRITTEN).flows, outcomes)


def _finish(
    found: "Found", outcomes: Sequence["Outcome"], coverage: "Coverage | None", *, listed: bool, as_json: bool
) -> None:
    import json

    from ivr.rehearsal.paragraphs import paragraph, screen
    from ivr.rehearsal.reports import json_of, summary_of

    if as_json:
        click.echo(json.dumps(json_of(outcomes, found.problems, coverage), ensure_ascii=False, indent=2))
        return
    width = screen()
    click.echo("\n".join(["", *paragraph(summary_of(outcomes, found.problems), width)]))
    if coverage is not None and outcomes:
        rest = "" if listed or not coverage.left() else " (--coverage lists the rest)"
        click.echo("\n".join(paragraph(f"{coverage}{rest}", width)))
        for left in coverage.left() if listed else ():
            click.echo(f"  not walked: {left}")


def _write_junit(file: Path, found: "Found", outcomes: Sequence["Outcome"]) -> None:
    from ivr.rehearsal.junit import junit_of

    try:
        file.write_bytes(junit_of(outcomes, found.problems))
    except OSError as error:
        fail(f"cannot write '{file}': {error.strerror}", EXIT_USAGE)
