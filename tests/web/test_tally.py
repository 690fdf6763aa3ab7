"""Figures are added up over processes, and outlive whoever counted them."""

import errno
import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from ivr.web.tally import MAX_SAMPLES, OTHER, Series, Tally

CALLS = Series("ivr_calls_total", "Calls.")
ENDED = Series("ivr_ended_total", "Ended.", "how", ("well", "badly"))
STEPS = Series("ivr_steps_total", "Steps.", "step", ())
SECONDS = Series("ivr_seconds", "Seconds.", buckets=(0.1, 1.0))
EVERY = (CALLS, ENDED, STEPS, SECONDS)

forked = multiprocessing.get_context("fork")


def tally(folder: Path) -> Tally:
    return Tally(folder, EVERY)


def total(folder: Path, name: str, **labels: str) -> float | None:
    """A number as Prometheus reads it."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    return registry.get_sample_value(name, labels)


def in_another_process(folder: Path, times: int, *, die: bool = False) -> None:
    """Count in a process that ends, or is killed in the middle of its work."""

    def work() -> None:
        counting = tally(folder)
        for _ in range(times):
            counting.add(CALLS)
        if die:
            os.kill(os.getpid(), signal.SIGKILL)

    process = forked.Process(target=work)
    process.start()
    process.join(20)


def test_known_figures_are_shown_as_zero_from_the_start(tmp_path: Path) -> None:
    counting = tally(tmp_path)

    assert total(tmp_path, "ivr_calls_total") == 0
    assert total(tmp_path, "ivr_ended_total", how="badly") == 0
    assert total(tmp_path, "ivr_seconds_count") == 0
    assert total(tmp_path, "ivr_steps_total", step="main.menu") is None
    del counting


def test_a_histogram_tells_how_many_were_faster(tmp_path: Path) -> None:
    counting = tally(tmp_path)

    for seconds in (0.05, 0.1, 0.5, 7.0):
        counting.observe(SECONDS, seconds)

    found = {bound: total(tmp_path, "ivr_seconds_bucket", le=bound) for bound in ("0.1", "1.0", "+Inf")}
    assert found == {"0.1": 2, "1.0": 3, "+Inf": 4}
    assert total(tmp_path, "ivr_seconds_sum") == pytest.approx(7.65)


def test_processes_are_added_up_also_those_that_were_killed(tmp_path: Path) -> None:
    living = tally(tmp_path)
    living.add(CALLS)

    in_another_process(tmp_path, 10)
    in_another_process(tmp_path, 100, die=True)

    assert total(tmp_path, "ivr_calls_total") == 111


def test_processes_that_die_and_are_replaced_leave_no_files_behind(tmp_path: Path) -> None:
    living = tally(tmp_path)

    for _ in range(20):
        in_another_process(tmp_path, 1, die=True)

    assert len(list(tmp_path.glob("*.db"))) == 2 * 2
    assert total(tmp_path, "ivr_calls_total") == 20
    del living


def test_a_line_that_starts_anew_begins_at_zero(tmp_path: Path) -> None:
    in_another_process(tmp_path, 5, die=True)

    started = tally(tmp_path)

    assert total(tmp_path, "ivr_calls_total") == 0
    del started


def test_a_forked_process_counts_on_its_own(tmp_path: Path) -> None:
    counting = tally(tmp_path)
    counting.add(CALLS)

    children = [forked.Process(target=counting.add, args=(CALLS,)) for _ in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join(20)
    counting.add(CALLS)

    assert total(tmp_path, "ivr_calls_total") == 5


def test_threads_lose_nothing(tmp_path: Path) -> None:
    counting = tally(tmp_path)

    def count() -> None:
        for _ in range(2000):
            counting.add(CALLS)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert total(tmp_path, "ivr_calls_total") == 16_000


def test_there_is_a_bound_for_names_and_what_comes_after_it_is_still_counted(tmp_path: Path) -> None:
    counting = tally(tmp_path)
    before = {path.name: path.stat().st_size for path in tmp_path.glob("*.db")}

    for number in range(MAX_SAMPLES + 50):
        counting.add(STEPS, f"flow.{number}_{'endless' * 100}")
    counting.add(CALLS)

    assert (total(tmp_path, "ivr_steps_total", step=OTHER) or 0) > 50
    assert total(tmp_path, "ivr_calls_total") == 1
    assert {path.name: path.stat().st_size for path in tmp_path.glob("*.db")} == before, "a file that grows can kill"


def test_a_successor_keeps_to_the_same_bound(tmp_path: Path) -> None:
    living = tally(tmp_path)
    for start in range(3):
        counting = tally(tmp_path)
        for number in range(MAX_SAMPLES // 2 + 1):
            counting.add(STEPS, f"flow.step_{start}_{number}")
        del counting

    assert (total(tmp_path, "ivr_steps_total", step=OTHER) or 0) > 500
    del living


@pytest.mark.parametrize("damage", [b"", b"\xff" * 5000, b"\x40\x00\x00\x00" + b"\x00" * 4 + b"\xff\xff\xff\x7f" * 20])
def test_a_damaged_file_of_a_dead_process_is_begun_anew(tmp_path: Path, damage: bytes) -> None:
    living = tally(tmp_path)
    in_another_process(tmp_path, 5)
    (tmp_path / "counter_1.db").write_bytes(damage)

    in_another_process(tmp_path, 3)

    assert total(tmp_path, "ivr_calls_total") == 3
    del living


def test_a_full_disk_costs_the_figures_and_no_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full)
    counting = tally(tmp_path)

    counting.add(CALLS)
    counting.observe(SECONDS, 1.0)

    assert [record.message for record in caplog.records] == ["figures_not_kept"]


def test_a_folder_that_is_deleted_meanwhile_costs_the_figures_and_no_call(tmp_path: Path) -> None:
    counting = tally(tmp_path / "metrics")

    for path in (tmp_path / "metrics").iterdir():
        path.unlink()

    counting.add(CALLS)
    counting.add(STEPS, "main.new")
