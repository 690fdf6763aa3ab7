"""What the fragment of a webhook's URL asks for: how long to wait, and when to try again."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag

from ivr.simulator.transport import Reply, Unreachable

BAD_OVERRIDE = 11243
SERVER_ERROR, CLIENT_ERROR = 500, 400
RANGES = {"ct": (100, 10_000), "rt": (100, 15_000), "tt": (100, 15_000), "rc": (0, 5)}
POLICIES = frozenset({"4xx", "5xx", "ct", "rt", "all"})
VOICE_CEILING = 15_000  # milliseconds: a voice webhook never waits longer, whatever is asked for


@dataclass(frozen=True, slots=True)
class Overrides:
    """Connection overrides; times are milliseconds: to connect, to the first byte, and for all tries together."""

    ct: int = 5000
    rt: int = 15_000
    tt: int = VOICE_CEILING
    rc: int = 1
    rp: frozenset[str] = frozenset({"ct"})

    def tries_again_after(self, answer: Reply | Unreachable) -> bool:
        """Whether an answer is one of those that are tried again."""
        return bool(self.rp & {"all", failure_of(answer)}) and failure_of(answer) != ""

    @property
    def total(self) -> float:
        """The longest time for all tries together, in seconds."""
        return self.tt / 1000

    def seconds_of(self, answer: Reply | Unreachable, round_trip: float, *, tries_again: bool) -> float:
        """Return how long the carrier waited for an answer in vain; besides that, each further try is a round trip."""
        if isinstance(answer, Unreachable) and answer.kind == "read":
            return self.rt / 1000
        return round_trip if tries_again else 0.0


def failure_of(answer: Reply | Unreachable) -> str:
    """Name a failure as the retry policy does; "" for an answer that is none."""
    if isinstance(answer, Unreachable):
        return "ct" if answer.kind == "connect" else "rt"
    if answer.status >= SERVER_ERROR:
        return "5xx"
    return "4xx" if answer.status >= CLIENT_ERROR else ""


def overrides_of(url: str) -> tuple[Overrides, tuple[str, ...]]:
    """Read the fragment of a URL; what the carrier cannot use is named, and left at its default."""
    wanted: dict[str, int] = {}
    policy, wrong = Overrides().rp, []
    for name, text in parse_qsl(urldefrag(url).fragment, keep_blank_values=True):
        if name in RANGES and text.isascii() and text.isdigit() and _within(int(text), RANGES[name]):
            wanted[name] = int(text)
        elif name == "rp" and text and set(text.split(",")) <= POLICIES:
            policy = frozenset(text.split(","))
        elif name != "e":  # the edge: where the request comes from
            wrong.append(f"{name}={text}")
    return Overrides(**wanted, rp=policy), tuple(wrong)


def _within(number: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= number <= limits[1]
