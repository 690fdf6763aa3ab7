"""Lines that are broken on purpose: the statement that fails, the step that is named, and a script that shows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

import pytest
from small_line import FILES

from ivr.authoring.proof.findings import Finding
from ivr.authoring.proof.proof import prove
from ivr.authoring.release import Release
from ivr.dialogue.values import Variant
from ivr.language.book import Prompt, Wording
from ivr.rehearsal.from_proof import script_of_stuck_call
from ivr.rehearsal.playing import play
from ivr.rehearsal.reader import read_scripts
from ivr.rehearsal.stage import AS_WRITTEN, Stage

MAIN = "flows/main.yaml"
REACH, HEAR, RECORD = "expected to reach the goodbye", "expected to hear", "TurnFailed"
Patch = Callable[[Release], Release]


def as_it_is(release: Release) -> Release:
    return release


def step(address: str, **fields: Any) -> Patch:
    """A step that differs; for what the checks of the files would not let pass."""

    def patch(release: Release) -> Release:
        steps = {**release.flows.steps, address: release.flows.steps[address].model_copy(update=fields)}
        return replace(release, flows=replace(release.flows, steps=steps))

    return patch


def outcome(address: str, **targets: str) -> Patch:
    """A step one of whose outcomes leads elsewhere."""

    def patch(release: Release) -> Release:
        exits = release.flows.steps[address].on  # type: ignore[attr-defined] # those of the steps named here have it
        return step(address, on=exits.model_copy(update=targets))(release)

    return patch


def patches(*each: Patch) -> Patch:
    return lambda release: reduce(lambda patched, patch: patch(patched), each, release)


def lists_only_the_first(release: Release) -> Release:
    listed = release.flows.steps["care.menu"].list[:1]  # type: ignore[attr-defined] # a `topics` step
    return step("care.menu", list=listed)(release)


def without_words(key: str) -> Patch:
    def patch(release: Release) -> Release:
        book = release.books["en-US"]
        prompts = {**book.prompts, key: Prompt({Variant.FIRST: (Wording(""),)})}
        return replace(release, books={"en-US": replace(book, prompts=prompts)})

    return patch


@dataclass(frozen=True)
class Broken:
    """What is broken, in the files or in what was made of them; what is found; and what the script then says."""

    statement: int
    step: str
    told: str
    patch: Patch = as_it_is
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)


BROKEN = {
    "giving up leads to a question, which leads back": Broken(
        2, "main.more", REACH, patches(step("main.more", give_up="main.order_first"))
    ),
    "giving up leads to one menu, and from there to the other": Broken(
        2,
        "main.more",
        REACH,
        patches(step("main.more", give_up="main.what_for"), step("main.what_for", give_up="main.more")),
    ),
    "the last words are empty": Broken(2, "main.more", HEAR, without_words("main.bye")),
    "an outcome of a called flow leads nowhere": Broken(
        3, "order.ask", RECORD, step("main.order_first", on={"known": "agent.queue"})
    ),
    "a step is gone": Broken(3, "care.menu", RECORD, step("care.menu", then="main.gone")),
    "after ringing nothing is said": Broken(
        3, "main.call_balance", HEAR, patches(outcome("main.call_balance", busy="main.bye"), without_words("main.bye"))
    ),
    "a busy telephone is rung again": Broken(
        4, "main.call_balance", REACH, outcome("main.call_balance", busy="main.call_balance")
    ),
    "nobody came, and the caller waits again": Broken(
        4, "agent.queue", REACH, outcome("agent.queue", left="agent.queue")
    ),
    "words lead back to themselves": Broken(4, "agent.queue", RECORD, step("agent.sorry", then="agent.sorry")),
}

UNREACHED = {
    "a topic that no list has": Broken(5, "care.kit", "", lists_only_the_first),
    "a list that no choice leads to": Broken(
        5, "care.rose", "", files={MAIN: ("goto: care.menu", "goto: order_first")}
    ),
    "a step that no branch leads to": Broken(
        4, "main.call_balance", "", step("main.by_reason", on={"other": "main.bye"})
    ),
}
"""Where no call comes to something, none can show it."""


def stage_of(broken: Broken) -> Stage:
    for file, (old, new) in broken.files.items():
        assert old in FILES[file]
        assert old != new
    files = {name: text.replace(*broken.files.get(name, ("", "")), 1).encode() for name, text in FILES.items()}
    stage = Stage(files)
    compiled = stage.compiled()
    assert compiled.release is not None, compiled.problems
    stage._compiled[AS_WRITTEN] = replace(compiled, release=broken.patch(compiled.release))
    return stage


def finding_in(broken: Broken, stage: Stage) -> Finding:
    found = {(each.statement, each.step): each for each in reversed(prove(stage.release(AS_WRITTEN)).findings)}
    assert (broken.statement, broken.step) in found, found
    return found[broken.statement, broken.step]


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_script_of_a_broken_line_is_played_and_shows_it(broken: Broken) -> None:
    stage = stage_of(broken)
    finding = finding_in(broken, stage)
    text = script_of_stuck_call(finding, stage.release(AS_WRITTEN).flows.helpline)

    scripts, problems = read_scripts("calls/stuck.yaml", text.encode())
    outcome = play(scripts[0], stage)

    assert (problems, outcome.problems) == ((), ())
    assert broken.told in str(outcome.differences[0]), text


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_on_the_line_as_it_should_be_nothing_is_found(broken: Broken) -> None:
    whole = stage_of(Broken(0, "", ""))

    assert finding_in(broken, stage_of(broken)).step
    assert [each for each in prove(whole.release(AS_WRITTEN)).findings if each.statement == broken.statement] == []


@pytest.mark.parametrize("broken", UNREACHED.values(), ids=UNREACHED)
def test_what_no_call_reaches_is_named_without_a_script(broken: Broken) -> None:
    stage = stage_of(broken)

    finding = finding_in(broken, stage)

    assert finding.call is None
    assert script_of_stuck_call(finding, stage.release(AS_WRITTEN).flows.helpline) == ""
