"""The measuring itself: every row can be measured, at tiny sizes, and its table goes where it belongs."""

import socket
import threading

import pytest

from bench.__main__ import DOCUMENT
from bench.load import BadReplyError, Exchange, load
from bench.measured_line import measured_line
from bench.report import NoPlaceError, Table, written
from bench.rows import ROWS
from bench.rows.engine import NOW
from bench.shortest import shortest_ways
from bench.sizes import TINY
from ivr.dialogue.call import Call


@pytest.mark.parametrize("row", ROWS)
def test_every_row_can_be_measured(row: str) -> None:
    table = ROWS[row](TINY)

    assert table.rows
    for line in table.rows:
        assert len(line) == len(table.columns)
        assert all(line), line


def test_every_row_has_its_place_in_the_document() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")

    filled = written(document, dict.fromkeys(["machine", *ROWS], "THE TABLE"))

    assert filled.count("THE TABLE") == len(ROWS) + 1
    assert written(filled, {}) == filled


def test_a_block_without_a_place_is_named() -> None:
    with pytest.raises(NoPlaceError, match="no place for 'weather'"):
        written("# A page", {"weather": "rain"})


def test_a_table_is_markdown() -> None:
    table = Table("Speed", ("", "a second"), [("line", "900")], ["Measured."])

    assert table.markdown() == "**Speed**\n\n|  | a second |\n| --- | ---: |\n| line | 900 |\n\nMeasured."


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\nbye", id="another body"),
        pytest.param(b"HTTP/1.1 403 Forbidden\r\n\r\n", id="another status"),
        pytest.param(b"", id="none"),
    ],
)
def test_a_fast_wrong_answer_is_no_figure(reply: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=answer_once, args=(door, reply), daemon=True).start()

        with pytest.raises(BadReplyError):
            load(door.getsockname(), [Exchange(b"POST / HTTP/1.1\r\n\r\n", b"hey")], seconds=5, connections=1)


def answer_once(door: socket.socket, reply: bytes) -> None:
    line, _ = door.accept()
    with line:
        line.recv(1000)
        line.sendall(reply)


def test_the_shortest_keys_lead_to_each_topic() -> None:
    with measured_line() as line:
        call = Call("CA1", line.release.id, None, "+18005550100", "en-US")
        ways = shortest_ways(line.release.flows, call, NOW)

    assert set(ways) == set(line.release.flows.helpline.topics)
    assert ways["refund.start"].keys == ("3", "2")
    assert ways["care.pearls"].keys == ("1", "4", "2")
