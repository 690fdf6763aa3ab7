"""A door that systemd keeps open: callers who come while the line is started anew wait, and are answered."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from practice_line import copy_of_the_shipped_helpline
from running_line import environment

from ivr.processes.front_door import open_front_door

AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.executable, [sys.executable, "-m", "ivr", "serve", "--port", sys.argv[2], "--helpline", "helpline"])
"""


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """What systemd holds as long as the machine runs."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen(64)
        yield door


def start(folder: Path, door: socket.socket) -> subprocess.Popen[bytes]:
    with (folder / "serve.log").open("ab") as log:
        command = [sys.executable, "-c", AS_SYSTEMD, str(door.fileno()), str(door.getsockname()[1])]
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment(),
            stdout=log,
            stderr=log,
            pass_fds=[door.fileno()],
            start_new_session=True,
        )


def knock(door: socket.socket) -> HTTPConnection:
    """Ask, and do not wait for the answer."""
    connection = HTTPConnection("127.0.0.1", door.getsockname()[1], timeout=30)
    connection.request("GET", "/readyz")
    return connection


def answered(connection: HTTPConnection) -> int:
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def stop(line: subprocess.Popen[bytes]) -> None:
    line.terminate()
    line.wait(20)


def test_whoever_comes_during_a_restart_waits_and_is_answered(tmp_path: Path, door: socket.socket) -> None:
    copy_of_the_shipped_helpline(tmp_path / "helpline")
    line = start(tmp_path, door)
    before = answered(knock(door))

    stop(line)
    waiting = [knock(door) for _ in range(20)]
    line = start(tmp_path, door)
    after = {answered(one) for one in waiting}
    stop(line)

    assert before == 200
    assert after == {200}


def test_a_door_that_was_handed_to_another_process_is_not_ours() -> None:
    environ = {"LISTEN_PID": str(os.getpid() + 1), "LISTEN_FDS": "1"}

    with open_front_door("127.0.0.1", 0, environ) as door:
        assert door.fileno() > 3
        assert door.getsockname()[0] == "127.0.0.1"
