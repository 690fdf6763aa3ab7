"""What the proof drops of a call, row by row of the table in docs/proof.md: how that may differ, and what is tried."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from random_calls import Taking

from ivr.authoring.proof.abstraction import Abstraction
from ivr.authoring.proof.places import Awaits, Place
from ivr.authoring.proof.plans import MORE_TIME
from ivr.authoring.proof.walk import Walk
from ivr.dialogue.call import MAX_PATIENCE, Back, Call
from ivr.dialogue.engine import MAX_HAND_OFFS, MAX_TURNS
from ivr.dialogue.entry_rules import looks_like_a_card
from ivr.dialogue.inputs import Digits, NoInput
from ivr.dialogue.steps.branch import BranchStep
from ivr.dialogue.steps.collect import CONFIRMING, CollectStep
from ivr.dialogue.steps.listening import ERROR_BUDGET, RECITED
from ivr.dialogue.steps.topics import AFTER, READING
from ivr.dialogue.values import Kind, Value

Vary = Callable[[st.DataObject, Walk, Taking], Taking]
Tried = Callable[[Walk, Taking, Taking], Iterator[Taking]]
"""What the walk tries for a turn that goes otherwise in what is dropped: from the first one, or from the other."""


@dataclass(frozen=True)
class Dropped:
    """A row: `vary` makes a turn that differs in nothing else; `is_told` is what a broken engine might go by."""

    vary: Vary
    is_told: Callable[[Taking], bool]
    tried: Tried = lambda _walk, taking, _other: iter((taking,))


def _id(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    call = replace(taking.call, id=data.draw(st.text(max_size=5)), release=data.draw(st.text(max_size=5)))
    return replace(taking, call=call)


def _caller(data: st.DataObject, walk: Walk, taking: Taking) -> Taking:
    asks = any(isinstance(step, BranchStep) and step.by == "caller" for step in walk.flows.steps.values())
    others = ("+12125550199", "+442071838750") if taking.call.caller or not asks else ()
    hidden = (None,) if not taking.call.caller or not asks else ()
    return replace(taking, call=replace(taking.call, caller=data.draw(st.sampled_from((*others, *hidden)))))


def _dialled(data: st.DataObject, walk: Walk, taking: Taking) -> Taking:
    numbers = ("+18005550111", *(number for number in walk.flows.helpline.outside.values() if number))
    return replace(taking, call=replace(taking.call, dialled=data.draw(st.sampled_from(numbers))))


def _rung(walk: Walk, taking: Taking, _: Taking) -> Iterator[Taking]:
    yield taking
    for number in walk.flows.helpline.outside.values():
        if number:
            yield replace(taking, call=replace(taking.call, dialled=number))


def _turn(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    spent = st.integers(MAX_TURNS, 2 * MAX_TURNS) if taking.call.turn >= MAX_TURNS else st.integers(1, MAX_TURNS - 1)
    return replace(taking, call=replace(taking.call, turn=data.draw(spent)))


def _patience(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    return replace(taking, call=replace(taking.call, patience=data.draw(st.integers(0, MAX_PATIENCE))))


def _told(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    told = data.draw(st.lists(st.sampled_from((RECITED, READING, AFTER)), unique=True))
    return replace(taking, call=replace(taking.call, told=tuple(told)))


def _told_or_not(_: Walk, taking: Taking, __: Taking) -> Iterator[Taking]:
    yield replace(taking, call=replace(taking.call, told=()))
    yield replace(taking, call=replace(taking.call, told=(AFTER,)))


def _more_time(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    tries = replace(taking.call.tries, more_time=data.draw(st.integers(*MORE_TIME)))
    return replace(taking, call=replace(taking.call, tries=tries))


def _some_or_none(_: Walk, taking: Taking, __: Taking) -> Iterator[Taking]:
    for more_time in MORE_TIME:
        yield replace(taking, call=replace(taking.call, tries=replace(taking.call.tries, more_time=more_time)))


def _errors(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    call = taking.call
    fewest = 0 if call.hand_offs else ERROR_BUDGET if call.errors >= ERROR_BUDGET else call.errors
    most = call.errors if not call.hand_offs and call.errors < ERROR_BUDGET else 3 * ERROR_BUDGET
    return replace(taking, call=replace(call, errors=data.draw(st.integers(fewest, most))))


def _hand_offs(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    most = MAX_HAND_OFFS + (taking.call.turn >= MAX_TURNS)
    more = st.integers(most, 9) if taking.call.hand_offs >= most else st.just(taking.call.hand_offs)
    return replace(taking, call=replace(taking.call, hand_offs=data.draw(more)))


def _answers(data: st.DataObject, walk: Walk, taking: Taking) -> Taking:
    """Answers that no branch names have other values, or are not there if no `collect` asks for them; others come."""
    flows = walk.flows
    named = {step.by: set(step.on) for step in flows.steps.values() if isinstance(step, BranchStep)}
    asked = {step.into for step in flows.steps.values() if isinstance(step, CollectStep)}
    call = taking.call
    for name, value in taking.call.answers:
        if value.text in named.get(name, ()):
            continue
        if name in asked:
            call = call.with_answer(name, Value(Kind.DIGITS, data.draw(st.text("0123456789", min_size=1, max_size=9))))
        elif data.draw(st.booleans()):
            call = call.without_answers((name,))
    if data.draw(st.booleans()):
        call = call.with_answer("elsewhere", Value(Kind.TEXT, data.draw(st.text(max_size=9))))
    return replace(taking, call=call)


def _entry(data: st.DataObject, walk: Walk, taking: Taking) -> Taking:
    """Any digits are kept from before; keys that come then are as many as the carrier lets through."""
    spot, step = taking.call.spot, walk.flows.steps.get(taking.call.step)
    if not isinstance(step, CollectStep):
        return taking
    fits = step.digits.fit
    whole = st.text("0123456789", min_size=step.digits.shortest, max_size=step.digits.longest)
    kept = data.draw(st.text("0123456789", min_size=1, max_size=step.digits.longest - 1))
    if spot.phase == CONFIRMING:
        kept = data.draw(whole.filter(lambda entry: fits(entry) and not looks_like_a_card(entry)))
    given, left = taking.given, step.digits.longest - len(kept)
    if isinstance(given, Digits) and spot.phase != CONFIRMING:
        given = Digits(given.keys[:left])
    return Taking(replace(taking.call, spot=replace(spot, entry=kept)), given, taking.now)


def _every_entry(walk: Walk, _: Taking, other: Taking) -> Iterator[Taking]:
    """What the walk gives at the abstract place: any of its inputs may be the one that stands for the keys."""
    abstract = Abstraction(walk.flows).of(other.call)
    call = replace(other.call, spot=abstract.spot)
    listens = getattr(walk.flows.steps.get(call.step), "listens", False) and isinstance(other.given, Digits)
    for given in walk.planner.inputs(Place(abstract, Awaits.KEYS)) if listens else (other.given,):
        for more_time in MORE_TIME if isinstance(given, Digits | NoInput) else ():
            tries = replace(call.tries, more_time=more_time)
            yield Taking(replace(call, tries=tries), given, other.now)
    if not listens:
        yield Taking(call, other.given, other.now)


def _menus(walk: Walk, call: Call) -> list[Back]:
    menus = [address for address, step in walk.flows.steps.items() if step.is_menu]
    return [Back(menu, depth) for menu in menus for depth in range(len(call.returns) + 1)]


def _backs(data: st.DataObject, walk: Walk, taking: Taking) -> Taking:
    menus = _menus(walk, taking.call)
    backs = data.draw(st.lists(st.sampled_from(menus), max_size=4)) if menus else []
    return replace(taking, call=replace(taking.call, backs=tuple(sorted(backs, key=lambda back: back.depth))))


def _back_to_any(walk: Walk, taking: Taking, _: Taking) -> Iterator[Taking]:
    yield replace(taking, call=replace(taking.call, backs=()))
    for menu in _menus(walk, taking.call):
        yield replace(taking, call=replace(taking.call, backs=(menu,)))


def _now(data: st.DataObject, _: Walk, taking: Taking) -> Taking:
    years = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
    return replace(taking, now=data.draw(years))


def _one_moment(walk: Walk, _: Taking, other: Taking) -> Iterator[Taking]:
    """The one of the walk's moments at which the same desks are open."""
    hours = walk.flows.helpline.hours.values()
    for moment in walk.planner.turning.moments:
        if [desk.is_open(moment) for desk in hours] == [desk.is_open(other.now) for desk in hours]:
            yield replace(other, now=moment)


DROPPED = {
    "id, release": Dropped(_id, lambda taking: len(taking.call.id) == 2),
    "the caller's number": Dropped(_caller, lambda taking: taking.call.caller == "+442071838750"),
    "the number dialled": Dropped(_dialled, lambda taking: taking.call.dialled == "+18005550111", _rung),
    "number of the turn": Dropped(_turn, lambda taking: taking.call.turn % 7 == 6),
    "patience": Dropped(_patience, lambda taking: taking.call.patience == 1),
    "hints told already": Dropped(_told, lambda taking: RECITED in taking.call.told, _told_or_not),
    "more time": Dropped(_more_time, lambda taking: taking.call.tries.more_time == 2, _some_or_none),
    "errors of the call": Dropped(_errors, lambda taking: taking.call.errors > ERROR_BUDGET),
    "hand-offs": Dropped(_hand_offs, lambda taking: taking.call.hand_offs > MAX_HAND_OFFS + 1),
    "answers": Dropped(_answers, lambda taking: taking.call.answer("elsewhere") is not None),
    "an entry kept after `*`": Dropped(_entry, lambda taking: taking.call.spot.entry[:1] in set("789"), _every_entry),
    "menus behind the caller": Dropped(_backs, lambda taking: len(taking.call.backs) > 1, _back_to_any),
    "opening hours": Dropped(_now, lambda taking: taking.now.month == 3, _one_moment),
}
"""Each row of which not all is kept."""
