"""A telephone in the terminal: shows what happens on a simulated call, and lets a person be the caller."""

import json
import os
import shutil
import sys
import textwrap
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import urlsplit

import click

from ivr.simulator.caller import HangUp, Move, Mover, Silence, read_moves
from ivr.simulator.happenings import (
    Bridged,
    CutOff,
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
    Recorded,
    Ringing,
    Said,
    Spoke,
    as_record,
)
from ivr.simulator.stretch import Scene, Stretch

PROMPT = "keys (Enter = silence, h = hang up): "
WIDEST = 100  # columns: longer lines are hard to read
MARGIN = 17  # columns for the time and who it is
SHOWN_ID = 8  # characters of a call's id: enough for `ivr calls show`
LONGEST_PART = 24  # characters of a part of a path; what is longer is a sealed call
UNDER_SCRIPTS = ".venv/bin/ivr"  # what scripts/ivr and scripts/call start


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the transcript: who, what, and in which colour."""

    who: str
    text: str
    colour: str | None = None
    dim: bool = False


class Terminal(Mover):
    """The person at the terminal as the caller. Ctrl+C and the end of the input hang up.

    Several moves on one line are made one after another, each when the line listens next, as with `--keys`.
    """

    def __init__(self, *, prompt_on_stderr: bool) -> None:
        """With `prompt_on_stderr`, what a program reads stays clean."""
        super().__init__()
        self._err = prompt_on_stderr
        self._ahead: list[Move] = []

    def move(self, stretch: Stretch) -> Move | None:
        """Make the next move; where none is left, ask until the answer is keys, silence, or the end."""
        if stretch.scene is not Scene.LISTENING:
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
                self._ahead = list(read_moves(typed.lower())) or [Silence()]
            except ValueError as wrong:
                click.echo(f"{wrong}; Enter is silence, h hangs up", err=self._err)
        return self._ahead.pop(0)


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
        command = f"{program()} calls show {call_id[:SHOWN_ID]}"
        told = f"{self.ending} after {clock(self.seconds)}; keys: {keys}; record: {unbroken(command)}"
        wrapped = textwrap.wrap(told, columns(), break_long_words=False, break_on_hyphens=False)
        click.echo("\n" + "\n".join(wrapped).replace("\N{NO-BREAK SPACE}", " "))

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
    """Print what happened, if it is for people; colour is left out when piped, and where NO_COLOR is set."""
    row = row_of(happening)
    if row is not None:
        for line in lines_of(happening.at, row, columns()):
            click.secho(line, fg=row.colour, dim=row.dim, color=False if os.environ.get("NO_COLOR") else None)


def columns() -> int:
    """How wide a line may be: as the terminal, or COLUMNS, but no wider than is easy to read."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def program() -> str:
    """How the person who started this program can start it again: `ivr` alone needs an activated environment."""
    scripted = sys.argv[0].endswith(UNDER_SCRIPTS) and "VIRTUAL_ENV" not in os.environ
    return "scripts/ivr" if scripted else "ivr"


def unbroken(text: str) -> str:
    """Keep words on one line, whatever is wrapped."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def short_url(url: str) -> str:
    """An address for people: without the sealed call in it, which nobody can read and nobody should pass on."""
    parts = urlsplit(url)
    path = "/".join("..." if len(part) > LONGEST_PART else part for part in parts.path.split("/"))
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path


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
        case CutOff():
            return Row("", f"[cut off after: {happening.heard}]" if happening.heard else "[cut off]", dim=True)
        case Pressed() | Spoke() | NothingHeard() | KeysLost():
            return row_of_caller(happening)
        case Ringing() | Bridged() | DialEnded() | InQueue() | QueueLeft():
            return Row("", row_of_people(happening), "cyan")
        case Recorded():
            return Row("", f"[recorded {happening.seconds:.0f} s]", "cyan")
        case LineWarning():
            return Row("carrier", f"[warning {happening.code or '-'}: {happening.text}]", "yellow")
        case LineError():
            return Row("carrier", f"[error {happening.code} at {short_url(happening.url)}: {happening.text}]", "red")
        case HungUp():
            return Row("", f"[{happening.by} ends the call: {happening.reason}]", dim=True)
        case _:
            assert_never(happening)


def row_of_caller(happening: Pressed | Spoke | NothingHeard | KeysLost) -> Row:
    """Tell what was done on a telephone."""
    match happening:
        case Pressed():
            return Row(_person(happening.by), f"presses {happening.keys}", "green")
        case Spoke():
            return Row(_person(happening.by), f"says {happening.text}", "green")
        case NothingHeard():
            return Row(_person(happening.to), "(silence)", "green", dim=True)
        case KeysLost():
            return Row("", f"[the line does not listen now: {happening.keys} is lost]", "yellow")
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
