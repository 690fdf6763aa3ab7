"""`scripts/campaign mutants`: thousands of good lines with one slip each, and random calls to those that pass."""

from pathlib import Path

import click
from mutants.campaign import CALLS, Campaign, table


@click.command()
@click.argument("count", default=2000)
@click.option("--seed", default=1, show_default=True, help="The same number makes the same mutants and calls.")
@click.option("--calls", default=CALLS, show_default=True, help="Random calls for each kind of mutation.")
@click.option("--jobs", default=1, show_default=True, help="Processes that work beside each other.")
@click.option("--results", type=click.Path(path_type=Path), help="Where results are kept; default: in var/campaign/.")
def main(count: int, seed: int, calls: int, jobs: int, results: Path | None) -> None:
    """Make COUNT mutants, let checks and proof refuse what they can, ring the others, and print the table.

    What was found is kept after each mutant: the same command goes on where it was stopped.
    """
    file = results or Path("var/campaign") / f"mutants-{seed}.jsonl"
    found = Campaign(seed, count, calls, file, jobs).run(lambda told: click.echo(told, err=True))
    click.echo(table(found))
    wrong = [each for each in found if each.get("wrong")]
    for each in wrong:
        click.echo(f"mutant {each['mutant']} ({each['kind']}): {'; '.join(each['wrong'][:3])}", err=True)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
