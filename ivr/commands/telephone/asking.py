"""The person at the terminal as a caller who is asked whenever the line listens; time does not pass meanwhile."""

import sys

import click

from ivr.commands.telephone.hearing import hears_words
from ivr.rehearsal.rows import UNHEARD
from ivr.simulator.caller import HangUp, Move, Mover, Silence, Words, read_moves
from ivr.simulator.stretch import Act, Speak, Stretch

PROMPT = "keys (Enter = silence, h = hang up): "
SAY = "say "


class Asked(Mover):
    """Asks for keys. Ctrl+C and the end of the input hang up.

    Several moves on one line are made one after another, each when the line listens next, as with `--keys`; a line that
    begins with `say` is said aloud.
    """

    def __init__(self, *, prompt_on_stderr: bool = False) -> None:
        """With `prompt_on_stderr`, what a program reads stays clean."""
        super().__init__()
        self._err = prompt_on_stderr
        self._ahead: list[Move] = []

    def next_act(self, stretch: Stretch) -> Act | None:
        """Do what was typed; words that nothing hears are told, for the line will seem to have met silence."""
        act = super().next_act(stretch)
        if isinstance(act, Speak) and not hears_words(stretch):
            click.echo(f"{UNHEARD}: {act.text}", err=self._err)
        return act

    def move(self, stretch: Stretch) -> Move | None:
        """Make the next move; where none is left, ask until the answer is keys, words, silence, or the end."""
        if not stretch.is_callers_turn:
            return None
        while not self._ahead:
            try:
                typed = click.prompt(PROMPT, default="", show_default=False, prompt_suffix="", err=self._err)
            except click.Abort:
                click.echo(err=self._err)
                return HangUp()
            if not sys.stdin.isatty():
                click.echo(err=self._err)  # nobody pressed Enter on this screen
            try:
                self._ahead = moves_in(typed)
            except ValueError as wrong:
                click.echo(f"{wrong}; Enter is silence, h hangs up, say WORDS speaks", err=self._err)
        return self._ahead.pop(0)


def moves_in(typed: str) -> list[Move]:
    """Read what a person types: keys and silences, or `say` and words. Raises ValueError."""
    words = typed.strip()
    if words.lower().startswith(SAY):
        return [Words(words[len(SAY) :].strip())]
    return list(read_moves(words.lower())) or [Silence()]
