"""`ivr call` in a real terminal: single keys are read, and however it ends, the terminal is as it was before."""

import os
import pty
import signal
import termios
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from paper_line import ACCOUNT, PaperLine, served
from pty_program import PtyProgram, in_a_terminal

from ivr.commands.telephone import holding
from ivr.commands.telephone.holding import is_for_people
from ivr.commands.telephone.keyboard import END_OF_INPUT, TerminalKeyboard, keys_at_once, without_escapes

ROOT = Path(__file__).parents[2]
LONG = " ".join(["really"] * 300)
MENU = f"<Gather numDigits='1' action='/voice/next'><Say>please press one {LONG} end</Say></Gather>"
PAGES: dict[str, str | list[str]] = {"/voice": MENU, "/voice/next": "<Say>good bye</Say>"}


@pytest.fixture(autouse=True)
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT.sid)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "a-token")
    monkeypatch.setenv("PUBLIC_URL", ACCOUNT.public_url)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def line() -> PaperLine:
    return PaperLine(PAGES, "a-token")


@pytest.fixture
def url(line: PaperLine) -> Iterator[str]:
    with served(line) as base:
        yield base


@pytest.fixture
def program(url: str) -> Iterator[PtyProgram]:
    with in_a_terminal("call", "--url", url, environ={"NO_COLOR": "1"}) as program:
        yield program


def test_words_stream_and_a_key_cuts_them(line: PaperLine, program: PtyProgram) -> None:
    program.read_until("please")
    assert "end" not in program.output
    assert not program.is_as_before

    program.type("1")

    program.read_until("good")
    assert program.ended() == 0
    assert "\N{EM DASH}" in program.output
    assert "presses 1" in program.output
    assert program.output.index("presses 1") < program.output.index("good")
    assert [form["Digits"] for form in line.forms("/voice/next")] == ["1"]
    assert program.is_as_before


@pytest.mark.parametrize("keys", ["h", "\x03", "\x04"], ids=["h", "Ctrl+C", "Ctrl+D"])
def test_who_puts_the_telephone_down_has_hung_up_and_has_a_terminal_again(
    keys: str, line: PaperLine, program: PtyProgram
) -> None:
    program.read_until("press")

    program.type(keys)

    assert program.ended() == 0
    assert "the caller ended the call (hung up) after 0:0" in program.output
    assert [form["CallStatus"] for form in line.forms("/voice/status")] == ["completed"]
    assert program.is_as_before


def test_who_is_told_to_end_hangs_up_and_gives_the_terminal_back(line: PaperLine, program: PtyProgram) -> None:
    program.read_until("press")

    program.process.send_signal(signal.SIGTERM)

    assert program.ended() == 128 + signal.SIGTERM
    assert len(line.forms("/voice/status")) == 1
    assert program.is_as_before


def test_a_window_that_is_closed_hangs_up(line: PaperLine, program: PtyProgram) -> None:
    program.read_until("press")

    program.close_window()

    assert len(line.forms("/voice/status")) == 1


def test_a_line_that_is_not_there_gives_the_terminal_back() -> None:
    with served(PaperLine({})) as gone:
        pass

    with in_a_terminal("call", "--url", gone) as program:
        assert program.ended() == 1
        assert "nothing answers at" in program.output
        assert program.is_as_before


@pytest.mark.parametrize(
    ("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_a_screen_of_40_columns_is_enough_and_colours_can_be_left_out(
    url: str, environ: dict[str, str], coloured: bool
) -> None:
    with in_a_terminal("call", "--url", url, "--speed", "100", columns=40, environ=environ) as program:
        program.read_until("listens")
        program.type("1")
        assert program.ended() == 0

    assert ("\x1b[" in program.output) is coloured
    if not coloured:
        assert max(map(len, program.lines)) <= 40
        assert "0:00 line: please press one really" in program.lines


def test_fast_asks_for_keys_as_a_pipe_does(line: PaperLine, url: str) -> None:
    with in_a_terminal("call", "--url", url, "--fast", environ={"NO_COLOR": "1"}) as program:
        program.read_until("keys (Enter")
        assert "end\r\n" in program.output
        program.type("1\n")
        assert program.ended() == 0

    assert [form["Digits"] for form in line.forms("/voice/next")] == ["1"]


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: what types, and what is typed on."""
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def test_keys_come_one_by_one_and_arrows_are_none(ends: tuple[int, int]) -> None:
    with keys_at_once(ends[1]) as keyboard:
        os.write(ends[0], "1é\x1b[A2".encode())

        assert [keyboard.key(1.0), *(keyboard.key(0.0) for _ in range(3))] == ["1", "é", "2", ""]
        assert keyboard.now() <= keyboard.now()


@pytest.mark.parametrize("end", [0, 1], ids=["the window", "the terminal"])
def test_a_terminal_that_is_gone_is_the_end_of_the_input(end: int) -> None:
    ends = pty.openpty()
    keyboard = TerminalKeyboard(ends[1])
    os.close(ends[end])

    assert keyboard.key(1.0) == END_OF_INPUT
    os.close(ends[1 - end])


@pytest.mark.parametrize(
    ("keyboard", "screen", "single_keys", "live"),
    [
        pytest.param(True, True, True, True, id="a terminal"),
        pytest.param(False, True, True, False, id="keys from a pipe"),
        pytest.param(True, False, True, False, id="words into a pipe"),
        pytest.param(True, True, False, False, id="a terminal without single keys"),
    ],
)
def test_only_a_terminal_that_hands_over_single_keys_is_a_telephone(
    monkeypatch: pytest.MonkeyPatch, keyboard: bool, screen: bool, single_keys: bool, live: bool
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: keyboard))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: screen))
    monkeypatch.setattr(holding, "find_spec", lambda _: object() if single_keys else None)

    assert is_for_people() is live


def test_a_bug_in_the_middle_of_a_call_gives_the_terminal_back(ends: tuple[int, int]) -> None:
    before = termios.tcgetattr(ends[1])
    handler = signal.getsignal(signal.SIGTERM)

    def call() -> None:
        with keys_at_once(ends[1]):
            assert not termios.tcgetattr(ends[1])[3] & termios.ECHO
            raise RuntimeError

    with pytest.raises(RuntimeError):
        call()

    assert termios.tcgetattr(ends[1]) == before
    assert signal.getsignal(signal.SIGTERM) is handler


def test_a_program_that_goes_on_after_a_stop_has_single_keys_again(ends: tuple[int, int]) -> None:
    before = termios.tcgetattr(ends[1])

    with keys_at_once(ends[1]):
        termios.tcsetattr(ends[1], termios.TCSANOW, before)
        signal.raise_signal(signal.SIGCONT)

        assert not termios.tcgetattr(ends[1])[3] & termios.ICANON


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("12", "12"),
        ("1\x1b[A2", "12"),
        ("\x1bOP3", "3"),
        ("\x1b[15~*", "*"),
        ("\x1b", "\x1b"),
        ("\x1b7", "\x1b7"),
        ("5\x1b[1;", "5"),
    ],
    ids=repr,
)
def test_what_arrow_and_function_keys_send_is_left_out(typed: str, keys: str) -> None:
    assert without_escapes(typed) == keys
