"""The keeper puts changed flows on the line, and nothing that goes wrong with the files ends its watch."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from practice_line import PracticeLine, copy_of_the_shipped_helpline

from ivr.authoring.proof import walk
from ivr.processes.keeper import watch_files
from ivr.records.releases import KEEP_LAST
from ivr.wiring import FALLBACK, release_store, stands


@pytest.fixture
def line(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, copy_of_the_shipped_helpline(tmp_path / "helpline"))


def looks(*before_each: Callable[[], object]) -> Callable[[float], bool]:
    """A wait that does something before each look at the files, and then stops."""
    todo = iter(before_each)

    def wait(_seconds: float) -> bool:
        act = next(todo, None)
        if act is not None:
            act()
        return act is None

    return wait


def watch(line: PracticeLine, wait: Callable[[float], bool]) -> None:
    """Without the proof, which has its own stories below."""
    watch_files(line.settings, wait, passes=lambda _: True)


def current(line: PracticeLine) -> str | None:
    return release_store(line.settings).current_id()


def test_a_change_is_published_and_no_change_is_not(line: PracticeLine) -> None:
    words = line.helpline / "prompts" / "en-US" / "main.yaml"
    before, seen = current(line), []

    def change() -> None:
        words.write_text(words.read_text().replace("Thank you", "Many thanks"))

    watch(line, looks(lambda: seen.append(current(line)), lambda: None, change))

    assert seen == [before]
    assert current(line) != before


def test_broken_files_are_told_once_and_change_nothing(line: PracticeLine, caplog: pytest.LogCaptureFixture) -> None:
    before = current(line)
    (line.helpline / "flows" / "main.yaml").write_text("welcome: [")

    watch(line, looks(lambda: None, lambda: None, lambda: None))

    told = [record for record in caplog.records if "last good flows" in record.message]
    assert current(line) == before
    assert len({record.__dict__["problem"] for record in told}) == len(told) > 0


def test_files_that_cannot_be_read_are_told_once_and_read_again_when_they_can(
    line: PracticeLine, caplog: pytest.LogCaptureFixture
) -> None:
    before = current(line)
    words, elsewhere = line.helpline / "prompts" / "en-US" / "main.yaml", line.folder / "elsewhere"

    def unpublishable() -> None:
        (line.settings.var / "releases").rename(elsewhere)
        (line.settings.var / "releases").write_text("no folder")
        words.write_text(words.read_text().replace("Thank you", "Many thanks"))

    def mended() -> None:
        (line.settings.var / "releases").unlink()
        elsewhere.rename(line.settings.var / "releases")

    watch(line, looks(unpublishable, lambda: None, mended))

    assert [record.message for record in caplog.records].count("files cannot be published") == 1
    assert current(line) != before


LOSSES: dict[str, Callable[[Path], object]] = {
    "all releases": lambda var: shutil.rmtree(var / "releases"),
    "the pointer to the current one": lambda var: (var / "releases" / "current").unlink(),
    "what the pointer says": lambda var: (var / "releases" / "current").write_bytes(b"\xff\xff"),
    "a file of the release": lambda var: next((var / "releases").glob("*/helpline.yaml")).write_text("other: words"),
    "the static document": lambda var: (var / FALLBACK).unlink(),
}


@pytest.mark.parametrize("lost", LOSSES)
@pytest.mark.parametrize("broken", [False, True], ids=["", "while the files are broken"])
def test_what_the_state_folder_has_lost_is_published_again(line: PracticeLine, lost: str, broken: bool) -> None:
    before = current(line)

    def break_files() -> None:
        (line.helpline / "flows" / "main.yaml").write_text("welcome: [")

    steps = (break_files, lambda: None) if broken else ()
    watch(line, looks(lambda: None, *steps, lambda: LOSSES[lost](line.settings.var), lambda: None))

    assert stands(line.settings)
    assert current(line) == before
    assert line.restarted().post("/voice", {}).text.count("<Gather") == 1


def test_a_loss_is_told_once(line: PracticeLine, caplog: pytest.LogCaptureFixture) -> None:
    def lose() -> None:
        shutil.rmtree(line.settings.var / "releases")

    watch(line, looks(lambda: None, lose, lambda: None, lambda: None))

    assert [record.message for record in caplog.records].count("the release was lost and is published again") == 1


def test_releases_that_nobody_needs_are_deleted_when_a_new_one_comes(line: PracticeLine) -> None:
    words = line.helpline / "prompts" / "en-US" / "main.yaml"
    good = words.read_text()

    def edit(number: int) -> Callable[[], object]:
        return lambda: words.write_text(good.replace("Thank you", f"Thank you {number} times"))

    def years_pass() -> None:
        for path in (line.settings.var / "releases").glob("*/"):
            os.utime(path, (0, 0))

    edits = [edit(number) for number in range(KEEP_LAST + 2)]
    watch(line, looks(lambda: None, *edits, years_pass, edit(13), lambda: None))

    assert len(list((line.settings.var / "releases").glob("*/"))) == KEEP_LAST
    assert stands(line.settings)


def strand_a_topic(line: PracticeLine) -> None:
    """Two choices lead to the same step, and no keys to the other: nothing that a file alone shows."""
    flow = line.helpline / "flows" / "care.yaml"
    flow.write_text(flow.read_text().replace("goto: polishing,", "goto: cleaning,"))


def test_a_change_in_which_somebody_gets_stuck_is_not_published(
    line: PracticeLine, caplog: pytest.LogCaptureFixture
) -> None:
    before = current(line)

    watch_files(line.settings, looks(lambda: None, lambda: strand_a_topic(line), lambda: None))

    problems = [record.__dict__.get("problem", "") for record in caplog.records]
    assert current(line) == before
    assert any("care.polishing" in problem for problem in problems)


def test_a_line_too_large_to_be_proved_at_once_is_published_with_a_warning(
    line: PracticeLine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(line)
    monkeypatch.setattr(walk, "TOLD_EACH", 100)

    watch_files(line.settings, looks(lambda: None, lambda: strand_a_topic(line), lambda: None))

    assert current(line) != before
    assert any("too large to be proved" in record.message for record in caplog.records)
