"""The command behind `scripts/bench`: measures, prints Markdown, and with --write puts it into docs/performance.md."""

from dataclasses import replace
from pathlib import Path

import click

from bench.report import machine, progress, written
from bench.rows import ROWS
from bench.sizes import FULL, QUICK, TINY

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"


@click.command()
@click.argument("rows", nargs=-1, type=click.Choice(list(ROWS)))
@click.option("--quick", is_flag=True, help="A look in a few minutes: shorter rounds, smaller sizes.")
@click.option("--tiny", is_flag=True, hidden=True, help="As little as a test needs; the figures mean nothing.")
@click.option("--seconds", type=float, help="Seconds of each round.")
@click.option("--write", is_flag=True, help="Put the tables into docs/performance.md as well.")
def bench(rows: tuple[str, ...], *, quick: bool, tiny: bool, seconds: float | None, write: bool) -> None:
    """Measure the line: all ROWS, or those that are named."""
    sizes = TINY if tiny else QUICK if quick else FULL
    sizes = replace(sizes, seconds=seconds or sizes.seconds)
    blocks = {"machine": machine()}
    click.echo(blocks["machine"])
    for row in rows or ROWS:
        progress(f"{row} ...")
        blocks[row] = ROWS[row](sizes).markdown()
        click.echo(f"\n{blocks[row]}")
        if write:
            DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8"), blocks), encoding="utf-8")


if __name__ == "__main__":
    bench()
