"""The load: a client of raw sockets with requests signed beforehand, so that it is never what is measured.

Every reply is compared with the one that was expected, byte for byte: a fast wrong answer counts as a failure.
"""

import select
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle

Address = tuple[str, int]
QUIET = 20.0  # seconds without any reply after which a server counts as dead


class BadReplyError(Exception):
    """A reply that is not the one expected; the message shows both beginnings."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A whole HTTP request, and the body that the reply must have."""

    request: bytes = field(repr=False)
    reply: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load came to: exchanges, the seconds they took together, and each one's own seconds, sorted."""

    seconds: float
    took: tuple[float, ...] = field(repr=False)

    @property
    def rate(self) -> float:
        """Exchanges a second."""
        return len(self.took) / self.seconds

    def within(self, share: float) -> float:
        """The seconds within which this share of the replies was there."""
        return self.took[min(int(len(self.took) * share), len(self.took) - 1)] if self.took else 0.0


class _Connection:
    """One kept-alive connection that has one exchange under way."""

    def __init__(self, address: Address) -> None:
        self.socket = socket.create_connection(address, timeout=QUIET)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self._got = b""
        self._expected = b""
        self.began = 0.0

    def send(self, exchange: Exchange) -> None:
        self._got, self._expected = b"", exchange.reply
        self.began = time.perf_counter()
        self.socket.send(exchange.request)

    def is_answered(self) -> bool:
        """Take what has come; whether that is now all of the reply. Raises BadReplyError."""
        came = self.socket.recv(65536)
        self._got += came
        if not came:
            raise BadReplyError(f"the connection was closed after {self._got[:200]!r}")
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found or len(body) < len(self._expected):
            if found and b" 200 " not in head[:16]:
                raise BadReplyError(f"{head[:300]!r}")
            return False
        if b" 200 " not in head[:16] or body != self._expected:
            raise BadReplyError(f"{head[:100]!r} {body[:600]!r}, expected {self._expected[:600]!r}")
        return True


def load(
    address: Address, exchanges: Sequence[Exchange], seconds: float, connections: int, *, patience: float = QUIET
) -> Measured:
    """Keep so many connections busy for so long, each with one exchange after the other.

    Raises BadReplyError, also when no reply comes at all for `patience` seconds.
    """
    lines = {line.socket.fileno(): line for line in (_Connection(address) for _ in range(connections))}
    try:
        return _keep_busy(lines, exchanges, seconds, patience)
    finally:
        _hang_up(lines.values())


def _keep_busy(
    lines: Mapping[int, _Connection], exchanges: Sequence[Exchange], seconds: float, patience: float
) -> Measured:
    following, took = cycle(exchanges), list[float]()
    began = time.perf_counter()
    with select.epoll() as poll:
        for number, line in lines.items():
            poll.register(number, select.EPOLLIN)
            line.send(next(following))
        while (now := time.perf_counter()) - began < seconds:
            ready = poll.poll(patience)
            if not ready:
                raise BadReplyError(f"no reply within {patience:.0f} s")
            for line in [lines[number] for number, _ in ready]:
                if line.is_answered():
                    took.append(time.perf_counter() - line.began)
                    line.send(next(following))
    return Measured(now - began, tuple(sorted(took)))


@dataclass(frozen=True, slots=True)
class Herd:
    """What became of calls that came all at once: how many, and how long each answered one waited, sorted."""

    calls: int
    answered: Measured


def herd(address: Address, exchanges: Sequence[Exchange], within: float) -> Herd:
    """Send all exchanges at the same moment, each over a connection of its own, and wait so long for the replies."""
    lines: dict[int, _Connection] = {}
    poll = select.epoll()
    took: list[float] = []
    began = time.perf_counter()
    for exchange in exchanges:
        with suppress(OSError):
            line = _Connection(address)
            lines[line.socket.fileno()] = line
            poll.register(line.socket.fileno(), select.EPOLLIN)
            line.send(exchange)
            line.began = began
    while lines and (left := began + within - time.perf_counter()) > 0:
        for number, _ in poll.poll(left):
            if _is_over(lines[number], took):
                poll.unregister(number)
                lines.pop(number).socket.close()
    poll.close()
    _hang_up(lines.values())
    return Herd(len(exchanges), Measured(time.perf_counter() - began, tuple(sorted(took))))


def _is_over(line: _Connection, took: list[float]) -> bool:
    """Whether a call of the herd was answered, which is noted, or lost."""
    try:
        if not line.is_answered():
            return False
    except (OSError, BadReplyError):
        return True
    took.append(time.perf_counter() - line.began)
    return True


@contextmanager
def half_open(address: Address, sockets: int) -> Iterator[None]:
    """Inside the block, so many connections that send nothing, half a head, or half a body, and then hang."""
    beginnings = (b"", b"POST /voice HTTP/1.1\r\nHost: x\r\n", _HALF_A_BODY)
    opened = []
    try:
        for number in range(sockets):
            hanging = socket.create_connection(address, timeout=QUIET)
            hanging.sendall(beginnings[number % len(beginnings)])
            opened.append(hanging)
        yield
    finally:
        for hanging in opened:
            hanging.close()


_HALF_A_BODY = (
    b"POST /voice HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"X-Twilio-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\nContent-Length: 900\r\n\r\nCallSid=CA"
)


def _hang_up(lines: Iterable[_Connection]) -> None:
    for line in lines:
        line.socket.close()
