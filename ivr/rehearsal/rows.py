"""What happens on a call, in words for people: one row of the transcript for each happening."""

from dataclasses import dataclass
from typing import assert_never

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
    short_url,
)

UNHEARD = "[the line does not listen to words here]"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the transcript: who, what, and in which colour."""

    who: str
    text: str
    colour: str | None = None
    dim: bool = False


def row_of(happening: Happening, caller: str = "you") -> Row | None:  # noqa: PLR0911 - one for each kind
    """Tell a happening in words, `caller` being what the caller is called; None where there is nothing to tell."""
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
            return row_of_deed(happening, caller)
        case Ringing() | Bridged() | DialEnded() | InQueue() | QueueLeft():
            return Row("", f"[{told_of_people(happening)}]", "cyan")
        case Recorded():
            words = f": {happening.words}" if happening.words else ""
            return Row("", f"[recorded {happening.seconds:.0f} s{words}]", "cyan")
        case LineWarning():
            return Row("carrier", f"[warning {happening.code or '-'}: {happening.text}]", "yellow")
        case LineError():
            return Row("carrier", f"[error {happening.code} at {short_url(happening.url)}: {happening.text}]", "red")
        case HungUp():
            return Row("", f"[{happening.by} ends the call: {happening.reason}]", dim=True)
        case _:
            assert_never(happening)


def row_of_deed(happening: Pressed | Spoke | NothingHeard | KeysLost, caller: str) -> Row:
    """Tell what was done on a telephone."""
    match happening:
        case Pressed():
            return Row(_person(happening.by, caller), f"presses {happening.keys}", "green")
        case Spoke():
            return Row(_person(happening.by, caller), f"says {happening.text}", "green")
        case NothingHeard():
            return Row(_person(happening.to, caller), "(silence)", "green", dim=True)
        case KeysLost():
            return Row("", f"[the line does not listen now: {happening.keys} is lost]", "yellow")
        case _:
            assert_never(happening)


def told_of_people(happening: Ringing | Bridged | DialEnded | InQueue | QueueLeft) -> str:
    """Tell what happens between the caller and people."""
    match happening:
        case Ringing():
            return f"rings {happening.number} for up to {happening.seconds} s"
        case Bridged():
            return f"a person speaks with the caller: {happening.number}"
        case DialEnded():
            return f"{happening.number}: {happening.status}{'' if happening.bridged else ', nobody was connected'}"
        case InQueue():
            return f"waits in the queue '{happening.queue}'"
        case QueueLeft():
            return f"out of the queue '{happening.queue}': {happening.result}"
        case _:
            assert_never(happening)


def _person(party: Party, caller: str) -> str:
    return caller if party is Party.CALLER else "agent"
