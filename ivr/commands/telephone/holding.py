"""Who holds the telephone: a script, a person who is asked, or a person in real time."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec

import click

from ivr.commands.telephone.asking import Asked
from ivr.commands.telephone.teller import Teller
from ivr.rehearsal.layout import is_colourless
from ivr.simulator.caller import LISTENER, MANNERS, Caller, HangUp, Scripted, Silence, read_moves

Telephone = AbstractContextManager[tuple[Caller, Teller]]


def is_for_people() -> bool:
    """Whether a person sits before a terminal that can hand over single keys; not on Windows."""
    return sys.stdin.isatty() and sys.stdout.isatty() and find_spec("termios") is not None


def scripted(keys: str, fingers: str | None, *, stay: bool, as_json: bool) -> Telephone:
    """The caller does what --keys says."""
    try:
        moves = read_moves(keys)
    except ValueError as wrong:
        raise click.BadParameter(f"{wrong}; w or - is silence, h hangs up", param_hint="'--keys'") from None
    manner = MANNERS[fingers] if fingers else LISTENER
    return nullcontext((Scripted(moves, Silence() if stay else HangUp(), manner), Teller(as_json)))


def asked(*, as_json: bool) -> Telephone:
    """Whoever types is asked whenever the line listens."""
    return nullcontext((Asked(prompt_on_stderr=as_json), Teller(as_json)))


@contextmanager
def in_real_time(speed: float) -> Iterator[tuple[Caller, Teller]]:
    """The person at the terminal hears and presses as on a telephone."""
    from ivr.commands.telephone.keyboard import keys_at_once
    from ivr.commands.telephone.live import LiveCaller
    from ivr.commands.telephone.screen import Screen

    with keys_at_once(sys.stdin.fileno()) as keyboard:
        caller = LiveCaller(keyboard, Screen(sys.stdout, coloured=not is_colourless()), speed=speed)
        caller.greet()
        try:
            yield caller, Teller(show=caller.show)
        finally:
            caller.end()
