"""`ivr stats`: how soon callers get to what they ring for, and how long everything is that they hear."""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivr.commands.common import EXIT_USAGE, fail

if TYPE_CHECKING:
    from ivr.authoring.release import Release
    from ivr.authoring.stats.stats import Stats


@click.command()
@click.argument("flow", required=False)
@click.option("--locale", help="The words of one locale; default: all, one after the other.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print it.")
@click.option("--helpline", "folder", default=".", type=click.Path(path_type=Path), help="The folder of the helpline.")
def stats(flow: str | None, locale: str | None, form: str, folder: Path) -> None:
    """Print the figures of the whole helpline, or of one FLOW: ways, menus and prompts, beside the caller rules.

    For each topic, question, transfer and hand-off: the keys, words and seconds of a caller who knows the keys and of
    one who listens to everything; the longest way to a person; what each menu offers; how long each prompt is.
    Exit: 0, also when figures are beyond those of the caller rules; 2 there is no helpline, or one with errors.
    """
    from ivr.authoring.stats.stats import stats_of

    release = _release(folder)
    locales = _known("locale", locale, release.flows.helpline.locales)
    flows = sorted({address.partition(".")[0] for address in release.flows.steps})
    _known("flow", flow, flows)
    _print(form, [stats_of(release, each, flow) for each in locales])


def _known(what: str, asked: str | None, known: Sequence[str]) -> Sequence[str]:
    """What was asked for, or all; ends the command where it is not there."""
    from ivr.authoring.suggestions import fix_for

    if asked is None:
        return known
    if asked not in known:
        fail(f"there is no {what} '{asked}' ({fix_for(asked, known) or ', '.join(known)})", EXIT_USAGE)
    return [asked]


def _release(folder: Path) -> "Release":
    from ivr.authoring.compiling import compile_release
    from ivr.authoring.sources import HELPLINE, read_sources
    from ivr.carriers.twilio.voices import spoken

    if not (folder / HELPLINE).is_file():
        fail(f"no {HELPLINE} in '{folder}': name its folder with --helpline", EXIT_USAGE)
    try:
        release = compile_release(read_sources(folder), spoken()).release
    except OSError as error:
        fail(f"cannot read '{error.filename}': {error.strerror}", EXIT_USAGE)
    if release is None:
        fail("nothing was measured: the helpline has errors, see ivr check", EXIT_USAGE)
    return release


def _print(form: str, told: Sequence["Stats"]) -> None:
    from ivr.authoring.stats.forms import HEADER, as_json, rows
    from ivr.commands.stats_tables import print_tables

    match form:
        case "json":
            click.echo(json.dumps(as_json(told), ensure_ascii=False, indent=2))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(rows(told))
        case _:
            print_tables(told)
