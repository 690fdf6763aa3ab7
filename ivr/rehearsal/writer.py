"""Writes call scripts: as YAML that reads back as the same script, with comments where a person has to fill in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ivr.rehearsal.script import (
    EventMatch,
    Expectation,
    HangUp,
    Hear,
    Move,
    NotHear,
    Press,
    QueueSetting,
    Reach,
    Script,
    Setting,
    Silence,
    Speak,
    Wait,
    Whisper,
)

_PLAIN_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9' -]*[A-Za-z0-9])?")
_WORDS = frozenset({"true", "false", "yes", "no", "null", "on", "off"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment between two moves: what a person should know, or fill in."""

    text: str


def written(script: Script, remarks: tuple[tuple[int, Remark], ...] = ()) -> str:
    """The script as YAML; each remark stands before the move of its number."""
    told = dict[int, list[str]]()
    for place, remark in remarks:
        told.setdefault(place, []).append(f"    # {remark.text}\n")
    parts = [f"{_name(script.name)}:\n", *_setting(script.setting), "  call:\n"]
    for place, move in enumerate(script.moves):
        parts += [*told.get(place, ()), *_move(move)]
    parts += told.get(len(script.moves), ())
    return "".join([*parts, *_expectation(script.expect)])


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) and name.lower() not in _WORDS else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _time(seconds: float) -> str:
    return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"


def _setting(setting: Setting) -> Iterator[str]:
    usual, changes = Setting(), setting.changes
    for key, value, default in (
        ("at", setting.at, usual.at),
        ("from", setting.caller, usual.caller),
        ("to", setting.dialled, usual.dialled),
        ("locale", changes.locale, usual.changes.locale),
        ("agent", setting.agent, usual.agent),
        ("fingers", setting.fingers, usual.fingers),
    ):
        if value != default:
            yield f"  {key}: {_text(value) if key in ('at', 'from', 'to') else value}\n"
    yield from _queue(setting.queue)
    for key, values in (("facts", changes.facts), ("outside", changes.outside)):
        if values:
            yield f"  {key}:\n"
            yield from (f"    {name}:{'' if value is None else ' ' + _text(value)}\n" for name, value in values)


def _queue(queue: QueueSetting) -> Iterator[str]:
    if queue.is_full:
        yield "  queue: full\n"
    elif queue != QueueSetting():
        served = "never" if queue.nobody else _time(queue.served_after) if queue.served_after is not None else ""
        fields = [f"served_after: {served}"] if served else []
        fields += [f"patience: {_time(queue.patience)}"] if queue.patience is not None else []
        yield f"  queue: {{{', '.join(fields)}}}\n"


def _move(move: Move) -> Iterator[str]:
    match move:
        case Hear(words, exactly, within):
            yield _item("hear", f"{{exactly: {_text(words)}}}" if exactly else _text(words), within=within)
        case NotHear(words):
            yield _item("not_hear", _text(words))
        case Whisper(words):
            yield _item("whisper", _text(words))
        case Press(keys, after, every, at_once):
            yield _item("press", _text(keys), at_once, after=after, every=every)
        case Speak(words, after, at_once):
            yield _item("say", _text(words), at_once, after=after)
        case Silence(times):
            yield _item("wait", "silence") + (f"      times: {times}\n" if times > 1 else "")
        case Wait(seconds):
            yield _item("wait", _time(seconds))
        case Reach(whom):
            yield _item("reach", whom)
        case HangUp(after, at_once):
            yield _item("hang_up", "", at_once, after=after)
        case _:
            assert_never(move)


def _item(verb: str, value: str, at_once: bool | None = None, **times: float | None) -> str:
    head = f"    - {verb}:{' ' + value if value else ''}\n"
    options = "" if at_once is None else f"      at_once: {'yes' if at_once else 'no'}\n"
    return head + options + "".join(f"      {key}: {_time(at)}\n" for key, at in times.items() if at is not None)


def _expectation(expect: Expectation) -> Iterator[str]:
    if expect == Expectation():
        return
    yield "  expect:\n"
    if expect.disposition:
        yield f"    disposition: {expect.disposition}\n"
    for key, events in (("events", expect.events), ("never", expect.never)):
        if events:
            yield f"    {key}:\n"
            yield from (f"      - {_event(event)}\n" for event in events)


def _event(event: EventMatch) -> str:
    fields = ", ".join(f"{name}: {_text(value)}" for name, value in event.fields)
    return f"{event.name}: {{{fields}}}" if fields else event.name
