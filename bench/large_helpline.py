"""Helplines of any number of steps: a welcome, a person, a goodbye, and menus of five choices each."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bench.measured_line import ROOT
from ivr.authoring.sources import Sources

AROUND = 3  # steps that are no menus
IN_A_FILE = 200  # steps; a flow is one file
CHOICES = 5

_HELPLINE = """\
numbers: {"+18005550100": main.welcome}
locales: [en-US]
facts: {brand: Pandora}
outside: {agent: }
hours: {care: {zone: America/New_York, mon-fri: "9:00-18:00", sat: "10:00-14:00"}}
queues: {care: {hours: care, wait: hold.care}}
notices: []
always: {"0": main.person, "*": back, "9": repeat}
defaults: {tries: 3, first_key: 7s, between_keys: 4s, give_up: main.person}
voices: {en-US: Polly.Joanna-Neural}
"""
_MAIN = """\
welcome: {type: say, prompt: main.welcome, then: f0.m0}
person: {type: hand_off, queue: care, on: {ended: bye, closed: bye, full: bye, left: bye, failed: bye}}
bye: {type: goodbye, prompt: main.bye}
"""
_WORDS = """\
main.welcome: "Thank you for calling {brand} customer care."
main.bye: "Thank you for calling. Goodbye."
hold.care: {first: "Please wait.", waiting: "You are still in line.", leaving: "Nobody came."}
"""
_HELP = """\
  no_input:
    - "I did not hear a key. Here are the choices again."
    - "I still hear nothing. Press the key for what you need, or wait, and a person will help."
  no_match:
    - "That key is none of the choices. Here they are again."
    - "That is no choice either. Listen to all of them, or wait, and a person will help."
"""
_WHISPER = re.compile(r"^line\.whisper:.*?(?=^line\.)", re.MULTILINE | re.DOTALL)  # it speaks of answers


def menus_of(steps: int) -> Sequence[str]:
    """The menus of a helpline of so many steps, by their addresses."""
    return tuple(f"f{number // IN_A_FILE}.m{number}" for number in range(steps - AROUND))


def large_helpline(steps: int) -> Sources:
    """The files of a helpline with so many steps."""
    files = {"helpline.yaml": _HELPLINE, "flows/main.yaml": _MAIN, "prompts/en-US/main.yaml": _WORDS}
    menus = menus_of(steps)
    for first in range(0, len(menus), IN_A_FILE):
        flow = f"f{first // IN_A_FILE}"
        files[f"flows/{flow}.yaml"] = "".join(_menus(menus, first))
        files[f"prompts/en-US/{flow}.yaml"] = "".join(_words(menus, first))
    shipped = (ROOT / "prompts" / "en-US" / "line.yaml").read_text(encoding="utf-8")
    files["prompts/en-US/line.yaml"] = _WHISPER.sub('line.whisper: "A call."\n', shipped)
    return {name: text.encode() for name, text in files.items()}


def _menus(menus: Sequence[str], first: int) -> Iterator[str]:
    for number in range(first, min(first + IN_A_FILE, len(menus))):
        yield f"m{number}:\n  type: menu\n  prompt: {menus[number]}.question\n  choices:\n"
        following = islice(_round(menus, number + 1), CHOICES)
        yield from (f"    - {{goto: {menu}, label: {menus[number]}.label{n}}}\n" for n, menu in enumerate(following))


def _round(menus: Sequence[str], start: int) -> Iterator[str]:
    while True:
        yield menus[start % len(menus)]
        start = 2 * start + 1


def _words(menus: Sequence[str], first: int) -> Iterator[str]:
    for number in range(first, min(first + IN_A_FILE, len(menus))):
        yield f'{menus[number]}.question:\n  first: "Menu {number}. What can I help you with?"\n{_HELP}'
        yield from (f'{menus[number]}.label{n}: "thing {n} of {number}"\n' for n in range(CHOICES))
