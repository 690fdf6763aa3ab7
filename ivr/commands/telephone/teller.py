"""Tells a call as it happens, and sums it up in the end."""

import json
import os
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from ivr.rehearsal.layout import clock, columns, is_colourless, lines_of
from ivr.rehearsal.rows import row_of
from ivr.simulator.happenings import (
    Bridged,
    Happening,
    HungUp,
    KeysLost,
    LineError,
    NothingHeard,
    Party,
    Pressed,
    Spoke,
    as_record,
)

SHOWN_ID = 8  # characters of a call's id: enough for `ivr calls show`
UNDER_SCRIPTS = ".venv/bin/ivr"  # what scripts/ivr and scripts/call start
Show = Callable[[Happening], None]


def echo(happening: Happening) -> None:
    """Print what happened, if it is for people; colour is left out when piped, and where nobody wants it."""
    row = row_of(happening)
    if row is not None:
        for line in lines_of(happening.at, row, columns()):
            click.secho(line, fg=row.colour, dim=row.dim or None, color=False if is_colourless() else None)


@dataclass
class Teller:
    """Shows each happening, and keeps what a summary and a call script need. `as_json`: one JSON object a line."""

    as_json: bool = False
    show: Show = echo
    happenings: list[Happening] = field(default_factory=list)

    def tell(self, happening: Happening) -> None:
        """Print a happening."""
        self.happenings.append(happening)
        if self.as_json:
            click.echo(json.dumps(as_record(happening), ensure_ascii=False))
        else:
            self.show(happening)

    def hang_up(self) -> None:
        """Tell of a call that was broken off from here, unless its end was told."""
        if self.ending == NO_ENDING:
            self.tell(HungUp(self.seconds, "caller", "hung up"))

    @property
    def pressed(self) -> list[str]:
        """The entries that the line took from the caller."""
        return [each.keys for each in self.happenings if isinstance(each, Pressed) and each.by is Party.CALLER]

    @property
    def lost(self) -> str:
        """The keys of the caller that the carrier threw away."""
        lost = (each.keys for each in self.happenings if isinstance(each, KeysLost) and each.by is Party.CALLER)
        return "".join(lost)

    @property
    def turns(self) -> int:
        """How often the line listened until the caller did something or was silent for too long."""
        return sum(_is_turn(each) for each in self.happenings)

    @property
    def person_after(self) -> float | None:
        """Seconds until a person spoke with the caller."""
        return next((each.at for each in self.happenings if isinstance(each, Bridged)), None)

    @property
    def failed(self) -> bool:
        """Whether the carrier would report an error."""
        return any(isinstance(each, LineError) for each in self.happenings)

    @property
    def seconds(self) -> float:
        """How long the call has lasted."""
        return self.happenings[-1].at if self.happenings else 0.0

    @property
    def ending(self) -> str:
        """How the call ended, in words."""
        last = next((each for each in self.happenings if isinstance(each, HungUp)), None)
        return f"the {last.by} ended the call ({last.reason})" if last else NO_ENDING

    def summary(self, call_id: str) -> None:
        """Print how the call went: one JSON object, or a few words."""
        if self.as_json:
            click.echo(json.dumps(self._record(call_id)))
            return
        wrapped = textwrap.wrap(self._words(call_id), columns(), break_long_words=False, break_on_hyphens=False)
        click.echo("\n" + "\n".join(wrapped).replace("\N{NO-BREAK SPACE}", " "))

    def _words(self, call_id: str) -> str:
        person = self.person_after
        command = f"{program()} calls show {call_id[:SHOWN_ID]}"
        parts = (
            f"{self.ending} after {clock(self.seconds)}",
            counted(self.turns, "turn"),
            f"keys: {' '.join(self.pressed) or 'none'}",
            f"lost: {self.lost}" if self.lost else "",
            f"a person after {clock(person)}" if person is not None else "",
            f"record: {unbroken(command)}",
        )
        return "; ".join(part for part in parts if part)

    def _record(self, call_id: str) -> dict[str, object]:
        return {
            "event": "summary",
            "call_id": call_id,
            "ending": self.ending,
            "seconds": self.seconds,
            "turns": self.turns,
            "pressed": self.pressed,
            "keys": sum(map(len, self.pressed)),
            "lost": self.lost,
            "person_after": self.person_after,
            "failed": self.failed,
        }


NO_ENDING = "hung up"


def counted(number: int, what: str) -> str:
    """Write how many: `1 turn`, `3 turns`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def program() -> str:
    """How the person who started this program can start it again: `ivr` alone needs an activated environment."""
    scripted = sys.argv[0].endswith(UNDER_SCRIPTS) and "VIRTUAL_ENV" not in os.environ
    return "scripts/ivr" if scripted else "ivr"


def unbroken(text: str) -> str:
    """Keep words on one line, whatever is wrapped."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _is_turn(happening: Happening) -> bool:
    match happening:
        case Pressed(by=party) | Spoke(by=party) | NothingHeard(to=party):
            return party is Party.CALLER
        case _:
            return False
