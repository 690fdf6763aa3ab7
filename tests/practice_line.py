"""The shipped helpline, whole and in this process: real settings, real releases, real signatures, a real database."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from twiml_judge import judge
from werkzeug.test import TestResponse

from ivr.authoring.sources import read_sources
from ivr.records.calls import CallRecord, one_call
from ivr.records.database import make_engine
from ivr.records.draining import drain
from ivr.records.schema import upgrade
from ivr.settings import Settings, load_settings
from ivr.simulator.account import Account
from ivr.simulator.caller import Caller, Move, Scripted
from ivr.simulator.line import Dialling, Line, Rehearsal
from ivr.simulator.transport import InProcess, Reply, Unreachable, Webhook
from ivr.simulator.world import World
from ivr.wiring import build_app, publish

ROOT = Path(__file__).parent.parent
CALL_ID = "CA" + "7" * 32
DIALLED = "+18005550100"
CALLER = "+12025550143"
WHILE_OPEN = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # a Monday, noon in New York
WHILE_CLOSED = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


class Judged(InProcess):
    """Carries webhooks to the app, and puts every document before the carrier's schema."""

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        reply = super().send(webhook)
        assert isinstance(reply, Reply)
        assert reply.status == 200, reply
        problems = judge(reply.body.decode())
        assert not problems, problems
        return reply


@dataclass
class PracticeLine:
    """One line with a folder of its own; `helpline` may be changed and published again."""

    folder: Path
    helpline: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    now: datetime = WHILE_OPEN

    def __post_init__(self) -> None:
        self.settings: Settings = load_settings(self.environ, folder=self.folder, helpline=self.helpline)
        self.publish()
        self.app: Flask = build_app(self.settings, now=lambda: self.now)
        self.account = Account(self.settings.account_sid, self.settings.auth_tokens[0], self.settings.public_url)

    def publish(self) -> str:
        """Put the files on the line; the release's id."""
        compiled = publish(self.settings, read_sources(self.helpline))
        assert compiled.release is not None, compiled.problems
        return compiled.release.id

    def restarted(self) -> "PracticeLine":
        """The same line in a new process: nothing but the state folder is left of the old one."""
        self.app = build_app(self.settings, now=lambda: self.now)
        return self

    def call(
        self,
        moves: str,
        *,
        world: World | None = None,
        then: Move | None = None,
        agent: Caller | None = None,
        dialled: str = DIALLED,
    ) -> Rehearsal:
        """Make a call; the caller hangs up after the last move, unless `then` says otherwise."""
        line = Line(Judged(self.app, self.account), self.account, world, agent)
        return line.rehearse(Scripted(moves, then), Dialling(CALL_ID, CALLER, dialled))

    def post(self, path: str, fields: Mapping[str, str], *, signed_for: str | None = None) -> TestResponse:
        """One signed webhook of our call; `signed_for` is the URL that is signed, if it is another one."""
        form = {"AccountSid": self.account.sid, "CallSid": CALL_ID, "From": CALLER, "To": DIALLED, **fields}
        return self.post_form(path, form, signed_for=signed_for)

    def post_form(self, path: str, form: Mapping[str, str], *, signed_for: str | None = None) -> TestResponse:
        """A signed form as it is, nothing added."""
        signature = self.account.signature(signed_for or self.account.url(path), form)
        return self.app.test_client().post(
            path,
            data=urlencode(form),
            content_type="application/x-www-form-urlencoded",
            headers={"X-Twilio-Signature": signature},
        )

    def record(self, call_id: str = CALL_ID) -> CallRecord | None:
        """The call as the database has it, after everything in the spools was moved there."""
        engine = make_engine(self.settings.database_url)
        upgrade(engine)
        drain(self.settings.var / "spool", engine)
        record = one_call(engine, call_id)
        engine.dispose()
        return record


def copy_of_the_shipped_helpline(folder: Path) -> Path:
    """The shipped helpline's files in a folder where a test may change them."""
    for part in ("flows", "prompts"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "helpline.yaml", folder)
    return folder
