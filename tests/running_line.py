"""`ivr serve` in a folder of its own, for tests that need real processes and real HTTP on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ivr.simulator.account import Account

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Server:
    """`ivr serve` in a folder of its own."""

    folder: Path
    port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "ivr", "serve", "--port", str(self.port), "--helpline", "helpline"]
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env=environment(self.settings), start_new_session=True
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        for _ in range(300):
            try:
                with urlopen(f"{self.url}/healthz", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        pytest.fail((self.folder / "serve.log").read_text())

    def kill(self) -> None:
        """kill -9 of the parent alone: its children must notice."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(20)

    def account(self) -> Account:
        token = (self.folder / "var" / "practice-token").read_text().strip()
        return Account("AC" + "0" * 32, token, self.url)


def environment(settings: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The environment of a process, with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_", "DATABASE"))}
    return {**kept, "PYTHONPATH": str(ROOT), **(settings or {})}


def ivr(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ivr", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )


def eventually(happens: Callable[[], object], within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if happens():
            return True
        time.sleep(0.2)
    return False
