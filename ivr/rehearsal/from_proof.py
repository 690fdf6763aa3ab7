"""Makes a call script of a call that gets stuck: played, it shows where; mended, it goes as written."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from ivr.authoring.proof.findings import END, PERSON, SOUND, WORDS, Finding, StuckCall
from ivr.dialogue.helpline import Helpline
from ivr.dialogue.hours import WEEKDAYS
from ivr.dialogue.inputs import CallStarted, Digits, Input, LineFault, NoInput, QueueLeft, Transferred
from ivr.dialogue.steps.hand_off import AGENT as RUNG
from ivr.rehearsal.script import (
    AGENT,
    ANONYMOUS,
    GOODBYE,
    QUEUE,
    Changes,
    Check,
    EventMatch,
    Expectation,
    Hear,
    Move,
    Press,
    QueueSetting,
    Reach,
    Script,
    Setting,
    Silence,
)
from ivr.rehearsal.writer import Remark, written

_QUEUES = {"full": QueueSetting(is_full=True), "left": QueueSetting(nobody=True)}
_AGENTS = ("busy", "no_answer", "failed")
UNHEARD = (
    "no single call was heard to go this way: it goes back to a menu it never met, or a desk opens or closes in it"
)
POLITE = "Goodbye."
TO_BE_WRITTEN = "where nothing is said now, write into the last line what callers should hear there"


def script_of_stuck_call(finding: Finding, line: Helpline) -> str:
    """The call script, as YAML; it expects the person, or the end, that the caller does not come to."""
    call = finding.call
    if call is None:
        return ""
    moves = (*_moves(call.given), *_lacking(call, line))
    remarks = [Remark(finding.what), *([] if call.is_heard else [Remark(UNHEARD)]), *_faults(call)]
    if call.lacks == WORDS:
        remarks.append(Remark(TO_BE_WRITTEN))
    name = f"stuck at {finding.step}".replace(".", " ").replace("_", " ")
    script = Script(name, moves, _setting(call, line, finding), _expected(call))
    return written(script, tuple((0, remark) for remark in remarks))


def _lacking(call: StuckCall, line: Helpline) -> Iterator[Check]:
    """What the caller does not come to."""
    checks: dict[str, Check] = {PERSON: Reach(_person(line)), END: Reach(GOODBYE), WORDS: Hear(POLITE)}
    if call.lacks in checks:
        yield checks[call.lacks]


def _expected(call: StuckCall) -> Expectation:
    """Where the line has to apologise the call goes on, and only its record shows it."""
    return Expectation(never=(EventMatch("TurnFailed"),)) if call.lacks == SOUND else Expectation()


def _person(line: Helpline) -> str:
    return AGENT if line.outside.get(RUNG) else QUEUE


def _moves(given: tuple[Input, ...]) -> Iterator[Move]:
    for each in given:
        match each:
            case Digits(keys):
                yield Press(keys)
            case NoInput():
                yield Silence()
            case _:
                pass


def _faults(call: StuckCall) -> Iterator[Remark]:
    if any(isinstance(each, LineFault) for each in call.given):
        yield Remark("something of ours fails in this call, which no script can bring about")


def _setting(call: StuckCall, line: Helpline, finding: Finding) -> Setting:
    """The world of the call; how a hand-off or a transfer ends is the same all through a script."""
    hours = next(iter(line.hours.values()), None)
    local = call.at.astimezone(ZoneInfo(hours.zone) if hours else None)
    outcomes = {each.outcome for each in call.given if isinstance(each, QueueLeft | Transferred)}
    queue = next((_QUEUES[each] for each in outcomes if each in _QUEUES), QueueSetting())
    first = call.given[0] if call.given else None
    is_hidden = isinstance(first, CallStarted) and first.caller is None
    return Setting(
        at=f"{WEEKDAYS[local.weekday()]} {local:%H:%M}" if hours else "",
        caller=ANONYMOUS if is_hidden else "",
        dialled="" if call.dialled == next(iter(line.numbers)) else call.dialled,
        agent=next((each for each in _AGENTS if each in outcomes), "answers"),
        queue=queue,
        changes=Changes(locale="" if finding.locale == line.locales[0] else finding.locale),
    )
