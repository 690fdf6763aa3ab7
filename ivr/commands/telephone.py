"""A telephone in the terminal: shows what happens on a simulated call, and lets a person be the caller."""

import json
import shutil
import sys
import textwrap
from dataclasses import dataclass, field
from typing import assert_never

import click

from ivr.simulator.caller import HangUp, Move, read_move
from ivr.simulator.happenings import (
    Bridged,
    DialEnded,
    Happening,
    HungUp,
    InQueue,
    KeysLost,
    LineError,
    LineWarning,
    Listening,
    NothingHeard,
    Party,
    Played,
    Pressed,
    QueueLeft,
    Ringing,
    Said,
    as_record,
)

PROMPT = "keys (Enter = silence, h = hang up): "
WIDEST = 100  # columns: longer lines are hard to read
MARGIN = 17  # columns for the time and who it is


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the transcript: who, what, and in which colour."""

    who: str
    text: str
    colour: str | None = None
    dim: bool = False


class Terminal:
    """The person at the terminal as the caller. Ctrl+C and the end of the input hang up."""

    def __init__(self, *, prompt_on_stderr: bool) -> None:
        """With `prompt_on_stderr`, what a program reads stays clean."""
        self._err = prompt_on_stderr

    def answer(self, listening: Listening) -> Move:
        """Ask until the answer is keys, silence, or the end."""
        while True:
            try:
                typed = click.prompt(PROMPT, default="", show_default=False, prompt_suffix="", err=self._err)
            except click.Abort:
                click.echo(err=self._err)
                return HangUp()
            if not sys.stdin.isatty():
                click.echo(err=self._err)  # nobody pressed Enter on this screen
            try:
                return read_move("".join(typed.lower().split()) or "-")
            except ValueError as wrong:
                click.echo(f"{wrong}; Enter is silence, h hangs up", err=self._err)


@dataclass
class Teller:
    """Tells a call as it happens, and keeps what its summary needs. `as_json`: one JSON object a line."""

    as_json: bool = False
    pressed: list[str] = field(default_factory=list)
    failed: bool = False
    ending: str = "hung up"
    seconds: float = 0.0

    def tell(self, happening: Happening) -> None:
        """Print a happening."""
        self._note(happening)
        if self.as_json:
            click.echo(json.dumps(as_record(happening), ensure_ascii=False))
        else:
            echo(happening)

    def summary(self, call_id: str) -> None:
        """Print how the call ended, in one line."""
        if self.as_json:
            summary = {"event": "summary", "call_id": call_id, "ending": self.ending, "seconds": self.seconds}
            click.echo(json.dumps({**summary, "pressed": self.pressed, "failed": self.failed}))
            return
        keys = " ".join(self.pressed) or "none"
        click.echo(f"\n{self.ending} after {clock(self.seconds)}; keys: {keys}; record: ivr calls show {call_id}")

    def _note(self, happening: Happening) -> None:
        self.seconds = happening.at
        match happening:
            case Pressed(_, keys, Party.CALLER):
                self.pressed.append(keys)
            case LineError():
                self.failed = True
            case HungUp():
                self.ending = f"the {happening.by} ended the call ({happening.reason})"
            case _:
                pass


def echo(happening: Happening) -> None:
    """Print what happened, if it is for people; colour is left out when piped."""
    row = row_of(happening)
    if row is not None:
        for line in lines_of(happening.at, row, shutil.get_terminal_size((WIDEST, 24)).columns):
            click.secho(line, fg=row.colour, dim=row.dim)


def lines_of(at: float, row: Row, columns: int) -> list[str]:
    """Lay a row out: virtual time and speaker in the margin, the words wrapped beside them."""
    margin = f"{clock(at):>6}  {row.who:<9}"
    width = max(min(columns, WIDEST), MARGIN + 20)
    return textwrap.wrap(row.text, width, initial_indent=margin, subsequent_indent=" " * MARGIN)


def clock(seconds: float) -> str:
    """Write seconds as a clock does."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def row_of(happening: Happening) -> Row | None:  # noqa: PLR0911 - one for each kind
    """Tell a happening in words; None where there is nothing to tell."""
    match happening:
        case Said():
            return Row("line" if happening.to is Party.CALLER else "to agent", happening.text)
        case Played():
            return Row("line", f"[plays {happening.url}]", dim=True)
        case Listening():
            return None
        case Pressed() | NothingHeard() | KeysLost():
            return row_of_keypad(happening)
        case Ringing() | Bridged() | DialEnded() | InQueue() | QueueLeft():
            return Row("", row_of_people(happening), "cyan")
        case LineWarning():
            return Row("carrier", f"[warning {happening.code or '-'}: {happening.text}]", "yellow")
        case LineError():
            return Row("carrier", f"[error {happening.code} at {happening.url}: {happening.text}]", "red")
        case HungUp():
            return Row("", f"[{happening.by} ends the call: {happening.reason}]", dim=True)
        case _:
            assert_never(happening)


def row_of_keypad(happening: Pressed | NothingHeard | KeysLost) -> Row:
    """Tell what was done on a keypad."""
    match happening:
        case Pressed():
            return Row(_person(happening.by), f"presses {happening.keys}", "green")
        case NothingHeard():
            return Row(_person(happening.to), "(silence)", "green", dim=True)
        case KeysLost():
            return Row(_person(happening.by), f"[the line did not listen any more: {happening.keys} is lost]", "yellow")
        case _:
            assert_never(happening)


def row_of_people(happening: Ringing | Bridged | DialEnded | InQueue | QueueLeft) -> str:
    """Tell what happens between the caller and people."""
    match happening:
        case Ringing():
            return f"[rings {happening.number} for up to {happening.seconds} s]"
        case Bridged():
            return f"[a person speaks with the caller: {happening.number}]"
        case DialEnded():
            return f"[{happening.number}: {happening.status}{'' if happening.bridged else ', nobody was connected'}]"
        case InQueue():
            return f"[waits in the queue {happening.queue!r}]"
        case QueueLeft():
            return f"[out of the queue {happening.queue!r}: {happening.result}]"
        case _:
            assert_never(happening)


def _person(party: Party) -> str:
    return "you" if party is Party.CALLER else "agent"
