"""Small stories about calls, written in YAML: what the caller does, and what they hear.

    - story: what must hold, as a sentence
      steps: {ask: {type: menu, ...}}   # the call begins at the first one; a name without a dot is in the flow `main`
      line: {notices: [p.storm]}        # what differs from the standard line, see `the_line`
      call:
        - start: [p.ask, for l.gift press 1]      # prompts and verbs of the turn, in order; `...` is anything
        - silence: [p.ask/no_input.0, ...]
        - "1": [p.there, hangs up]
      at: main.there                    # where the call stands in the end
      events: [NothingHeard, {GaveUp: {why: tries}}]   # these, in this order, with others between them
      never: [CardRefused]              # none of these
      answers: {about: gift}            # all that the call knows in the end
      listens: {first_key: "7"}         # some fields of the last `Collect`

Between two turns the call is written to JSON and read back, as it is in the carrier's URL.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, assert_never, get_args

import yaml
from pydantic import TypeAdapter

from ivr.dialogue.call import Call
from ivr.dialogue.call_form import from_json, to_json
from ivr.dialogue.engine import Turn, advance
from ivr.dialogue.flows import Flows
from ivr.dialogue.helpline import Defaults, Helpline, Queue
from ivr.dialogue.hours import OpeningHours, Span
from ivr.dialogue.inputs import (
    CallStarted,
    Digits,
    Input,
    LineFault,
    NoInput,
    QueueLeft,
    QueueOutcome,
    TransferOutcome,
    Transferred,
    Waiting,
)
from ivr.dialogue.line_words import CHOICE
from ivr.dialogue.steps import AnyStep
from ivr.dialogue.steps.step import Step
from ivr.dialogue.values import Kind, PromptRef, Value, Variant
from ivr.dialogue.verbs import Collect, Dial, Enqueue, Hangup, Leave, Pause, Say, Verb

DIALLED = "+18005550100"
CALLER = "+12125550123"
OPEN = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)  # a Wednesday, 10:00 in New York
CLOSED = datetime(2026, 3, 8, 15, 0, tzinfo=UTC)  # a Sunday

STANDARD = """
main.there: {type: goodbye, prompt: p.there}
main.bye: {type: goodbye, prompt: p.bye}
agent.queue:
  {type: hand_off, queue: care, on: {ended: ended, closed: closed, full: full, left: left, failed: failed}}
agent.ended: {type: goodbye, prompt: p.ended}
agent.closed: {type: goodbye, prompt: p.closed}
agent.full: {type: goodbye, prompt: p.full}
agent.left: {type: goodbye, prompt: p.left}
agent.failed: {type: goodbye, prompt: p.failed}
"""
"""Steps that every story may lead to."""

_ANY_STEP: TypeAdapter[Step] = TypeAdapter(AnyStep)


@dataclass(frozen=True)
class Story:
    """A story as it is written; `name` says where it stands and what it tells."""

    name: str
    form: Mapping[str, Any]

    @property
    def line(self) -> Mapping[str, Any]:
        """What differs from the standard line."""
        line: Mapping[str, Any] = self.form.get("line", {})
        return line


def read_stories(folder: Path) -> list[Story]:
    """All stories of a folder's files."""
    files = {path.stem: as_text(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    return [Story(f"{stem}: {form['story']}", form) for stem, forms in files.items() for form in forms]


def as_text(yaml_text: str) -> Any:
    """YAML in which every scalar is text, as the line reads it."""
    return yaml.load(yaml_text, Loader=yaml.BaseLoader)  # noqa: S506  (it makes nothing but text, lists and mappings)


def step(form: Any, flow: str = "main") -> Step:
    """A step from its YAML."""
    return _ANY_STEP.validate_python(form, context={"flow": flow})


def flows_of(steps: Mapping[str, Any], line: Mapping[str, Any] | None = None) -> Flows:
    """A helpline with these steps, the standard ones, and what differs from the standard line."""
    named = {name if "." in name else f"main.{name}": form for name, form in steps.items()}
    forms = named | {name: form for name, form in as_text(STANDARD).items() if name not in named}
    read = {name: step(form, name.partition(".")[0]) for name, form in forms.items()}
    return Flows(the_line(next(iter(read)), **(line or {})), read)


def the_line(
    first: str,
    *,
    notices: Sequence[str] = (),
    outside: Mapping[str, str] | None = None,
    give_up: str = "agent.queue",
    numbers: Sequence[str] = (),
    always: Mapping[str, str] | None = None,
    **_: Any,
) -> Helpline:
    """The standard line: 9 to 6 on weekdays in New York, three topics of one, two and three pieces."""
    spans = tuple(Span(weekday, time(9), time(18)) for weekday in range(5))
    return Helpline(
        numbers={DIALLED: first, **dict.fromkeys(numbers, first)},
        locales=("en-US", "es-US"),
        facts={},
        outside={name: number or None for name, number in (outside or {}).items()},
        hours={"care": OpeningHours("America/New_York", spans)},
        queues={"care": Queue("care", "hold.care"), "night": Queue(None, "hold.night")},
        notices=tuple(notices),
        always=always or {"0": "agent.queue", "*": "back", "9": "repeat"},
        defaults=Defaults(tries=3, first_key=7, between_keys=4, give_up=give_up),
        voices={},
        topics={f"t.{name}": dict.fromkeys(("en-US", "es-US"), n) for n, name in enumerate(("one", "two", "three"), 1)},
    )


def new_call(caller: str | None = CALLER, locale: str = "en-US") -> Call:
    """A call before its first turn."""
    return Call("CA1", "r1", caller, DIALLED, locale)


def play(flows: Flows, call: Call, inputs: Sequence[Input], now: datetime = OPEN) -> Iterator[Turn]:
    """The turns of a call, each from the call as it was sealed into the URL before."""
    for given in inputs:
        turn = advance(flows, call, given, now)
        yield turn
        reopened = from_json(to_json(turn.call), call.id)
        assert reopened == turn.call
        call = reopened


def play_story(story: Story) -> list[Turn]:
    """The turns of a story."""
    line = story.line
    caller = None if line.get("caller") == "withheld" else CALLER
    call = new_call(caller, line.get("locale", "en-US"))
    if "answers" in line:
        call = replace(
            call, answers=tuple((name, Value(Kind(kind), text)) for name, (kind, text) in line["answers"].items())
        )
    inputs = [given(said) for turn in story.form["call"] for said in turn]
    return list(play(flows_of(story.form["steps"], line), call, inputs, CLOSED if line.get("closed") else OPEN))


WORLD: Mapping[str, Callable[[str], Input]] = {
    "start": lambda dialled: CallStarted(CALLER, dialled or DIALLED),
    "silence": lambda _: NoInput(),
    "rang": lambda outcome: Transferred(next(each for each in get_args(TransferOutcome) if each == outcome)),
    "queue": lambda outcome: QueueLeft(next(each for each in get_args(QueueOutcome) if each == outcome)),
    "waits": lambda seconds: Waiting(int(seconds)),
    "fault": LineFault,
}
"""What a story may say besides keys."""


def given(said: str) -> Input:
    """An input from its word in a story: keys, or what the world says."""
    word, _, rest = said.partition(" ")
    return Digits(said) if re.fullmatch(r"[0-9*#?]+", said) else WORLD[word](rest)


def heard(turn: Turn) -> list[str]:
    """What the caller hears in a turn, as a story writes it."""
    known = set(turn.call.answers)
    listens = any(isinstance(verb, Collect) for verb in turn.verbs)
    return [word for verb in turn.verbs for word in _words(verb, known, uncut=listens)]


def _words(verb: Verb, known: set[tuple[str, Value]], *, uncut: bool = False) -> Iterator[str]:
    match verb:
        case Say(prompt):
            yield _prompt(prompt, known) + (" uncut" if uncut else "")
        case Collect(says):
            yield from (word for part in says if isinstance(part, Say) for word in _words(part, known))
        case Pause(ms):
            yield f"waits {ms // 1000} s"
        case Enqueue(queue):
            yield f"queue {queue}"
        case Dial(number, ring, whisper):
            yield f"rings {number} for {ring} s" + (f" with {whisper}" if whisper else "")
        case Leave():
            yield "leaves the queue"
        case Hangup():
            yield "hangs up"
        case _:
            assert_never(verb)


def _prompt(ref: PromptRef, known: set[tuple[str, Value]]) -> str:
    own = [slot for slot in ref.slots if slot not in known]
    said = [slot.text if isinstance(slot, Value) else _prompt(slot, known) for _, slot in own]
    if ref.key == CHOICE:
        return "for {} press {}".format(*said)
    numbered = "" if ref.variant in (Variant.FIRST, Variant.TITLE, Variant.LEAVING) else f".{ref.number}"
    variant = "" if ref.variant is Variant.FIRST else f"/{ref.variant}{numbered}"
    return " ".join([ref.key + variant, *said])


def events_of(turns: Sequence[Turn]) -> list[tuple[str, dict[str, Any]]]:
    """Everything that happened, as names and fields."""
    return [(type(event).__name__, asdict(event)) for turn in turns for event in turn.events]
