"""Logs are events with fields, and no private data gets through."""

import json
import logging
from collections.abc import Iterator

import pytest

from ivr.logging_setup import set_up_logging


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
