"""`ivr prove`: shows that nobody gets stuck, or the shortest call that does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ivr.commands.common import EXIT_BROKEN, EXIT_PROBLEMS, EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.proof.findings import Finding, Proof
    from ivr.authoring.release import Release


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the proof.")
@click.option("--locale", default="", help="Prove this locale alone; else all of them, one after another.")
@click.option("--quiet", "-q", is_flag=True, help="Tell nothing while a large helpline is walked.")
def prove(*, folder: Path, form: str, locale: str, quiet: bool) -> None:
    """Walk every state that a call to the helpline in FOLDER can be in, and print whether anybody gets stuck.

    Where somebody does, the shortest such call is printed as a call script, to be played with `ivr play`.
    Exit: 0 the proof holds, 1 it does not, 2 no helpline there, one with errors, or without that locale, 3 this program
    failed.
    """
    import json

    release = _release(folder)
    if locale and locale not in release.flows.helpline.locales:
        known = ", ".join(release.flows.helpline.locales)
        fail(f"the helpline has no locale '{locale}' (it has: {known})", EXIT_USAGE)
    proof = _proof(release, locale, quiet=quiet)
    if form == "json":
        click.echo(json.dumps(_as_json(proof, release), ensure_ascii=False, indent=2))
    else:
        _print(proof, release)
    raise SystemExit(0 if proof.holds else EXIT_PROBLEMS)


def _proof(release: "Release", locale: str, *, quiet: bool) -> "Proof":
    from ivr.authoring.proof.proof import prove as prove_release

    try:
        with _progress(quiet=quiet) as tell:
            return prove_release(release, tell, (locale,) if locale else ())
    except Exception as error:  # the edge: a programmer's error, told apart from a stuck caller by the exit code
        fail(f"this is a bug in ivr prove, not in your files: {error!r}", EXIT_BROKEN)


@contextmanager
def _progress(*, quiet: bool) -> "Iterator[Callable[[int], None]]":
    """Who is told how many places there are: one line that changes on a terminal, a line each time elsewhere."""
    from rich.console import Console

    screen = Console(stderr=True)
    if quiet:
        yield lambda _: None
    elif screen.is_terminal:
        with screen.status("walking every state of a call ...") as status:
            yield lambda places: status.update(f"walking every state of a call: {places:,} places so far ...")
    else:
        yield lambda places: click.echo(f"{places} places so far ...", err=True)


def _release(folder: Path) -> "Release":
    from ivr.authoring.compiling import compile_release
    from ivr.authoring.problem import shown
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.carriers.twilio.voices import spoken

    if not (folder / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{folder}': name the folder of a helpline", EXIT_USAGE)
    try:
        compiled = compile_release(read_sources(folder), spoken())
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    if compiled.release is None:
        for problem in compiled.problems:
            click.echo(shown(problem), err=True)
        fail("nothing was proved: mend the problems above, then try again (ivr check shows them too)", EXIT_USAGE)
    return compiled.release


def _print(proof: "Proof", release: "Release") -> None:
    from ivr.authoring.proof.findings import STATEMENTS

    for number, statement in STATEMENTS.items():
        findings = [finding for finding in proof.findings if finding.statement == number]
        click.secho(
            f"{number}. {'DOES NOT HOLD' if findings else 'holds'}: {statement}", fg="red" if findings else None
        )
        for bound in proof.bounds:
            if bound.statement == number:
                click.echo(f"   {bound.locale}: {bound.what}")
        for finding in findings:
            _print_finding(finding, release)
    click.echo(f"walked {proof.places} places, {proof.ways} ways, {proof.turns} turns of the engine")


def _print_finding(finding: "Finding", release: "Release") -> None:
    click.secho(f"   {finding.locale}: {finding.what}", fg="red")
    if script := _script(finding, release):
        click.echo(f"\n{script}")


def _as_json(proof: "Proof", release: "Release") -> dict[str, Any]:
    return {
        "holds": proof.holds,
        "findings": [
            {
                "statement": finding.statement,
                "locale": finding.locale,
                "step": finding.step,
                "what": finding.what,
                "script": _script(finding, release),
            }
            for finding in proof.findings
        ],
        "bounds": [
            {"statement": bound.statement, "locale": bound.locale, "what": bound.what} for bound in proof.bounds
        ],
        "walked": {"places": proof.places, "ways": proof.ways, "turns": proof.turns},
    }


def _script(finding: "Finding", release: "Release") -> str:
    from ivr.rehearsal.from_proof import script_of_stuck_call

    return script_of_stuck_call(finding, release.flows.helpline) if finding.call else ""
