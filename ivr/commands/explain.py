"""`ivr explain`: what a rule of `ivr check` asks for, why, and how it is kept."""

import click

from ivr.commands.common import EXIT_USAGE, fail


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Tell what RULE asks for, why, an example of wrong and right, and its source; without RULE list them all.

    Exit: 0, or 2 when there is no such rule.
    """
    from ivr.authoring.rulebook.pages import explained, listed
    from ivr.authoring.rules import CHAPTERS, RULES
    from ivr.authoring.suggestions import fix_for

    if rule is None:
        click.echo(listed(CHAPTERS))
        return
    if rule not in RULES:
        family = [name for name in RULES if name.partition(".")[0] == rule]
        hint = f"known: {', '.join(family)}" if family else fix_for(rule, RULES)
        fail(f"there is no rule '{rule}' ({hint or '`ivr explain` lists them'})", EXIT_USAGE)
    click.echo(explained(rule, RULES[rule]))
