"""The heights at which a call script is played: over signed webhooks, and at the engine alone."""

from datetime import datetime

from ivr.authoring.release import Release
from ivr.dialogue.call import Call
from ivr.rehearsal.actor import Actor
from ivr.rehearsal.engine_call import EngineCall
from ivr.rehearsal.engine_line import EngineLine
from ivr.rehearsal.played import Played, driven, followed
from ivr.rehearsal.script import ANONYMOUS, Script
from ivr.rehearsal.signed_line import ACCOUNT, SignedLine
from ivr.rehearsal.worlds import person_of, time_of, world_of
from ivr.simulator.account import Account
from ivr.simulator.fields import CallFields, sid
from ivr.simulator.line import CALLER_NUMBER, CallClock, Dialling, Line
from ivr.simulator.transport import Transport

WEBHOOK, ENGINE = "webhook", "engine"


def at_webhook(script: Script, line: SignedLine) -> Played:
    """Play a script over the signed webhooks of a line in this process; its record is read too."""
    dialling = dialling_of(script, line.release)
    line.clock = CallClock(dialling.began)
    line.entries.clear()
    actor = Actor(script)
    rung = Line(line.transport, ACCOUNT, world_of(script.setting), person_of(script.setting), line.clock)
    beats = followed(rung.call(actor, dialling), actor)
    events = tuple(event for entry in line.entries for event in entry.events)
    turns = tuple(event for entry in line.of_turns for event in entry.events)
    return Played(WEBHOOK, beats, tuple(actor.done), tuple(actor.heard), events, turns)


def at_engine(script: Script, release: Release) -> Played:
    """Play a script at the engine, without web and XML; the call is written to JSON and read back between turns."""
    dialling = dialling_of(script, release)
    caller = None if dialling.caller == ANONYMOUS else dialling.caller
    call = Call(dialling.call_id, release.id, caller, dialling.dialled, release.flows.helpline.locales[0])
    engine = EngineCall(release, call, dialling.began)
    fields = CallFields(ACCOUNT.sid, dialling.call_id, dialling.caller, dialling.dialled)
    actor, agent = Actor(script), person_of(script.setting)
    playing = EngineLine(engine, fields, world_of(script.setting)).play()
    beats = followed(driven(playing, actor, agent.next_act), actor)
    turns = tuple(event for turn in engine.turns for event in turn.events)
    walked = tuple(way for turn in engine.turns for way in turn.walked)
    return Played(ENGINE, beats, tuple(actor.done), tuple(actor.heard), None, turns, walked)


def at_url(script: Script, transport: Transport, account: Account, dialled: str, began: datetime) -> Played:
    """Play a script against a running line; nobody can look into its record from here."""
    actor = Actor(script)
    call_id = sid("CA", f"{script.mark.file} {script.name} {began.isoformat()}")
    dialling = Dialling(call_id, script.setting.caller or CALLER_NUMBER, script.setting.dialled or dialled, began)
    rung = Line(transport, account, world_of(script.setting), person_of(script.setting))
    beats = followed(rung.call(actor, dialling), actor)
    return Played(WEBHOOK, beats, tuple(actor.done), tuple(actor.heard))


def dialling_of(script: Script, release: Release) -> Dialling:
    """Who calls whom, when."""
    setting, line = script.setting, release.flows.helpline
    call_id = sid("CA", f"{script.mark.file} {script.name}")
    dialled = setting.dialled or next(iter(line.numbers))
    return Dialling(call_id, setting.caller or CALLER_NUMBER, dialled, time_of(setting.at, line))
