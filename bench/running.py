"""Starting what is measured: each server a process of its own, pinned to the cores that it may use."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.load import Address

ROOT = Path(__file__).parent.parent
STARTS_WITHIN = 30.0  # seconds
THREADS = 200  # as in our settings

GUNICORN = (  # as in ivr/processes/web.py
    "--worker-class=gthread",
    f"--threads={THREADS}",
    "--timeout=30",
    "--keep-alive=75",
    "--limit-request-line=8190",
    "--no-control-socket",
    "--log-level=warning",
    "--backlog=2048",
)


class NotStartedError(Exception):
    """A server that did not come up; the message is what it wrote."""


@dataclass(frozen=True)
class Server:
    """A server that is up; `process` is the first of its processes."""

    name: str
    address: Address
    process: "subprocess.Popen[bytes]"

    def processes(self) -> tuple[int, ...]:
        """The ids of all its processes, the first one first."""
        return _family(self.process.pid)

    def megabytes(self) -> float:
        """The memory of all its processes; what they share is counted once (PSS)."""
        return sum(map(_megabytes, self.processes()))

    def largest(self) -> float:
        """The memory in MB of the largest of its processes, what it shares included (RSS)."""
        return max(_status(process, "VmRSS") for process in self.processes()) / 1024


@contextmanager
def on_cores(cores: Sequence[int]) -> Iterator[None]:
    """Keep this process, the client, on these cores inside the block; what is started there inherits them."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def running_aside(command: Sequence[str], cores: Sequence[int]) -> Iterator[None]:
    """Run something that serves nobody inside the block."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})  # noqa: S603 - ours
    os.sched_setaffinity(process.pid, cores)
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def running(
    name: str, command: Sequence[str], environ: Mapping[str, str] | None = None, cores: Sequence[int] = ()
) -> Iterator[Server]:
    """Run a server inside the block; `{port}` in its command becomes a free port. Raises NotStartedError."""
    port = free_port()
    log = Path(f"/tmp/bench-{os.getpid()}-{port}.log")  # noqa: S108 - deleted below
    with log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            [part.replace("{port}", str(port)) for part in command],
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
            cwd=ROOT,
            stdout=written,
            stderr=written,
            start_new_session=True,
        )
    try:
        if cores:
            os.sched_setaffinity(process.pid, cores)
        _wait_for(process, port, log)
        yield Server(name, ("127.0.0.1", port), process)
    finally:
        _stop(process)
        log.unlink()


def gunicorn(app: str, workers: int = 1) -> list[str]:
    """The command of the line's own server for an application."""
    return [sys.executable, "-m", "gunicorn", *GUNICORN, f"--workers={workers}", "--bind=127.0.0.1:{port}", app]


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NotStartedError(log.read_text(errors="replace")[-2000:])


def _status(process: int, name: str) -> int:
    """A figure of /proc/<process>/status, in kB."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server and all that it started at once; nobody's call is lost by it."""
    for number in _family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait()


def _family(first: int) -> tuple[int, ...]:
    """A process and all that descend from it."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdecimal()}
    family = [first]
    for member in family:
        family += [number for number, parent in parents.items() if parent == member]
    return tuple(family)


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):  # it is gone
        return 0


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
