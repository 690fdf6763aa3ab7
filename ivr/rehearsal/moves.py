"""Reads one move of a call: what is heard, done, or reached."""

from collections.abc import Callable, Mapping

from ivr.authoring.cursor import Cursor
from ivr.authoring.located import Entry, Node, Scalar, Table
from ivr.rehearsal.fields import chosen, closed, count, is_so, listed, seconds
from ivr.rehearsal.script import REACHED, HangUp, Hear, Move, NotHear, Press, Reach, Silence, Speak, Wait, Whisper
from ivr.rehearsal.wording import folded
from ivr.simulator.stretch import KEYPAD

SILENCE = "silence"
HANG_UP = "hang_up"
MOST_SILENCES = 50
KEYS_HINT = 'write the keys in quotes, such as press: "3" or press: "#"'
TIMING = ("after", "at_once")


def read_move(item: Cursor) -> Move | None:
    """The move of an item of `call`; None and a problem where there is none."""
    if isinstance(item.node, Scalar) and item.node.text == HANG_UP:
        return HangUp(mark=item.mark)
    if not isinstance(item.node, Table):
        item.tell("field.shape", f"{item.what()} stands where a move is expected", hint=_hint_for(item.node))
        return None
    verbs = [entry for entry in item.entries() if entry.key.text in VERBS]
    if len(verbs) != 1:
        _tell_verbs(item, verbs)
        return None
    verb = verbs[0].key.text
    read, options = VERBS[verb]
    chosen(item, (verb, *options))
    return read(item, Cursor(verbs[0].value, (*item.path, verb), item.found))


def _hint_for(node: Node) -> str:
    verb = node.text.partition(" ")[0] if isinstance(node, Scalar) else ""
    return f"is a colon missing after '{verb}'?" if verb in VERBS else "write it as - press: 3"


def _tell_verbs(item: Cursor, verbs: list[Entry]) -> None:
    if verbs:
        first, second = (entry.key.text for entry in verbs[:2])
        fix = f"is a dash missing before '{second}'? begin each with a dash of its own"
        item.at_key(verbs[1]).tell("field.value", f"'{first}' and '{second}' stand in one move", hint=fix)
        return
    entries = item.entries()
    place, word = (item.at_key(entries[0]), entries[0].key.text) if entries else (item, "")
    place.tell("field.unknown", f"there is no '{word}' in a call", hint=listed(word, tuple(VERBS)))


def _hear(item: Cursor, value: Cursor) -> Move | None:
    inner = value.get("exactly")
    if isinstance(value.node, Table) and inner is not None:
        chosen(value, ("exactly",))
    words = _words(inner or value)
    return None if words is None else Hear(words, inner is not None, _seconds(item, "within"), item.mark)


def _not_hear(item: Cursor, value: Cursor) -> Move | None:
    words = _words(value)
    return None if words is None else NotHear(words, item.mark)


def _whisper(item: Cursor, value: Cursor) -> Move | None:
    words = _words(value)
    return None if words is None else Whisper(words, item.mark)


def _words(value: Cursor) -> str | None:
    words = value.text()
    if words is None or folded(words):
        return words
    value.tell("field.value", f"'{words}' holds no word", hint="write words that are said")
    return None


def _press(item: Cursor, value: Cursor) -> Move | None:
    if value.is_unset:
        value.tell("field.missing", "no key is pressed", hint=KEYS_HINT)
        return None
    keys = value.text()
    bare = "".join(key for key in keys or "" if key not in " -")
    if keys is not None and (not bare or not KEYPAD.issuperset(bare)):
        value.tell("field.value", f"'{keys}' cannot be pressed", hint="a keypad has 0 to 9, * and #")
        return None
    after, at_once = _seconds(item, "after"), _at_once(item)
    return None if keys is None else Press(bare, after, _seconds(item, "every"), at_once, item.mark)


def _say(item: Cursor, value: Cursor) -> Move | None:
    words = _words(value)
    return None if words is None else Speak(words, _seconds(item, "after"), _at_once(item), item.mark)


def _wait(item: Cursor, value: Cursor) -> Move | None:
    times = item.get("times")
    if isinstance(value.node, Scalar) and value.node.text == SILENCE:
        return Silence((count(times, MOST_SILENCES) if times else None) or 1, item.mark)
    if times is not None:
        times.tell("field.unknown", "'times' counts silences", hint="write wait: silence")
    if value.is_unset or (isinstance(value.node, Scalar) and value.node.text[:1].isalpha()):
        closed(value, (SILENCE,), hint="write silence, or a time such as 20s")
        return None
    pause = seconds(value)
    return None if pause is None else Wait(pause, item.mark)


def _reach(item: Cursor, value: Cursor) -> Move | None:
    if value.is_unset:
        value.tell(
            "field.missing", "nobody is reached", hint=f"write {', '.join(REACHED)}, or an outside number's name"
        )
        return None
    whom = value.text()
    return None if whom is None else Reach(whom, value.mark)


def _hang_up(item: Cursor, value: Cursor) -> Move | None:
    if not value.is_unset:
        value.tell("field.value", f"{value.what()} cannot stand here", hint="write hang_up: with nothing after it")
        return None
    return HangUp(_seconds(item, "after"), _at_once(item), item.mark)


def _seconds(item: Cursor, key: str) -> float | None:
    value = item.get(key)
    return None if value is None else seconds(value)


def _at_once(item: Cursor) -> bool | None:
    value = item.get("at_once")
    return None if value is None else is_so(value)


VERBS: Mapping[str, tuple[Callable[[Cursor, Cursor], Move | None], tuple[str, ...]]] = {
    "hear": (_hear, ("within",)),
    "not_hear": (_not_hear, ()),
    "whisper": (_whisper, ()),
    "press": (_press, (*TIMING, "every")),
    "say": (_say, TIMING),
    "wait": (_wait, ("times",)),
    "reach": (_reach, ()),
    HANG_UP: (_hang_up, TIMING),
}
"""Every verb of a call, who reads it, and what may stand beside it."""
