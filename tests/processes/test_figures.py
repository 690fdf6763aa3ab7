"""The figures of a running line: of all its processes, exact when one of them is killed, and for nobody outside."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from practice_line import CALLER, DIALLED, copy_of_the_shipped_helpline
from running_line import Server, eventually, free_port

from ivr.processes.figures import show_figures
from ivr.settings import load_settings

CALLS = 40


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    copy_of_the_shipped_helpline(tmp_path / "helpline")
    server = Server(tmp_path, free_port(), {"IVR_METRICS_PORT": str(free_port())})
    server.start()
    yield server
    server.stop()


def figures(server: Server) -> str:
    with urlopen(f"http://127.0.0.1:{server.settings['IVR_METRICS_PORT']}/metrics", timeout=5) as page:
        return str(page.read(), "utf-8")


def figure(server: Server, sample: str) -> float:
    """One number of the page; 0 while it is not there."""
    found = re.search(rf"^{re.escape(sample)} (.*)$", figures(server), re.MULTILINE)
    return float(found[1]) if found else 0.0


def ring(server: Server, number: int) -> None:
    """A caller who hangs up after the first words."""
    account = server.account()
    call = {"AccountSid": account.sid, "CallSid": f"CA{number:032x}", "From": CALLER, "To": DIALLED}
    for path, told in (("/voice", {}), ("/voice/status", {"CallStatus": "completed", "CallDuration": "3"})):
        form = {**call, **told}
        signed = {"X-Twilio-Signature": account.signature(account.url(path), form)}
        with urlopen(Request(server.url + path, urlencode(form).encode(), signed), timeout=10) as reply:
            assert reply.status == 200


def ring_many(server: Server, first: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: ring(server, number), range(first, first + CALLS)))


def kill_a_worker(server: Server) -> None:
    """kill -9 one of the processes that answer; not their master, and not the keeper."""
    assert server.process is not None
    masters = children(server.process.pid)
    worker = next(worker for master in masters for worker in children(master))
    os.kill(worker, 9)


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]


def test_the_processes_are_added_up_and_a_killed_one_takes_nothing_with_it(server: Server) -> None:
    ring_many(server, 0)
    kill_a_worker(server)
    eventually(lambda: len(list((server.folder / "var" / "metrics").glob("*.lock"))) == 3)
    ring_many(server, CALLS)

    assert figure(server, "ivr_calls_total") == 2 * CALLS
    assert figure(server, 'ivr_turns_total{input="end"}') == 2 * CALLS
    assert figure(server, "ivr_turn_seconds_count") == 4 * CALLS
    ended = 'ivr_calls_ended_total{disposition="caller_hung_up"}'
    assert eventually(lambda: figure(server, ended) == 2 * CALLS, within=15), figures(server)
    assert len(list((server.folder / "var" / "metrics").glob("*.db"))) == 2 * 3, "two web processes and the keeper"


def test_the_address_that_the_carrier_knows_shows_none_of_it(server: Server) -> None:
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{server.url}/metrics", timeout=5)

    other = socket.gethostbyname(socket.gethostname())
    if not other.startswith("127."):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((other, int(server.settings["IVR_METRICS_PORT"])), 2).close()


def test_a_port_that_is_taken_is_logged_and_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = load_settings({"IVR_METRICS_PORT": str(taken.getsockname()[1])}, folder=tmp_path)

        assert show_figures(settings) is None

    assert [record.message for record in caplog.records] == ["figures_not_shown"]


def test_no_port_is_opened_unless_it_is_asked_for(tmp_path: Path) -> None:
    assert show_figures(load_settings({}, folder=tmp_path)) is None
