"""`<Dial>`: rings other numbers for the caller, whispers to whoever answers first, and connects the two."""

from dataclasses import dataclass
from typing import cast

from ivr.simulator.any_line import ON_ANY_LINE
from ivr.simulator.documents import Verbs, play_from, refuse_dial
from ivr.simulator.happenings import Bridged, DialEnded, LineWarning, Party
from ivr.simulator.leg import COMPLETED, PUT_DOWN, Answer, Goto, Leg, Onward, Playing, Stop, Then, unheard
from ivr.simulator.reading import is_on, method, number
from ivr.simulator.recording import record
from ivr.simulator.rung import ANSWERED, CANCELED, E164, Rung, hung_up, ring_all, rung_for
from ivr.simulator.stretch import Act, Scene, Stretch
from ivr.simulator.twiml import SCHEMA, Element
from ivr.simulator.verbs import TONE
from ivr.simulator.waiting import HUNG_UP_AFTER_TALK, gone, onward, talk
from ivr.simulator.world import Pickup

WHISPER_VERBS: Verbs = {**ON_ANY_LINE, "Record": record, "Dial": refuse_dial}
RING, LONGEST_TALK = 30, 4 * 60 * 60  # seconds, unless the document says otherwise
MAX_NUMBERS = 10  # in one <Dial>
TIMEOUT, TIME_LIMIT, CALLER_ID, SEND_DIGITS, NUMBER = 13212, 13216, 13214, 13222, 13223
TONES = frozenset("0123456789*#w")


@dataclass(frozen=True, slots=True)
class Terms:
    """How to ring and talk; times are seconds. `shown` is the number that those who are rung see."""

    seconds: int
    longest: int
    ends_on_star: bool
    one_by_one: bool
    shown: str


def dial(leg: Leg, element: Element) -> Playing[Then]:
    """Ring, perhaps talk, and post how it went to the action; without one, go on with the next verb."""
    terms = yield from terms_of(leg, element)
    nouns = yield from nouns_of(leg, element)
    rounds = [[noun] for noun in nouns] if terms.one_by_one or not nouns else [nouns]
    form = {"DialCallStatus": "failed", "DialBridged": "false"}
    for together in rounds:
        group = [rung_for(leg, noun, terms.shown) for noun in together]
        result = yield from ring_all(leg, group, terms.seconds)
        if isinstance(result, Stop):
            gone(leg, element, result_form(group[-1], CANCELED))
            return result
        rung, pickup = result
        if pickup in ANSWERED:
            return (yield from answered(leg, element, rung, terms))
        yield from hung_up([rung], pickup.value, leg.clock)
        form = result_form(rung, pickup.value)
    return onward(element, form)


def terms_of(leg: Leg, element: Element) -> Playing[Terms]:
    """Read the attributes."""
    if element.attributes.get("record", "do-not-record") != "do-not-record":
        yield LineWarning(leg.clock, 0, "<Dial> does not record: that is not simulated")
    shown = element.attributes.get("callerId", "")
    if shown and not E164.match(shown):
        text = f"<Dial> cannot show {shown!r} as the caller's number: that of the caller is used"
        yield LineWarning(leg.clock, CALLER_ID, text)
        shown = ""
    return Terms(
        seconds=(yield from number(leg, element, "timeout", RING, TIMEOUT)),
        longest=(yield from number(leg, element, "timeLimit", LONGEST_TALK, TIME_LIMIT)),
        ends_on_star=is_on(element, "hangupOnStar"),
        one_by_one=is_on(element, "sequential"),
        shown=shown,
    )


def nouns_of(leg: Leg, element: Element) -> Playing[list[Element]]:
    """Return what can be rung; a number that stands in `<Dial>` itself is one, too."""
    nouns = [child for child in element.children if child.name == "Number"]
    if not element.children:
        nouns = [Element("Number", {}, element.content)]
    if len(nouns) > MAX_NUMBERS:
        yield LineWarning(leg.clock, SCHEMA, f"<Dial> has {len(nouns)} numbers; {MAX_NUMBERS} at most are rung")
    rung = []
    for noun in nouns[:MAX_NUMBERS]:
        if E164.match(noun.text):
            rung.append(noun)
        else:
            yield LineWarning(leg.clock, NUMBER, f"<Dial> cannot ring {noun.text!r}: a number begins with +")
    return rung


def answered(leg: Leg, element: Element, rung: Rung, terms: Terms) -> Playing[Then]:
    """Whisper, connect, talk. Who declines was on the line all the same: `completed`, but not bridged."""
    began = leg.clock
    accepted = yield from prepared(leg, rung)
    is_gone, bridged = isinstance(accepted, Stop), accepted is True
    if bridged:
        yield Bridged(leg.clock, rung.number)
        is_gone = (yield from talk(leg, terms.longest, ends_on_star=terms.ends_on_star)) is Party.CALLER
    yield DialEnded(leg.clock, rung.number, COMPLETED, bridged)
    rung.end(COMPLETED, leg.clock)
    form = result_form(rung, COMPLETED, bridged=bridged) | {"DialCallDuration": str(int(leg.clock - began))}
    if not is_gone:
        return onward(element, form)
    gone(leg, element, form)
    return accepted if isinstance(accepted, Stop) else HUNG_UP_AFTER_TALK


def prepared(leg: Leg, rung: Rung) -> Playing[bool | Stop]:
    """Send tones and play the document for the person who answered, if asked for.

    They are connected when it runs out, not when it hangs up. The caller hears ringing meanwhile, and may hang up.
    """
    stopped = yield from send_digits(leg, rung)
    if stopped is not None:
        return stopped
    url = rung.noun.attributes.get("url")
    if not url:
        return True
    start = Goto(url, method=(yield from method(leg, rung.noun)))
    rung.leg.clock = leg.clock
    whisper = play_from(rung.leg, start, WHISPER_VERBS)
    ending = yield from alongside(leg, whisper, is_machine=rung.telephone.pickup is Pickup.MACHINE)
    return PUT_DOWN if ending is None else isinstance(ending, Onward)


def alongside(leg: Leg, whisper: Playing[Then], *, is_machine: bool = False) -> Playing[Then | None]:
    """Play a whisper while the caller hears ringing; None when the caller is gone first. A machine does nothing."""
    answer: Answer = None
    while True:
        try:
            step = whisper.send(answer)
        except StopIteration as over:
            return cast("Then", over.value)
        if not isinstance(step, Stretch):
            answer = yield step
            continue
        answer = None if is_machine else (yield step)
        until = answer.at if isinstance(answer, Act) else step.until
        if (yield from unheard(leg, Scene.RINGING, until - leg.clock)) is not None:
            whisper.close()
            return None


def send_digits(leg: Leg, rung: Rung) -> Playing[Stop | None]:
    """Press keys for an extension."""
    tones = rung.noun.attributes.get("sendDigits", "")
    if not set(tones) <= TONES:
        yield LineWarning(leg.clock, SEND_DIGITS, f"<Number> has sendDigits={tones!r}: 0-9, *, # and w are sent")
        return None
    return (yield from unheard(leg, Scene.RINGING, TONE * len(tones)))


def result_form(rung: Rung, status: str, *, bridged: bool = False) -> dict[str, str]:
    """Return the fields about how ringing ended."""
    return {"DialCallStatus": status, "DialCallSid": rung.leg.call.call_id, "DialBridged": str(bridged).lower()}
