"""The parent: it keeps its children alive, stops them in order, and they do not outlive it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import os, pathlib, signal, sys, time
from ivr.processes.lifeline import when_parent_dies
from ivr.processes.parent import Parent

folder = pathlib.Path(sys.argv[1])

def note(text):
    with (folder / "log").open("a") as log:
        log.write(text + "\\n")

def waiter(name):
    def role(lifeline):
        when_parent_dies(lifeline, lambda: (note(f"{name} orphaned"), os._exit(0)))
        signal.signal(signal.SIGTERM, lambda *_: (note(f"{name} stops"), os._exit(0)))
        note(f"{name} {os.getpid()}")
        while True:
            time.sleep(0.01)
    return role

def failing(lifeline):
    note("failing starts")
    raise ZeroDivisionError("a bug")

def leaving(lifeline):
    note("leaving starts")
    raise SystemExit(3)

roles = {"first": waiter("first"), "second": waiter("second"), "failing": failing, "leaving": leaving}
Parent({name: roles[name] for name in sys.argv[2:]}).run()
note("parent done")
"""


class Family:
    """A parent in a process of its own, with the log that all its children write."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, "-c", PARENT, str(folder), *names], stderr=subprocess.PIPE)

    @property
    def log(self) -> list[str]:
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for(self, text: str, times: int = 1) -> str:
        for _ in range(1000):
            found = [line for line in self.log if line.startswith(text)]
            if len(found) >= times:
                return found[-1]
            time.sleep(0.01)
        raise AssertionError(f"no '{text}' {times} times in {self.log}")

    def end(self) -> str:
        """Kill the parent if it lives still; what it and its children wrote to standard error."""
        self.process.kill()
        return self.process.communicate()[1].decode()


def test_children_stop_the_other_way_round_and_then_the_parent(tmp_path: Path) -> None:
    family = Family(tmp_path, "first", "second")
    family.wait_for("first ")
    family.wait_for("second ")

    family.process.send_signal(signal.SIGTERM)
    family.process.wait(20)

    assert family.log[-3:] == ["second stops", "first stops", "parent done"]
    family.end()


def test_a_child_that_is_killed_is_started_again(tmp_path: Path) -> None:
    family = Family(tmp_path, "first")
    before = family.wait_for("first ")

    os.kill(int(before.split()[1]), signal.SIGKILL)
    after = family.wait_for("first ", times=2)

    assert after != before
    family.end()


def test_children_notice_when_the_parent_is_killed(tmp_path: Path) -> None:
    family = Family(tmp_path, "first", "second")
    family.wait_for("first ")
    family.wait_for("second ")

    family.process.kill()

    family.wait_for("first orphaned")
    family.wait_for("second orphaned")
    family.end()


@pytest.mark.parametrize("name", ["failing", "leaving"])
def test_a_child_that_fails_at_once_is_started_again_after_growing_pauses(tmp_path: Path, name: str) -> None:
    family = Family(tmp_path, name)

    family.wait_for(f"{name} starts", times=3)

    family.process.send_signal(signal.SIGTERM)
    family.process.wait(20)
    assert "ZeroDivisionError" in family.end() or name == "leaving"
