"""Logs are events with fields, and no private data gets through."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]  # ships no types

from ivr.logging_setup import set_up_logging
from ivr.processes.web import OurLogger

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _handlers_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level


def test_production_logs_are_lines_of_json_with_fields(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json", [])

    logging.getLogger("ivr.web.edge").warning("webhook refused", extra={"reason": "no signature", "route": "voice"})

    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "webhook refused"
    assert (line["reason"], line["level"], line["logger"]) == ("no signature", "warning", "ivr.web.edge")


@pytest.mark.parametrize(
    "extra",
    [
        {"caller": "+12025550143"},
        {"problems": ["the card 4111 1111 1111 1111"]},
        {"url": "http://x/voice/" + "A" * 40},
        {"reason": "the token s3cr3t does not fit"},
    ],
    ids=["a number", "a card in a list", "a sealed call", "a secret"],
)
def test_private_data_is_hidden(capsys: pytest.CaptureFixture[str], extra: dict[str, object]) -> None:
    set_up_logging("json", ["s3cr3t"])

    logging.getLogger("ivr").error("something", extra=extra)

    line = capsys.readouterr().err
    assert not any(secret in line for secret in ("2025550143", "4111 1111", "A" * 40, "s3cr3t"))


def test_a_bug_is_logged_with_its_traceback_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json", [])

    try:
        raise ZeroDivisionError("a bug")
    except ZeroDivisionError:
        logging.getLogger("ivr").exception("turn failed", extra={"call_id": "CA" + "1" * 32})

    line = json.loads(capsys.readouterr().err)
    assert line["call_id"] == "CA" + "1" * 32
    assert "ZeroDivisionError: a bug" in line["exception"]


def test_in_a_terminal_logs_are_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("text", [])

    logging.getLogger("ivr").warning("webhook refused", extra={"reason": "no signature"})

    assert "webhook refused" in capsys.readouterr().err


def test_the_web_servers_own_lines_are_like_all_others(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("json", [])

    server = OurLogger(Config())
    server.setup(server.cfg)  # as it does again when its configuration is read again
    server.warning("Invalid request from %s", "+12025550143")

    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert line["event"] == "Invalid request from +1•••••••143"
    assert (line["level"], line["logger"]) == ("warning", "gunicorn.error")


def test_a_server_of_your_own_logs_as_ours_does(tmp_path: Path) -> None:
    program = "import logging, app; logging.getLogger('ivr').error('the caller %s', '+12025550143')"
    environ = {"PYTHONPATH": str(ROOT), "IVR_LOG_FORMAT": "json"}

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environ, capture_output=True, text=True, check=True
    )

    assert json.loads(done.stderr)["event"] == "the caller +1•••••••143"
