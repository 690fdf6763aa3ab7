"""Thousands of hostile YAML documents from a seed: no crash, no garbage accepted, little time and memory for each.

A size for every change; `scripts/campaign` sets HOSTILE_DOCUMENTS to 100,000.
"""

import os
import random
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import yaml
from hostile import LARGE, Hostile, bombs, documents

from ivr.authoring.compiling import Compiled, compile_release
from ivr.authoring.located import Plain, plain
from ivr.authoring.problem import shown
from ivr.authoring.release import Release
from ivr.authoring.yaml_reader import read_yaml
from ivr.dialogue.call import Call
from ivr.dialogue.engine import advance
from ivr.dialogue.inputs import CallStarted, Digits, Input, NoInput
from ivr.dialogue.verbs import Collect, Say
from ivr.language.render import render

DOCUMENTS = int(os.environ.get("HOSTILE_DOCUMENTS", "3000"))
SEED = int(os.environ.get("HOSTILE_SEED", "1"))
PARTS = 20
SECONDS = 0.2  # of processor time on a quiet machine
BUSY = 20  # times slower: with coverage, on two cores that others use as well
MEGABYTES = 64
MEASURED = 30  # documents whose memory is measured, which takes time
TURNS = 12
INPUTS: list[Input] = [NoInput(), *map(Digits, "0123456789*#")]
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_documents_are_refused_or_make_a_line_that_works(part: int) -> None:
    for hostile in documents(SEED * PARTS + part, DOCUMENTS // PARTS):
        began = time.process_time()
        compiled = compile_release(hostile.files())
        took = time.process_time() - began

        assert took < SECONDS * BUSY, hostile
        assert is_well_told(compiled), hostile
        if compiled.release is not None:
            assert not hostile.is_garbage, hostile
            assert is_read_as_others_read_it(hostile), hostile
            answers_callers(compiled.release, random.Random(part))


@pytest.mark.parametrize("hostile", list(bombs()), ids=lambda each: f"{each.kind} in {each.file}, {len(each.content)}")
def test_a_file_made_to_burst_takes_little_time_and_memory(hostile: Hostile) -> None:
    began = time.process_time()
    compiled = compile_release(hostile.files())
    took = time.process_time() - began

    assert took < 2 * SECONDS * BUSY
    assert is_well_told(compiled)


LARGEST = ("many prompts", "many steps", "aliases", "escapes", "brackets")


def test_hostile_documents_take_little_memory() -> None:
    largest = [hostile for hostile in bombs() if hostile.kind in LARGEST and len(hostile.content) < LARGE / 2]

    for hostile in [*documents(SEED, MEASURED), *largest]:
        assert megabytes_for(hostile) < MEGABYTES, hostile


def megabytes_for(hostile: Hostile) -> float:
    files = hostile.files()
    tracemalloc.start()
    try:
        compile_release(files)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


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
