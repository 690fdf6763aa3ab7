"""A process's spool: whole lines, whatever happens to the process or its disk."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.records.entry import Entry, from_line
from ivr.records.spool import Spool, spool_bytes
from ivr.records.spool_files import claimed, spool_files

MakeEntry = Callable[..., Entry]

PROJECT = Path(__file__).parents[2]

PROLOGUE = """
import os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from ivr.records.entry import Entry
from ivr.records.spool import Spool

def entry(n):
    return Entry("CA1", f"d{n}", n, datetime(2026, 3, 2, tzinfo=UTC), "resume", None, None, "r", (), ("x" * 50,))

spool = Spool(Path(sys.argv[1]), "web-1", "r")
"""


def python(code: str, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", PROLOGUE + code, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(PROJECT)})


def turns(folder: Path) -> list[int]:
    lines = (line for path in spool_files(folder) for line in path.read_bytes().splitlines())
    return [from_line(line).turn for line in lines]


def test_nothing_is_opened_before_the_first_entry(spool: Path) -> None:
    Spool(spool, "web-1", "r")

    assert not spool.exists()


def test_the_file_is_named_after_its_process_and_private(spool: Path, entry: MakeEntry) -> None:
    Spool(spool, "web-1", "abc").append(entry())

    (path,) = spool_files(spool)
    assert path.name == f"web-1-{os.getpid()}-abc-1.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600
    assert spool_bytes(spool) == path.stat().st_size


def test_entries_of_many_threads_are_whole_lines(spool: Path, entry: MakeEntry) -> None:
    writer = Spool(spool, "web-1", "r")
    threads = [
        threading.Thread(target=lambda n=n: [writer.append(entry(n * 100 + i)) for i in range(100)]) for n in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(turns(spool)) == list(range(800))


def test_a_process_killed_while_writing_loses_no_entry_that_was_appended(spool: Path) -> None:
    process = python("for n in range(10**9):\n    spool.append(entry(n))\n    os.write(1, b'%d\\n' % n)\n", spool)
    assert process.stdout is not None
    appended = [process.stdout.readline() for _ in range(200)]

    process.send_signal(signal.SIGKILL)
    appended += process.communicate()[0].splitlines(keepends=True)

    whole = [line for line in appended if line.endswith(b"\n")]
    found = turns(spool)
    assert len(found) >= len(whole)
    assert found == list(range(len(found)))


def test_the_keeper_sees_whether_the_writer_lives(spool: Path, entry: MakeEntry) -> None:
    writer = Spool(spool, "web-1", "r")
    writer.append(entry())
    (path,) = spool_files(spool)

    with claimed(path) as dead_while_open:
        pass
    writer.close()
    with claimed(path) as dead_after_close:
        pass

    assert (dead_while_open, dead_after_close) == (False, True)


def test_a_full_file_is_left_for_a_new_one(spool: Path, entry: MakeEntry) -> None:
    writer = Spool(spool, "web-1", "r", rotate_at=1000)

    for turn in range(20):
        writer.append(entry(turn))

    assert len(spool_files(spool)) > 3
    assert sorted(turns(spool)) == list(range(20))


def test_a_file_of_the_same_name_is_passed_by(spool: Path, entry: MakeEntry) -> None:
    spool.mkdir(parents=True)
    taken = [spool / f"web-1-{os.getpid()}-r-{number}.jsonl" for number in range(1, 8)]
    for path in taken:
        path.touch()
    writer = Spool(spool, "web-1", "r")

    kept = [writer.append(entry(turn)) for turn in range(3)]

    assert kept == [False, True, True], "five names are tried for one entry"
    assert all(path.stat().st_size == 0 for path in taken)


def test_a_file_deleted_under_the_writer_is_begun_anew(spool: Path, entry: MakeEntry) -> None:
    writer = Spool(spool, "web-1", "r")
    writer.append(entry(1))
    spool_files(spool)[0].unlink()

    writer.append(entry(2))

    assert turns(spool) == [2]


def test_a_forked_child_writes_a_file_of_its_own(spool: Path) -> None:
    code = """
spool.append(entry(0))
child = os.fork()
spool.append(entry(1 if child else 2))
if child:
    os.waitpid(child, 0)
"""
    process = python(code, spool)
    process.communicate()

    assert process.returncode == 0
    assert len(spool_files(spool)) == 2
    assert sorted(turns(spool)) == [0, 1, 2]


def test_a_disk_that_is_full_costs_entries_but_never_the_call(spool: Path) -> None:
    code = """
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
kept = [spool.append(entry(n)) for n in range(20)]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
kept += [spool.append(entry(n)) for n in range(20, 25)]
print(sum(kept), spool.dropped)
"""
    process = python(code, spool)
    kept, dropped = (int(word) for word in process.communicate()[0].split())

    found = turns(spool)
    assert process.returncode == 0
    assert dropped > 10
    assert len(found) == kept == 25 - dropped
    assert found[-5:] == [20, 21, 22, 23, 24], "a torn line must not swallow the one after it"


def test_the_bound_of_all_spools_is_kept_counted_and_reported_once_a_minute(
    spool: Path, entry: MakeEntry, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = [0.0]
    writer = Spool(spool, "web-1", "r", max_bytes=2000, clock=lambda: seconds[0])
    other = Spool(spool, "web-2", "r")
    for turn in range(4):
        other.append(entry(turn))

    with caplog.at_level(logging.ERROR):
        for turn in range(10):
            writer.append(entry(turn))
        seconds[0] = 61.0
        writer.append(entry(200))

    assert spool_bytes(spool) <= 2000
    assert writer.dropped > 5
    assert [record.__dict__["dropped"] for record in caplog.records] == [1, writer.dropped]


def test_a_spool_that_was_full_goes_on_when_the_keeper_made_room(spool: Path, entry: MakeEntry) -> None:
    writer = Spool(spool, "web-1", "r", max_bytes=1500, rotate_at=600)
    while writer.append(entry()):
        pass

    for path in spool_files(spool):
        path.unlink()

    assert writer.append(entry(9))
    assert turns(spool) == [9]


def test_a_folder_that_cannot_be_made_is_a_dropped_entry(tmp_path: Path, entry: MakeEntry) -> None:
    (tmp_path / "var").write_text("in the way")
    writer = Spool(tmp_path / "var" / "spool", "web-1", "r")

    assert not writer.append(entry())
    assert writer.dropped == 1
