"""The keeper puts changed flows on the line, and nothing that goes wrong with the files ends its watch."""

from collections.abc import Callable
from pathlib import Path

import pytest
from practice_line import PracticeLine, copy_of_the_shipped_helpline

from ivr.processes.keeper import watch_files
from ivr.wiring import release_store


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


def current(line: PracticeLine) -> str | None:
    return release_store(line.settings).current_id()


def test_a_change_is_published_and_no_change_is_not(line: PracticeLine) -> None:
    words = line.helpline / "prompts" / "en-US" / "main.yaml"
    before, seen = current(line), []

    def change() -> None:
        words.write_text(words.read_text().replace("Thank you", "Many thanks"))

    watch_files(line.settings, looks(lambda: seen.append(current(line)), lambda: None, change))

    assert seen == [before]
    assert current(line) != before


def test_broken_files_are_told_once_and_change_nothing(line: PracticeLine, caplog: pytest.LogCaptureFixture) -> None:
    before = current(line)
    (line.helpline / "flows" / "main.yaml").write_text("welcome: [")

    watch_files(line.settings, looks(lambda: None, lambda: None, lambda: None))

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

    watch_files(line.settings, looks(unpublishable, lambda: None, mended))

    assert [record.message for record in caplog.records].count("files cannot be published") == 1
    assert current(line) != before
