"""Thousands of hostile YAML documents from a seed: no crash, no garbage accepted, little time and memory for each.

A size for every change, of some 20 seconds; `scripts/campaign hostile` tries 100,000 and measures each on its own.
"""

import random
import time
import tracemalloc
from dataclasses import replace

import pytest
from hostile import FULL, Hostile, bombs, documents
from hostile_campaign import Figures, report, tried
from hostile_judge import MEGABYTES, SECONDS, wrong_about
from small_line import FILES

from ivr.authoring.compiling import compile_release

DOCUMENTS = 3000
SEED = 1
PARTS = 20
BUSY = 20  # times slower: with coverage, on two cores that others use as well
MEASURED = 30  # documents whose memory is measured, which takes time


@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_documents_are_refused_or_make_a_line_that_works(part: int) -> None:
    for hostile in documents(SEED * PARTS + part, DOCUMENTS // PARTS):
        began = time.process_time()
        compiled = compile_release(hostile.files())
        took = time.process_time() - began

        assert took < SECONDS * BUSY, hostile
        assert not wrong_about(hostile, compiled, random.Random(part)), hostile


@pytest.mark.parametrize("hostile", list(bombs()), ids=lambda each: f"{each.kind} in {each.file}, {len(each.content)}")
def test_a_file_made_to_burst_takes_little_time_and_memory(hostile: Hostile) -> None:
    began = time.process_time()
    compiled = compile_release(hostile.files())
    took = time.process_time() - began

    assert took < SECONDS * BUSY
    assert not wrong_about(hostile, compiled, random.Random(SEED))


LARGEST = ("many prompts", "many steps", "aliases", "escapes", "brackets")


def test_hostile_documents_take_little_memory() -> None:
    largest = [hostile for hostile in bombs() if hostile.kind in LARGEST and len(hostile.content) <= FULL * 1.1]

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


def test_the_campaign_finds_what_is_wrong() -> None:
    fine = Hostile("fine", "flows/main.yaml", FILES["flows/main.yaml"].encode())

    good, bad = (Figures.of([tried(each)]) for each in (fine, replace(fine, is_garbage=True)))

    assert (good.accepted["fine"], report(good).splitlines()[-1]) == (1, "nothing was wrong")
    assert report(bad).splitlines()[-1].startswith("WRONG: fine: garbage was accepted")
