"""A line to be measured, in a folder of its own: real settings, real releases, real keys."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from bench.load import Exchange
from bench.webhooks import CALLER, DIALLED, Webhooks, call_ids
from ivr.authoring.release import Release
from ivr.authoring.sources import Sources, read_sources
from ivr.carriers.sealing import Sealer
from ivr.dialogue.call import Call
from ivr.dialogue.call_form import to_json
from ivr.records.database import make_engine
from ivr.records.schema import upgrade
from ivr.settings import Settings, load_settings
from ivr.wiring import build_app, publish, release_store

ROOT = Path(__file__).parent.parent
ORDER = "order.ask"  # the step of the shipped line that takes an order number


class BrokenHelplineError(Exception):
    """A helpline that does not compile: the measurement itself is wrong."""


@dataclass(frozen=True)
class MeasuredLine:
    """A line that is published and has a database; `app` answers in this process.

    `compiled_in` are the seconds that its release took to compile.
    """

    folder: Path
    settings: Settings
    release: Release
    app: Flask
    compiled_in: float

    @property
    def webhooks(self) -> Webhooks:
        """Signed requests with the replies that this line gives."""
        return Webhooks(self.settings, self.app)

    def path_at(self, call_id: str, step: str, **state: Any) -> str:
        """The URL of a call that is at a step, sealed as the line seals it."""
        locale = self.release.flows.helpline.locales[0]
        call = Call(call_id, self.release.id, CALLER, DIALLED, locale, step=step, turn=2, told=("always",), **state)
        return f"/voice/{Sealer(self.settings.secret_keys).seal(to_json(call), call_id)}"

    def entries(self, calls: int) -> list[Exchange]:
        """Of each call the turn in which an order number is keyed in, another one each: no two are the same."""
        return [
            self.webhooks.press_at(self.path_at(call_id, ORDER, home="main.what_for"), call_id, f"{4071 + nth:08}")
            for nth, call_id in enumerate(call_ids(0, calls))
        ]


@contextmanager
def measured_line(sources: Sources | None = None) -> Iterator[MeasuredLine]:
    """A line with these files, or the shipped ones."""
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = load_settings({}, folder=folder)
        compiled = publish(settings, read_sources(ROOT) if sources is None else sources)
        if compiled.release is None:
            raise BrokenHelplineError("\n".join(map(str, compiled.problems[:5])))
        upgrade(make_engine(settings.database_url))
        began = time.perf_counter()
        release = release_store(settings).load(compiled.release.id)
        took = time.perf_counter() - began
        assert release is not None  # noqa: S101 - it was published just now
        yield MeasuredLine(folder, settings, release, build_app(settings, "expected"), took)


def cores() -> tuple[int, ...]:
    """The cores that this process may use: the first is the server's, the last the client's."""
    return tuple(sorted(os.sched_getaffinity(0)))
