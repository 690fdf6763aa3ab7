"""Hostile YAML, from a seed: bytes, scraps, bombs, trees and slips, each in the place of one file of the small line."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from small_line import FILES, sources

SCRAPS = [*"{}[]:,#*&!|>%@`'\"-?\n\t ~0", ": ", " #", "\n- ", "<<: ", "&a ", "*a ", "---\n", "no", "{x}", "type: ", "é"]
ODD = [*"\u00a0\u200b\u2028\u0085\ufeff\u202e\x00\x1b\x7f\ud800", "\U0001f600", "\r", "\x0b"]
WORDS = ["type", "say", "menu", "topics", "prompt", "then", "goto", "label", "on", "list", "choices", "value", "into"]
WORDS += ["digits", "first", "no_input", "main.more", "bye", "1", "no"]
FORBIDDEN = [
    "evil: !!python/object/apply:os.system [ls]",
    "evil: !tag x",
    "evil: &anchor x",
    "evil: *alias",
    "<<: {a: b}",
    "bye: {type: goodbye, prompt: main.bye}\nbye: {type: goodbye, prompt: main.bye}",
    "evil: [",
    'evil: "never closed',
    "evil: {type: say, prompt: main.more, then: bye, thne: bye}",
    "evil: {type: sya, prompt: main.more, then: bye}",
    "evil: {type: say, prompt: [main.more], then: bye}",
    "evil: {type: say, prompt: main.more, then: nowhere}",
    "evil: {type: say, then: bye}",
    "Evil: {type: say, prompt: main.more, then: bye}",
    "evil: {type: yes_no, prompt: main.more, on: {said_yes: bye}}",
    "evil: {type: collect, prompt: main.more, into: x, digits: {length: 1}, then: bye}",
    "evil\u00a0: {type: say, prompt: main.more, then: bye}",
    "evil: {type: goodbye, prompt: 'main\u200b.bye'}",
    'evil: "\\0"',
    "evil:\n\t- a",
    "---\nevil: a",
    "[a, b]: c",
    "evil: " + "[" * 30 + "]" * 30,
]
SIZES = LARGE, FULL, FAIR = 250_000, 80_000, 40_000  # bytes: more are refused unread; of some kinds, for their keys
BOMBS: Mapping[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "closed brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "lists in lists": lambda n: "- " * (n // 2),
    "keys in keys": lambda n: "? " * (n // 2),
    "quotes": lambda n: "'" * n,
    "escapes": lambda n: 'a: "' + "\\x41" * (n // 4),
    "aliases": lambda n: "a: &a [x, x]\n" + "".join(f"a{k}: &a{k} [*a, *a, *a]\n" for k in range(n // 30)),
    "one key": lambda n: "a: b\n" * (n // 5),
    "many keys": lambda n: "".join(f"k{k}: v\n" for k in range(n // 9)),
    "many steps": lambda n: "".join(f"s{k}: {{type: say, prompt: p{k}, then: t{k}}}\n" for k in range(n // 42)),
    "many odd steps": lambda n: "".join(f"s{k}: {{type: sya, prmpt: p}}\n" for k in range(n // 30)),
    "many choices": lambda n: "m: {type: menu, prompt: p, choices: [" + "{label: a, goto: b}, " * (n // 21) + "]}\n",
    "many prompts": lambda n: "".join(f'p{k}.x: "words {{slot{k}}}"\n' for k in range(n // 28)),
    "one long text": lambda n: "main.more: " + "word " * (n // 5),
    "one long key": lambda n: "k" * n + ": v",
    "comments": lambda n: "#:\n" * (n // 3),
    "empty comments": lambda n: "#\n" * (n // 2),
    "comments in comments": lambda n: "# #\n" * (n // 4),
    "signs that are no comments": lambda n: "main.more: " + "a#" * (n // 2),
    "lines that are no comments": lambda n: 'main.more: "' + "a#b\n  " * (n // 6) + '"',
    "texts cut by comments": lambda n: "main.more:\n" + "  - a b #c\n" * (n // 11),
    "long numbers": lambda n: "main.more: {first: a, no_input: [" + f"{'1' * 990}, " * (n // 992) + "]}\n",
    "long names": lambda n: "main.more: {first: a, no_input: [" + f"{'a-.' * 330}, " * (n // 992) + "]}\n",
    "long markup": lambda n: "main.more: {first: a, no_input: [" + f"{'x<a&' * 245}, " * (n // 992) + "]}\n",
    "long sentences": lambda n: "main.more: {first: a, no_input: [" + f"{'ees ' * 245}, " * (n // 992) + "]}\n",
    "long slips": lambda n: "".join(f"main.k{'k' * 990}{k}: a\n" for k in range(n // 1000)),
    "tabs": lambda n: "\t" * n,
    "digits": lambda n: "main.more: " + "1" * n,
    "dashes": lambda n: "main.more: " + "-" * n,
    "many slots": lambda n: 'main.more: "' + "{a} " * (n // 4) + '"',
    "many ways to say it": lambda n: "main.more: {first: a, no_input: [" + "a b, " * (n // 5) + "]}\n",
    "many other ways to say it": lambda n: (
        "main.question: {first: a, no_input: [" + "".join(f"a b{k}, " for k in range(n // 9)) + "]}\n"
    ),
    "many phrases": lambda n: "care.rose: {title: a, phrases: [" + "a b, " * (n // 5) + "], say: c}\n",
    "many pieces": lambda n: "care.rose: {title: a, say: [" + "a b, " * (n // 5) + "]}\n",
    "a fault at the end": lambda n: "".join(f'p{k}.x: "some words"\n' for k in range(n // 22)) + "x: [",
    "a fault in one large table": lambda n: "x:\n" + "".join(f'  p{k}: "some words"\n' for k in range(n // 22)) + " y",
    "topics": lambda n: "".join(f"t.x{k}: {{title: t, phrases: [a{k}], say: [a b, c d]}}\n" for k in range(n // 48)),
    "empty lines": lambda n: "\n" * n,
    "spaces": lambda n: "a: b\n" + " " * n + "c",
    "braces in words": lambda n: 'main.more: "' + "{a" * (n // 2) + '"',
    "waivers": lambda n: "waivers:\n" + "- {rule: menu.long, at: a, reason: b}\n" * (n // 39),
}


@dataclass(frozen=True)
class Hostile:
    """A helpline with one hostile file; `is_garbage` where it can be told beforehand that it must be refused."""

    kind: str
    file: str
    content: bytes
    is_garbage: bool = False

    def files(self) -> dict[str, bytes]:
        """The small line with the hostile file."""
        return {**sources(), self.file: self.content}


def documents(seed: int, count: int) -> Iterator[Hostile]:
    """So many hostile files, always the same ones for a seed."""
    dice = random.Random(seed)
    for _ in range(count):
        yield dice.choice(KINDS)(dice)


def bombs() -> Iterator[Hostile]:
    """Each bomb as large as a file may be, and with so few keys that each of them is looked at."""
    for kind, make in BOMBS.items():
        file = "flows/main.yaml" if any(sort in kind for sort in ("steps", "choices")) else "prompts/en-US/main.yaml"
        yield from (Hostile(kind, file, make(size).encode()) for size in SIZES)


def _any_file(dice: random.Random) -> str:
    return dice.choice(sorted(FILES))


def _bytes(dice: random.Random) -> Hostile:
    return Hostile("bytes", _any_file(dice), dice.randbytes(dice.randrange(1, 200)))


def _scraps(dice: random.Random) -> Hostile:
    return Hostile("scraps", _any_file(dice), "".join(dice.choices(SCRAPS, k=dice.randrange(1, 60))).encode())


def _tree(dice: random.Random) -> Hostile:
    return Hostile("tree", _any_file(dice), "".join(_branch(dice, 0) for _ in range(dice.randrange(1, 6))).encode())


def _branch(dice: random.Random, depth: int) -> str:
    key = dice.choice(WORDS)
    return f"{'  ' * depth}{key}: {_value(dice, depth)}\n"


def _value(dice: random.Random, depth: int) -> str:
    match dice.randrange(6 if depth < 4 else 3):
        case 0 | 1:
            return dice.choice(WORDS)
        case 2:
            return dice.choice(["", "~", "[]", "{}", "0123", "yes", '"{x}"', "1e9", "-1", "|\n  text"])
        case 3:
            return "[" + ", ".join(dice.choices(WORDS, k=dice.randrange(4))) + "]"
        case 4:
            return (
                "{" + ", ".join(f"{dice.choice(WORDS)}: {dice.choice(WORDS)}" for _ in range(dice.randrange(4))) + "}"
            )
        case _:
            return "\n" + "".join(_branch(dice, depth + 1) for _ in range(dice.randrange(1, 4))).rstrip("\n")


def _slips(dice: random.Random) -> Hostile:
    file = _any_file(dice)
    text = FILES[file]
    for _ in range(dice.randrange(1, 4)):
        start = dice.randrange(len(text) + 1)
        inserted = "".join(dice.choices(SCRAPS, k=dice.randrange(4)))
        text = text[:start] + inserted + text[start + dice.choice([0, 0, 1, 3, 12, 60]) :]
    return Hostile("slips", file, text.encode())


def _lines(dice: random.Random) -> Hostile:
    file = _any_file(dice)
    lines = FILES[file].splitlines(keepends=True)
    match dice.randrange(3):
        case 0:
            dice.shuffle(lines)
        case 1:
            lines.insert(dice.randrange(len(lines)), dice.choice(lines))
        case _:
            lines[dice.randrange(len(lines))] = " " * dice.randrange(5) + dice.choice(lines)
    return Hostile("lines", file, "".join(lines).encode())


def _odd_signs(dice: random.Random) -> Hostile:
    file = _any_file(dice)
    start = dice.randrange(len(FILES[file]))
    text = FILES[file][:start] + dice.choice(ODD) + FILES[file][start:]
    return Hostile("odd signs", file, text.encode("utf-8", errors="surrogatepass"))


def _forbidden(dice: random.Random) -> Hostile:
    text, file = dice.choice(FORBIDDEN), "flows/main.yaml"
    whole = f"{text}\n{FILES[file]}" if dice.random() < 0.5 else f"{FILES[file]}{text}\n"
    return Hostile(f"forbidden: {text[:40]}", file, whole.encode(), is_garbage=True)


def _bomb(dice: random.Random) -> Hostile:
    kind = dice.choice(sorted(BOMBS))
    return Hostile(kind, _any_file(dice), BOMBS[kind](dice.randrange(100, 4_000)).encode())


KINDS: tuple[Callable[[random.Random], Hostile], ...] = (
    _bytes,
    _scraps,
    _tree,
    _slips,
    _slips,
    _lines,
    _odd_signs,
    _forbidden,
    _bomb,
)
