"""What must hold of every hostile document, however it came about: it is refused well, or makes a line that works."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import yaml
from hostile import Hostile

from ivr.authoring.compiling import Compiled
from ivr.authoring.located import Plain, plain
from ivr.authoring.problem import shown
from ivr.authoring.release import Release
from ivr.authoring.yaml_reader import read_yaml
from ivr.dialogue.call import Call
from ivr.dialogue.engine import advance
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput
from ivr.dialogue.verbs import Collect, Say
from ivr.language.render import render

SECONDS = 0.2  # of processor time for one document, on a quiet machine
MEGABYTES = 64
TURNS = 12
INPUTS: list[Input] = [NoInput(), *map(Digits, "0123456789*#")]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def wrong_about(hostile: Hostile, compiled: Compiled, dice: random.Random) -> str:
    """What a document broke; nothing when it was refused, or makes a line that answers callers."""
    if not is_well_told(compiled):
        return "badly told"
    if compiled.release is None:
        return ""
    if hostile.is_garbage:
        return "garbage was accepted"
    if not is_read_as_others_read_it(hostile):
        return "read otherwise than others read it"
    answers_callers(compiled.release, dice)
    return ""


def is_well_told(compiled: Compiled) -> bool:
    """Whether there is a release or an error, and each problem has its place and fits into its line."""
    errors = any(each.severity == "error" for each in compiled.problems)
    told = all(each.line >= 1 and each.column >= 1 and "\n" not in str(each) for each in compiled.problems)
    return told and errors == (compiled.release is None) and all(map(shown, compiled.problems[:10]))


def is_read_as_others_read_it(hostile: Hostile) -> bool:
    """Whether another reader, that takes every value for text, finds the same in the file.

    The one in pure Python refuses a tab between a key and its value, and a question mark in a list's word, both of
    which YAML allows; the one in C takes them, as ours does.
    """
    node, _ = read_yaml(hostile.file, hostile.content)
    assert node is not None
    text = hostile.content.decode("utf-8-sig")
    try:
        theirs = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts alone
    except yaml.YAMLError:
        theirs = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - so does this one
    return _texts(plain(node)) == _texts(theirs)


def _texts(read: Plain) -> Plain:
    match read:
        case dict():
            return {key: _texts(value) for key, value in read.items()}
        case list():
            return [_texts(each) for each in read]
        case None | "~" | "null" | "Null" | "NULL":
            return ""
        case _:
            return read


def answers_callers(release: Release, dice: random.Random) -> None:
    """Ring the line that was accepted, press some keys, and put everything that it says into words."""
    line = release.flows.helpline
    dialled = next(iter(line.numbers))
    call = Call("CA1", release.id, "+12025550100", dialled, line.locales[0])
    given: Iterator[Input] = (dice.choice(INPUTS) for _ in range(TURNS))
    for each in [CallStarted("+12025550100", dialled), *given]:
        turn = advance(release.flows, call, each, NOON)
        call = turn.call
        for verb in turn.verbs:
            for said in (verb,) if isinstance(verb, Say) else verb.says if isinstance(verb, Collect) else ():
                if isinstance(said, Say):
                    render(release.book(call.locale), said.prompt)
        if not isinstance(turn.verbs[-1], Collect):
            return
