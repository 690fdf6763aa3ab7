"""The running line: real processes, real HTTP on loopback, and kill -9 between any two turns."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from practice_line import CALL_ID, CALLER, DIALLED, PracticeLine, copy_of_the_shipped_helpline
from running_line import Server, environment, eventually, free_port, ivr

from ivr.simulator.transport import OverHttp, Reply, Webhook

KEYS = ("3", "2", "8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    copy_of_the_shipped_helpline(tmp_path / "helpline")
    server = Server(tmp_path, free_port())
    server.start()
    yield server
    if server.process is not None and server.process.poll() is None:
        server.stop()


def delivered(line: OverHttp, webhook: Webhook) -> Reply:
    """What the line answers to a carrier that tries again when a connection breaks, as our URLs ask for.

    Workers of a parent that was killed may still take a connection with them; after 3 s the caller would notice.
    """
    until = time.monotonic() + 3
    while True:
        answer = line.send(webhook)
        if isinstance(answer, Reply):
            return answer
        assert time.monotonic() < until, answer
        time.sleep(0.1)


def documents(server: Server, *, killing: bool) -> list[bytes]:
    """One call, turn by turn; with the server killed and started again between any two of them."""
    path, heard = "/voice", []
    for keys in (None, *KEYS):
        if killing and keys is not None:
            server.kill()
            server.start()
        form = {"AccountSid": "AC" + "0" * 32, "CallSid": CALL_ID, "From": CALLER, "To": DIALLED}
        account = server.account()
        fields = {**form, **({"Digits": keys} if keys else {})}
        reply = delivered(OverHttp(server.url, account), Webhook(account.url(path), fields))
        assert reply.status == 200
        heard.append(reply.body)
        found = re.search(rb'action="([^"#]+)', reply.body)
        path = found.group(1).decode() if found else path
    return heard


def test_kill_9_between_any_two_turns_changes_nothing_that_the_caller_hears(server: Server) -> None:
    undisturbed = documents(server, killing=False)

    disturbed = documents(server, killing=True)

    assert disturbed == undisturbed


def test_a_killed_worker_is_replaced_and_the_record_is_whole(server: Server) -> None:
    documents(server, killing=False)
    children = subprocess.run(
        ["pgrep", "-P", str(server.process.pid if server.process else 0)], capture_output=True, text=True, check=True
    ).stdout.split()

    for child in children:
        os.kill(int(child), signal.SIGKILL)
    time.sleep(0.5)
    server.wait_until_it_answers()
    documents(server, killing=False)
    server.stop()

    shown = ivr(server.folder, "calls", "show", CALL_ID)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("caller: presses") == len(KEYS)


def test_changed_flows_are_on_the_line_within_seconds_and_broken_ones_never(server: Server) -> None:
    main = server.folder / "helpline" / "prompts" / "en-US" / "main.yaml"
    good = main.read_text()
    welcome = "Thank you for calling"
    assert welcome in good

    main.write_text(good.replace(welcome, "A fine day, and thank you for calling"))
    assert eventually(lambda: b"A fine day" in documents(server, killing=False)[0])

    main.write_text("main.welcome: [")
    time.sleep(2.5)
    assert b"A fine day" in documents(server, killing=False)[0]
    assert "last good flows" in (server.folder / "serve.log").read_text()


def test_broken_flows_at_the_start_are_all_named_and_nothing_starts(tmp_path: Path) -> None:
    helpline = copy_of_the_shipped_helpline(tmp_path / "helpline")
    for name in ("gift", "care"):
        flow = helpline / "flows" / f"{name}.yaml"
        flow.write_text(flow.read_text().replace("main.anything_else", "main.anything_els"))

    started = ivr(tmp_path, "serve", "--port", str(free_port()), "--helpline", "helpline")

    assert started.returncode == 1
    assert "flows/gift.yaml:" in started.stderr
    assert "flows/care.yaml:" in started.stderr
    assert "did you mean 'main.anything_else'" in started.stderr


SETTINGS = {
    "an unknown setting": ({"IVR_VARR": "x"}, "did you mean 'IVR_VAR'"),
    "an account that is none": ({"TWILIO_ACCOUNT_SID": "123", "TWILIO_AUTH_TOKEN": "x"}, "TWILIO_ACCOUNT_SID"),
    "an account without a token": ({"TWILIO_ACCOUNT_SID": "AC" + "1" * 32}, "TWILIO_AUTH_TOKEN is not set"),
    "a public url with a path": ({"PUBLIC_URL": "https://example.com/voice"}, "PUBLIC_URL"),
    "keys that are no hex": ({"IVR_SECRET_KEYS": "secret"}, "64 hex digits"),
    "PostgreSQL without shared keys": ({"DATABASE_URL": "postgresql://localhost/x"}, "IVR_SECRET_KEYS"),
    "a database of an unknown kind": ({"DATABASE_URL": "oracle://x", "IVR_SECRET_KEYS": "0" * 64}, "oracle"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_settings_that_cannot_be_used_are_named_with_their_fix(tmp_path: Path, what: str) -> None:
    wrong, named = SETTINGS[what]
    copy_of_the_shipped_helpline(tmp_path)

    started = subprocess.run(
        [sys.executable, "-m", "ivr", "serve", "--port", str(free_port())],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**environment(), **wrong},
        check=False,
        timeout=30,
    )

    assert started.returncode == 2, started.stderr
    assert named in started.stderr


def test_an_outdated_database_is_refused_by_naming_the_command(tmp_path: Path) -> None:
    import sqlite3

    copy_of_the_shipped_helpline(tmp_path)
    (tmp_path / "var").mkdir()
    with sqlite3.connect(tmp_path / "var" / "line.db") as database:
        database.execute("CREATE TABLE ivr_revision (version_num VARCHAR(32) NOT NULL)")
        database.execute("INSERT INTO ivr_revision VALUES ('9999')")
    database.close()

    started = ivr(tmp_path, "serve", "--port", str(free_port()))

    assert started.returncode == 2
    assert "newer ivr" in started.stderr


def test_paths_are_never_redirected(server: Server) -> None:
    parts = urlsplit(server.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), 5) as connection:
        connection.sendall(b"POST /voice/ HTTP/1.0\r\nContent-Length: 0\r\n\r\n")
        status = connection.recv(100).split()[1]

    assert status in (b"403", b"404")


@pytest.fixture
def in_process(tmp_path: Path) -> PracticeLine:
    return PracticeLine(tmp_path, copy_of_the_shipped_helpline(tmp_path / "helpline"))


def test_the_wsgi_application_answers_under_any_server(in_process: PracticeLine) -> None:
    assert in_process.app.test_client().get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"POST /voice HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"POST /voice HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nAccountSid=",
    ],
    ids=["broken chunks", "a body that breaks off"],
)
def test_a_body_that_cannot_be_read_is_refused_without_a_traceback(server: Server, request_bytes: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        connection.sendall(request_bytes)
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(1000)

    assert answer.split()[1].startswith(b"4") or not answer
    server.stop()
    assert "Traceback" not in (server.folder / "serve.log").read_text()


def test_a_port_that_is_taken_is_named_and_nothing_starts(tmp_path: Path) -> None:
    copy_of_the_shipped_helpline(tmp_path)

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        started = ivr(tmp_path, "serve", "--port", str(taken.getsockname()[1]))

    assert started.returncode == 2
    assert "cannot listen on 127.0.0.1" in started.stderr
    assert "--port" in started.stderr
