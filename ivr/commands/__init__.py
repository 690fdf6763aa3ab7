"""The command `ivr`: one file per command, loaded only when it is called, so that `--help` is quick."""

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "serve": "start the line",
    "call": "ring the line from this terminal",
    "play": "play call scripts",
    "simulate": "let a crowd of random callers ring",
    "calls": "what happened in the calls",
    "check": "all problems of helpline, flows and prompts",
    "prove": "that nobody gets stuck, or the shortest call that does",
    "stats": "how soon callers get there, and how long all is that they hear",
    "graph": "a picture of the flows",
    "init": "begin a helpline of your own in a new folder",
    "schema": "what an editor needs to help with the files",
    "explain": "what a rule of check asks for, and why",
    "db": "the record's database: upgrade, backup, restore",
}
"""Every command with its one line of help; the file of the same name holds it."""


class _Lazy(click.Group):
    """Shows the table's help without loading any command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"ivr.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="careline", prog_name="ivr")
def main() -> None:
    """A phone helpline: call flows in YAML, answered over signed carrier webhooks.

    Start with `ivr serve` in one terminal and `ivr call` in another.
    """
