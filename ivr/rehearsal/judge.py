"""Where a call went differently from its script, in plain words. A pure function of the two."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from ivr.authoring.located import Mark
from ivr.dialogue.helpline import Helpline
from ivr.rehearsal.layout import clock
from ivr.rehearsal.parting import beginning, parting
from ivr.rehearsal.played import Played
from ivr.rehearsal.record_check import of_events
from ivr.rehearsal.script import AGENT, GOODBYE, QUEUE, Check, Deed, Hear, NotHear, Reach, Script, Wait, Whisper
from ivr.rehearsal.sections import Section, sections_of
from ivr.rehearsal.telling import done, quoted, told_deed
from ivr.rehearsal.wording import find, folded, is_all_of, nearest
from ivr.simulator.happenings import Bridged, Happening, HungUp, InQueue, LineError, LineWarning, Party
from ivr.simulator.line import said_to

TOLERANCE = 0.05  # seconds, of what a script says to a tenth


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a call was not as its script says; `at` is the second of the call."""

    mark: Mark
    text: str
    at: float | None = None

    def __str__(self) -> str:
        """The difference with its line in the file."""
        return f"line {self.mark.line}: {self.text}"


def differences(script: Script, played: Played, line: Helpline | None = None) -> tuple[Difference, ...]:
    """Everything that was different; `line` tells whose number is whose, and may be unknown."""
    return (*_moves(script, played, line), *_troubles(script, played), *_record(script, played))


def _moves(script: Script, played: Played, line: Helpline | None) -> Iterator[Difference]:
    sections = sections_of(script, played)
    here, word = sections[0], 0
    for move in script.moves:
        match move:
            case Wait():
                continue
            case Hear() | NotHear() | Whisper() | Reach():
                found, word = _check(move, _Place(here, sections, line), word)
                yield from found
            case _:
                if here.number == len(played.done):
                    yield _undone(move, played)
                    return
                here, word = sections[here.number + 1], 0


@dataclass(frozen=True)
class _Place:
    """Where in the call a script looks: the section, all of them, and the line."""

    section: Section
    sections: tuple[Section, ...]
    line: Helpline | None


def _check(check: Check, place: _Place, word: int) -> tuple[tuple[Difference, ...], int]:
    """What is different, and the word from which on the next words are looked for."""
    match check:
        case Hear(exactly=True):
            return tuple(_exactly(check, place)), len(place.section.bare)
        case Hear():
            found = find(check.words, place.section.bare, word)
            if found is None:
                return (_unheard(check, place, word),), word
            return tuple(_late(check, place, found.first)), found.end
        case NotHear():
            return tuple(_heard_after_all(check, place)), word
        case Whisper():
            return tuple(_unwhispered(check, place)), word
        case Reach():
            return tuple(_unreached(check, place)), word
        case _:
            assert_never(check)


def _exactly(hear: Hear, place: _Place) -> Iterator[Difference]:
    section = place.section
    if not is_all_of(hear.words, section.bare):
        parted = parting(hear.words, section.spoken) if section.bare else section.what_was_said()
        text = f"expected to hear exactly {beginning(hear.words)} {section.after}; {parted}"
        yield Difference(hear.mark, text, section.since)
    elif section.bare:
        yield from _late(hear, place, 0)


def _unheard(hear: Hear, place: _Place, word: int) -> Difference:
    section = place.section
    text = f"expected to hear {quoted(hear.words)} {section.after}; {section.what_was_said()}"
    return Difference(hear.mark, text + _help(hear, place, word), section.since)


def _help(hear: Hear, place: _Place, word: int) -> str:
    """Where else the words were said, or what comes nearest to them."""
    section = place.section
    if find(hear.words, section.bare, 0) is not None and word:
        return " (it is said before the words of the line above: put them in the order in which they are heard)"
    later = (each for each in place.sections[section.number + 1 :] if find(hear.words, each.bare) is not None)
    other = next(later, None)
    if other is not None:
        return f" (it is said {other.after})"
    if (cut := section.cut_off) and find(hear.words, cut.bare) is not None:
        return f" (a key cut these words off at {clock(cut.at)})"
    near = nearest(hear.words, section.spoken)
    return f" (the nearest is {quoted(near)})" if near else ""


def _late(hear: Hear, place: _Place, word: int) -> Iterator[Difference]:
    if hear.within is None:
        return
    began = place.section.moment_of(word)
    waited = began - place.section.since
    if waited > hear.within + TOLERANCE:
        text = f"expected to hear {quoted(hear.words)} within {hear.within:g} s {place.section.after}; it began after "
        yield Difference(hear.mark, f"{text}{waited:.1f} s", began)


def _heard_after_all(check: NotHear, place: _Place) -> Iterator[Difference]:
    found = find(check.words, place.section.bare)
    if found is not None:
        at = place.section.moment_of(found.first)
        text = f"expected not to hear {quoted(check.words)} {place.section.after}; it was said at {clock(at)}"
        yield Difference(check.mark, text, at)


def _unwhispered(check: Whisper, place: _Place) -> Iterator[Difference]:
    told = " ".join(said_to(place.section.happenings, Party.AGENT))
    if find(check.words, folded(told)) is None:
        instead = f"they heard: {quoted(told)}" if told else "nobody heard anything"
        text = f"expected whoever is rung to hear {quoted(check.words)} {place.section.after}; {instead}"
        yield Difference(check.mark, text, place.section.since)


def _unreached(reach: Reach, place: _Place) -> Iterator[Difference]:
    happened = place.section.happenings
    if any(_is_reached(reach.whom, each, place.line) for each in happened):
        return
    instead = [told for each in happened if (told := done(each))]
    what = "; ".join(instead) if instead else place.section.what_was_said()
    text = f"expected to reach {_name(reach.whom)} {place.section.after}; instead: {what}"
    yield Difference(reach.mark, text, place.section.since)


def _name(whom: str) -> str:
    return {AGENT: "an agent", QUEUE: "the queue", GOODBYE: "the goodbye"}.get(whom, f"'{whom}'")


def _is_reached(whom: str, happening: Happening, line: Helpline | None) -> bool:
    match happening:
        case InQueue():
            return whom == QUEUE
        case HungUp():
            return whom == GOODBYE and happening.by == "line" and happening.reason == "<Hangup>"
        case Bridged(_, number):
            return _is_theirs(number, whom, line)
        case _:
            return False


def _is_theirs(number: str, whom: str, line: Helpline | None) -> bool:
    if whom in (QUEUE, GOODBYE):
        return False
    if line is None:
        return True
    outside = line.outside.get(whom)
    return number == outside or (whom == AGENT and number in line.queues)


def _undone(deed: Deed, played: Played) -> Difference:
    ending = next((each for each in played.happenings if isinstance(each, HungUp)), None)
    how = f"the {ending.by} ended the call at {clock(ending.at)}" if ending else "the call was over"
    at = ending.at if ending else None
    return Difference(deed.mark, f"expected the caller {told_deed(deed)}; {how}, before that could be done", at)


def _troubles(script: Script, played: Played) -> Iterator[Difference]:
    """What the carrier would complain of is never right."""
    for happening in played.happenings:
        match happening:
            case LineError(at, code, text):
                yield Difference(script.mark, f"the carrier reports error {code}: {text}", at)
            case LineWarning(at, code, text) if code:
                yield Difference(script.mark, f"the carrier warns ({code}): {text}", at)
            case _:
                continue


def _record(script: Script, played: Played) -> Iterator[Difference]:
    if played.events is not None:
        yield from (Difference(mark, text) for mark, text in of_events(script.expect, played.events))
