"""Releases on disk stay what they were, or count as gone; the current one changes for all processes at once."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from ivr.authoring.compiling import Compiled
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources, release_id
from ivr.dialogue.flows import Flows
from ivr.records.releases import CACHED, KEEP_FOR, KEEP_LAST, ReleaseStore

FILES = {"helpline.yaml": b"locales: [en-US]\r\n", "flows/main.yaml": b"a: 1\n", "prompts/en-US/topics/x.yaml": b"\xff"}


class Compiler:
    """Makes a release without looking at the files, and counts how often."""

    def __init__(self) -> None:
        self.times = 0
        self.pause = threading.Event()
        self.pause.set()

    def __call__(self, sources: Sources) -> Compiled:
        self.times += 1
        self.pause.wait(5)
        if b"broken" in sources.get("helpline.yaml", b""):
            return Compiled(None, ())
        return Compiled(Release(release_id(sources), cast(Flows, None), {}), ())


@pytest.fixture
def compiler() -> Compiler:
    return Compiler()


@pytest.fixture
def store(tmp_path: Path, compiler: Compiler) -> ReleaseStore:
    return ReleaseStore(tmp_path / "releases", compiler)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "releases"


def numbered(number: int) -> Sources:
    return {"helpline.yaml": b"%d" % number}


def test_the_files_are_kept_exactly_as_they_were(store: ReleaseStore, folder: Path) -> None:
    release = store.keep(FILES)

    assert release == release_id(FILES)
    assert {name: (folder / release / name).read_bytes() for name in FILES} == FILES
    assert [path.name for path in folder.iterdir()] == [release], "nothing temporary is left"


def test_keeping_twice_is_keeping_once_also_for_many_processes_at_once(store: ReleaseStore, folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: store.keep(FILES), range(16)))

    assert found == {release_id(FILES)}
    assert [path.name for path in folder.iterdir()] == [release_id(FILES)]


@pytest.mark.parametrize("name", ["../escaped.yaml", "/etc/escaped.yaml", "flows/../../escaped.yaml", "", "a//b.yaml"])
def test_a_file_outside_the_release_is_never_written(store: ReleaseStore, folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not a path inside a release"):
        store.keep({name: b"x"})

    assert list(folder.rglob("*")) == []
    assert not (folder.parent / "escaped.yaml").exists()


def test_there_is_no_current_release_at_first(store: ReleaseStore) -> None:
    assert (store.current_id(), store.current()) == (None, None)


def test_pointing_to_a_release_is_seen_by_other_processes(store: ReleaseStore, folder: Path) -> None:
    other = ReleaseStore(folder, Compiler())
    seen = []

    for number in range(3):
        store.point_to(store.keep(numbered(number)))
        release = other.current()
        seen.append(release.id if release else None)

    assert seen == [release_id(numbered(number)) for number in range(3)]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("release", ["0123456789abcdef", "../releases", "", "current"])
def test_only_a_stored_release_can_be_pointed_to(store: ReleaseStore, release: str) -> None:
    store.keep(FILES)

    with pytest.raises(ValueError, match="is stored"):
        store.point_to(release)


@pytest.mark.parametrize("content", [b"", b"../../etc", b"\xff\xfe", b"0123", b"0123456789ABCDEF"])
def test_a_damaged_pointer_is_no_pointer(store: ReleaseStore, folder: Path, content: bytes) -> None:
    store.point_to(store.keep(FILES))
    (folder / "current").write_bytes(content)

    assert store.current_id() is None
    assert store.current() is None


def test_a_release_is_compiled_once_and_then_remembered(store: ReleaseStore, compiler: Compiler) -> None:
    release = store.keep(FILES)

    assert store.load(release) is store.load(release)
    assert compiler.times == 1


def test_many_callers_of_one_release_wait_for_one_compilation(store: ReleaseStore, compiler: Compiler) -> None:
    release = store.keep(FILES)
    compiler.pause.clear()

    with ThreadPoolExecutor(8) as pool:
        loading = [pool.submit(store.load, release) for _ in range(8)]
        compiler.pause.set()

    assert len({id(one.result()) for one in loading}) == 1
    assert compiler.times == 1


def test_the_releases_used_longest_ago_are_forgotten_and_can_be_loaded_again(
    store: ReleaseStore, compiler: Compiler
) -> None:
    releases = [store.keep(numbered(number)) for number in range(CACHED + 1)]

    for release in (*releases, releases[0], releases[-1]):
        assert store.load(release) is not None

    assert compiler.times == CACHED + 2


def test_a_release_on_which_a_call_is_stays_loadable_after_another_became_current(store: ReleaseStore) -> None:
    old = store.keep(numbered(1))
    store.point_to(old)
    store.point_to(store.keep(numbered(2)))

    release = store.load(old)

    assert release is not None
    assert release.id == old


def damages(folder: Path) -> Iterator[None]:
    (folder / "helpline.yaml").write_bytes(b"locales: [de]\n")
    yield
    (folder / "helpline.yaml").unlink()
    yield
    (folder / "helpline.yaml").write_bytes(FILES["helpline.yaml"])
    (folder / "flows" / "added.yaml").write_bytes(b"")
    yield
    (folder / "flows" / "added.yaml").unlink()
    (folder / "flows" / "added.yaml").symlink_to("nowhere")
    yield


def test_a_release_that_was_changed_counts_as_gone_until_it_is_kept_again(
    store: ReleaseStore, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    release = store.keep(FILES)

    for _ in damages(folder / release):
        assert store.load(release) is None
    assert store.keep(FILES) == release

    assert store.load(release) is not None
    assert "release_damaged" in caplog.text
    assert [path.name for path in folder.iterdir()] == [release]


def test_a_folder_that_is_gone_does_not_touch_what_is_loaded(store: ReleaseStore, folder: Path) -> None:
    release = store.keep(FILES)
    loaded = store.load(release)
    (folder / release).rename(folder / "elsewhere")

    assert store.load(release) is loaded
    assert ReleaseStore(folder, Compiler()).load(release) is None


@pytest.mark.parametrize("release", ["", "..", "../releases", "0123456789abcdeg", "0123456789ABCDEF", "0" * 17, "0\n"])
def test_what_is_no_id_is_never_looked_for(store: ReleaseStore, compiler: Compiler, release: str) -> None:
    assert store.load(release) is None
    assert compiler.times == 0


def test_a_release_that_this_program_cannot_compile_is_tried_once(
    store: ReleaseStore, compiler: Compiler, caplog: pytest.LogCaptureFixture
) -> None:
    release = store.keep({"helpline.yaml": b"broken"})

    assert (store.load(release), store.load(release)) == (None, None)
    assert compiler.times == 1
    assert caplog.text.count("release_does_not_compile") == 1


def test_the_real_compiler_is_used_when_no_other_is_given(folder: Path) -> None:
    store = ReleaseStore(folder)

    assert store.load(store.keep({"helpline.yaml": b"nonsense"})) is None


LOSSES: dict[str, Callable[[Path], object]] = {
    "the folder is lost": shutil.rmtree,
    "the pointer is lost": lambda folder: (folder / "current").unlink(),
    "the pointer is damaged": lambda folder: (folder / "current").write_bytes(b"\xff"),
    "the pointer leads nowhere": lambda folder: (folder / "current").write_bytes(b"0" * 16),
    "a file of it is lost": lambda folder: (folder / release_id(FILES) / "helpline.yaml").unlink(),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_new_calls_go_on_with_the_last_release_while_its_folder_is_lost(
    store: ReleaseStore, folder: Path, loss: str
) -> None:
    store.point_to(store.keep(FILES))
    before, whole_before = store.current(), store.is_whole()

    LOSSES[loss](folder)

    assert before is not None
    assert store.current() is before
    assert (whole_before, store.is_whole()) == (True, False)


def days_old(folder: Path, release: str, days: float) -> None:
    then = NOW.timestamp() - timedelta(days=days).total_seconds()
    os.utime(folder / release, (then, then))


NOW = datetime.now(UTC)
OLD = KEEP_FOR.days + 1


def stored(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def test_old_releases_are_deleted_but_for_the_last_ones_and_the_current_one(store: ReleaseStore, folder: Path) -> None:
    releases = [store.keep(numbered(number)) for number in range(KEEP_LAST + 3)]
    store.point_to(releases[0])
    for age, release in enumerate(reversed(releases)):
        days_old(folder, release, OLD + age)

    assert store.prune(NOW) == 2

    assert stored(folder) == {releases[0], *releases[3:]}
    assert store.prune(NOW) == 0


def test_releases_that_calls_may_still_be_on_are_kept(store: ReleaseStore, folder: Path) -> None:
    releases = [store.keep(numbered(number)) for number in range(KEEP_LAST + 5)]
    for release in releases:
        days_old(folder, release, OLD - 2)

    assert store.prune(NOW) == 0


def test_a_release_that_was_current_for_long_is_kept_from_the_moment_another_one_came(
    store: ReleaseStore, folder: Path
) -> None:
    long_current = store.keep(FILES)
    store.point_to(long_current)
    days_old(folder, long_current, 100)

    for number in range(KEEP_LAST + 1):
        store.point_to(store.keep(numbered(number)))

    assert store.prune(NOW) == 0
    assert long_current in stored(folder)


def test_what_killed_processes_left_behind_is_deleted_when_it_is_old(store: ReleaseStore, folder: Path) -> None:
    kept = store.keep(FILES)
    for name, days in ((".half-written", 30), (".being-written", 0)):
        (folder / name).mkdir()
        days_old(folder, name, days)

    store.prune(NOW)

    assert stored(folder) == {kept, ".being-written"}


def test_there_may_be_nothing_to_delete(store: ReleaseStore) -> None:
    assert store.prune(NOW) == 0


def test_no_call_waits_long_for_a_release_that_takes_long_to_compile(
    store: ReleaseStore, compiler: Compiler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.records.releases.PATIENCE", 0.05)
    first, second = store.keep(numbered(1)), store.keep(numbered(2))
    store.point_to(first)
    assert cast(Release, store.current()).id == first

    compiler.pause.clear()
    store.point_to(second)
    meanwhile = [cast(Release, store.current()).id for _ in range(3)]
    compiler.pause.set()
    while cast(Release, store.current()).id == first:
        pass

    assert meanwhile == [first] * 3
    assert compiler.times == 2
