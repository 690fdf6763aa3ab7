"""Reads call scripts: YAML with places becomes scripts, and every mistake of a file is told at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from ivr.authoring.cursor import Cursor
from ivr.authoring.located import Entry, Mark, Table, lines_of
from ivr.authoring.problem import Problem, has_errors, in_order, problem, with_source
from ivr.authoring.yaml_reader import read_yaml
from ivr.rehearsal.expectations import read_expectation
from ivr.rehearsal.fields import chosen, closed, moment, number, whole_seconds
from ivr.rehearsal.moves import VERBS, read_move
from ivr.rehearsal.script import ANONYMOUS, Changes, Expectation, Move, QueueSetting, Script, Setting
from ivr.rehearsal.worlds import AGENTS
from ivr.simulator.caller import MANNERS

FULL, NOBODY, NEVER = "full", "nobody", "never"
QUEUE_HINT = "write full, nobody, or {served_after: 20s, patience: 2m}"
SETTINGS = ("at", "from", "to", "locale", "agent", "queue", "facts", "outside", "fingers")
KEYS = (*SETTINGS, "call", "expect")
T = TypeVar("T")


def read_scripts(file: str, content: bytes) -> tuple[tuple[Script, ...], tuple[Problem, ...]]:
    """The calls of a file in their order, and every problem; a call with an error in it is left out."""
    node, problems = read_yaml(file, content)
    found = list(problems)
    scripts: tuple[Script, ...] = ()
    if isinstance(node, Table):
        scripts = tuple(_calls(Cursor(node, (), found)))
    elif node is not None:
        message = "the file is no table of calls"
        found.append(problem("field.shape", node.mark, (), message, hint="write a call's name, a colon, and the call"))
    lines = lines_of(content.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    told = in_order(with_source(each, lines) for each in found)
    return (() if has_errors(problems) else scripts), told


def _calls(root: Cursor) -> Iterator[Script]:
    for entry in root.entries():
        own: list[Problem] = []
        script = _script(Cursor(entry.value, (entry.key.text,), own), entry)
        root.found.extend(own)
        if not has_errors(own):
            yield script


def _script(call: Cursor, entry: Entry) -> Script:
    chosen(call, KEYS)
    moves, expect = call.get("call"), call.get("expect")
    if isinstance(call.node, Table) and moves is None:
        call.tell("field.missing", "'call' is missing", hint="the list of what is heard and done", at=entry.key.mark)
    return Script(
        name=entry.key.text,
        moves=_moves(moves) if moves else (),
        setting=_setting(call),
        expect=read_expectation(expect) if expect else Expectation(),
        mark=entry.key.mark,
        marks=tuple(_marks(call)),
    )


def _moves(call: Cursor) -> tuple[Move, ...]:
    verb = next((entry.key.text for entry in call.node), "") if isinstance(call.node, Table) else ""
    if verb in VERBS:
        call.tell("field.shape", f"no dash stands before '{verb}'", hint=f"is a dash missing? write - {verb}: ...")
        return ()
    items = call.items()
    if not items:
        call.tell("field.missing", "the call is empty", hint='write what is heard and done, such as - hear: "Welcome"')
    return tuple(move for item in items if (move := read_move(item)) is not None)


def _setting(call: Cursor) -> Setting:
    setting = Setting(
        at=_read(call, "at", moment) or "",
        caller=_read(call, "from", _caller) or "",
        dialled=_read(call, "to", number) or "",
        queue=_read(call, "queue", _queue) or QueueSetting(),
        changes=Changes(_read(call, "locale", Cursor.text) or "", _values(call, "facts"), _values(call, "outside")),
    )
    agent = _read(call, "agent", lambda cursor: closed(cursor, AGENTS))
    fingers = _read(call, "fingers", lambda cursor: closed(cursor, MANNERS))
    return replace(setting, agent=agent or setting.agent, fingers=fingers or setting.fingers)


def _read(call: Cursor, key: str, read: Callable[[Cursor], T | None]) -> T | None:
    cursor = call.get(key)
    return None if cursor is None else read(cursor)


def _caller(cursor: Cursor) -> str | None:
    if isinstance(cursor.node, Table) or cursor.text_or_unset() != ANONYMOUS:
        return number(cursor, hint=f'write "+12025550143", or {ANONYMOUS}')
    return ANONYMOUS


def _values(call: Cursor, key: str) -> tuple[tuple[str, str | None], ...]:
    table = call.get(key)
    if table is None or table.is_unset:
        return ()
    return tuple((str(value.path[-1]), value.text_or_unset() or None) for value in table.table())


def _queue(cursor: Cursor) -> QueueSetting:
    if isinstance(cursor.node, Table):
        chosen(cursor, ("served_after", "patience"))
        served, patience = cursor.get("served_after"), cursor.get("patience")
        nobody = served is not None and not served.is_unset and served.text_or_unset() == NEVER
        after = whole_seconds(served) if served and not nobody else None
        return QueueSetting(nobody=nobody, served_after=after, patience=whole_seconds(patience) if patience else None)
    word = closed(cursor, (FULL, NOBODY), hint=QUEUE_HINT)
    return QueueSetting(is_full=word == FULL, nobody=word == NOBODY)


def _marks(call: Cursor) -> Iterator[tuple[tuple[str, ...], Mark]]:
    """The places of settings that only the helpline can judge."""
    for key in SETTINGS:
        value = call.get(key)
        if value is None:
            continue
        yield (key,), value.mark
        if isinstance(value.node, Table):
            yield from (((key, entry.key.text), entry.key.mark) for entry in value.entries())
