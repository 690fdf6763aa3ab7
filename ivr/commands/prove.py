"""`ivr prove`: shows that nobody gets stuck, or the shortest call that does."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ivr.commands.common import EXIT_PROBLEMS, EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.proof.findings import Finding, Proof
    from ivr.authoring.release import Release


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print the proof.")
def prove(folder: Path, form: str) -> None:
    """Walk every state that a call to the helpline in FOLDER can be in, and print whether anybody gets stuck.

    Where somebody does, the shortest such call is printed as a call script, to be played with `ivr play`.
    Exit: 0 the proof holds, 1 it does not, 2 there is no helpline, or one with errors.
    """
    import json

    from ivr.authoring.proof.proof import prove as prove_release

    release = _release(folder)
    proof = prove_release(release, lambda places: click.echo(f"{places} places so far ...", err=True))
    if form == "json":
        click.echo(json.dumps(_as_json(proof, release), ensure_ascii=False, indent=2))
    else:
        _print(proof, release)
    raise SystemExit(0 if proof.holds else EXIT_PROBLEMS)


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
