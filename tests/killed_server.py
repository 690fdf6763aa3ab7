"""`ivr serve` in a folder of its own, whose processes are killed at seeded moments and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from urllib.error import URLError
from urllib.request import urlopen

from practice_line import ROOT, copy_of_the_shipped_helpline

from ivr.simulator.account import Account
from ivr.simulator.transport import Reply, Transport, Unreachable, Webhook

OPENING_HOURS = re.compile(r"^hours: .*$", re.MULTILINE)
STARTS_WITHIN = 60.0  # seconds
CONNECTS_WITHIN = 20.0  # seconds in which a carrier that tries again finds the line that was started anew
OFTEN = (0.2, 1.2)  # seconds between two kills
VICTIMS = {"worker": 30, "web": 8, "keeper": 8, "parent": 1}
"""Who is killed, and how often: a web process, the master of them, the keeper, everybody's parent."""

SURELY = 3  # the kill that is the parent's, so that every crowd meets one


@dataclass
class KilledServer:
    """A running line with two web processes; `killed` counts who was killed."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes]"
    killed: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def account(self) -> Account:
        return Account("AC" + "0" * 32, (self.folder / "var" / "practice-token").read_text().strip(), self.url)

    def kill(self, number: int, chance: Random) -> None:
        """kill -9 of one process; a parent is started again, as a service manager would."""
        drawn = chance.choices(list(VICTIMS), list(VICTIMS.values()))[0]
        victim = "parent" if number == SURELY else drawn
        found = [self.process.pid] if victim == "parent" else self.processes()[victim]
        if not found:
            return  # nobody was replaced yet
        with suppress(ProcessLookupError):
            os.kill(chance.choice(sorted(found)), signal.SIGKILL)
            self.killed[victim] += 1
        if victim == "parent":
            self.process.wait()
            self.process = started(self.folder, self.port)

    def processes(self) -> dict[str, list[int]]:
        """The line's processes by what they are: only the web master has children of its own."""
        found: dict[str, list[int]] = {"worker": [], "web": [], "keeper": []}
        for child in children(self.process.pid):
            workers = children(child)
            found["worker"] += workers
            found["web" if workers else "keeper"].append(child)
        return found

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(40)


@dataclass(frozen=True)
class Patient:
    """A carrier that connects again for a while: a line that is started anew is found by one of its retries."""

    transport: Transport

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        until = time.monotonic() + CONNECTS_WITHIN
        while True:
            answer = self.transport.send(webhook)
            refused = isinstance(answer, Unreachable) and answer.kind == "connect"
            if not refused or time.monotonic() > until:
                return answer
            time.sleep(0.05)


@contextmanager
def serving(folder: Path) -> Iterator[KilledServer]:
    """The shipped line, open at every hour, inside the block."""
    helpline = copy_of_the_shipped_helpline(folder / "helpline") / "helpline.yaml"
    text = helpline.read_text(encoding="utf-8")
    helpline.write_text(OPENING_HOURS.sub('hours: {care: {always: "yes"}}', text), encoding="utf-8")
    (folder / ".env").write_text("IVR_WEB_PROCESSES=2\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = KilledServer(folder, port, started(folder, port))
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def under_fire(server: KilledServer, chance: Random) -> Iterator[None]:
    """Inside the block one process after another is killed."""
    stop = threading.Event()

    def fire() -> None:
        for number in count(1):
            if stop.wait(chance.uniform(*OFTEN)):
                return
            server.kill(number, chance)

    thread = threading.Thread(target=fire)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def started(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """Start the line, and wait until it answers."""
    command = [sys.executable, "-m", "ivr", "serve", "--port", str(port), "--helpline", "helpline"]
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_", "DATABASE"))
    }
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=log,
            stderr=log,
            env={**environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
            return process
        time.sleep(0.05)
    raise AssertionError((folder / "serve.log").read_text()[-4000:])


def children(parent: int) -> list[int]:
    """The processes that a process has started."""
    with suppress(OSError):
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return []
