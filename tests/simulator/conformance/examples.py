"""One example for one row of the carrier's documentation: a document, what somebody does, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from paper_line import ACCOUNT

from ivr.simulator.caller import Caller, Move, Scripted
from ivr.simulator.happenings import Happening
from ivr.simulator.line import Line, Rehearsal
from ivr.simulator.stretch import Act, Stretch
from ivr.simulator.transport import Reply, Unreachable, Webhook
from ivr.simulator.world import World

Page = str | Reply | Unreachable
"""The verbs of a document, or an answer that is none."""


class Answers:
    """A line that answers each path with its page (of several, each time with the next), and keeps what was sent."""

    def __init__(self, pages: Mapping[str, Page | Sequence[Page]]) -> None:
        self.pages = pages
        self.sent: list[Webhook] = []

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        self.sent.append(webhook)
        path = urlsplit(webhook.url).path
        pages = self.pages.get(path, "")
        page = pages
        if not isinstance(pages, str | Reply | Unreachable):
            page = pages[min(len(self.to(path)), len(pages)) - 1]
        return Reply(200, "text/xml", f"<Response>{page}</Response>".encode()) if isinstance(page, str) else page  # type: ignore[return-value]  # a page

    def to(self, path: str) -> list[Webhook]:
        """What was sent to a path."""
        return [webhook for webhook in self.sent if urlsplit(webhook.url).path == path]


class AtMoments:
    """A caller who acts at certain moments of the call, whatever goes on."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)

    def next_act(self, stretch: Stretch) -> Act | None:
        return self.acts.pop(0) if self.acts and stretch.since <= self.acts[0].at <= stretch.until else None


@dataclass(frozen=True)
class Example:
    """A row: the attribute (or what else it is about), and what the documentation says of it, in our words.

    Only what an example is about is expected; but of troubles always all and no others, by their codes.
    """

    attribute: str
    says: str
    verbs: Page | Sequence[Page]
    does: str | Sequence[Move | Act] = ""
    pages: Mapping[str, Page | Sequence[Page]] = field(default_factory=dict)
    world: World = field(default_factory=lambda: World(round_trip=0))
    agent: Caller | None = None
    heard: str | None = None
    posts: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    gets: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    asked: Sequence[str] | None = None
    unasked: Sequence[str] = ()
    happens: Sequence[Happening] = ()
    troubles: Sequence[int] = ()
    lasts: float | None = None

    def __str__(self) -> str:
        return f"{self.attribute}: {self.says}"

    def check(self) -> Rehearsal:
        """Play it, and compare."""
        answers = Answers({"/voice": self.verbs, **self.pages})
        acts = [each for each in self.does if isinstance(each, Act)]
        moves = self.does if isinstance(self.does, str) else [each for each in self.does if not isinstance(each, Act)]
        caller = AtMoments(*acts) if acts else Scripted(moves)
        rehearsal = Line(answers, ACCOUNT, self.world, self.agent).rehearse(caller)

        assert [trouble.code for trouble in rehearsal.troubles] == list(self.troubles), rehearsal.troubles
        if self.heard is not None:
            assert rehearsal.heard == self.heard
        for path, fields in self.posts.items():
            _assert_sent(answers.to(path), "POST", fields)
        for path, fields in self.gets.items():
            _assert_sent(answers.to(path), "GET", fields)
        paths = [urlsplit(webhook.url).path for webhook in answers.sent]
        if self.asked is not None:
            assert paths == list(self.asked)
        assert not set(self.unasked) & set(paths)
        for happening in self.happens:
            assert _rounded(happening) in map(_rounded, rehearsal.happenings), rehearsal.happenings
        if self.lasts is not None:
            assert round(rehearsal.ending.at, 3) == self.lasts
        return rehearsal


def quick(**settings: object) -> World:
    """A world without delay between documents, so that moments are round figures."""
    return World(**({"round_trip": 0.0} | settings))  # type: ignore[arg-type]  # checked where it is used


def _assert_sent(sent: Sequence[Webhook], method: str, fields: Mapping[str, str | None]) -> None:
    """The last webhook to a path has the method and fields; None stands for a field that is not there."""
    assert sent, "nothing was sent there"
    assert sent[-1].method == method
    assert {name: sent[-1].fields.get(name) for name in fields} == fields


def _rounded(happening: Happening) -> Happening:
    return replace(happening, at=round(happening.at, 3))
