"""What a turn holds to the letter: exits, events, silences, hidden keys. Stories tell of the words alone."""

from dataclasses import replace

import pytest
from stories import CLOSED, OPEN, as_text, events_of, flows_of, given, new_call, play

from ivr.dialogue.call import Back
from ivr.dialogue.engine import MAX_TURNS, Turn, advance
from ivr.dialogue.inputs import CallStarted, LineFault
from ivr.dialogue.steps.hand_off import HOLD, REFRESH
from ivr.dialogue.steps.listening import BETWEEN_CHOICES
from ivr.dialogue.values import Kind, Value, Variant
from ivr.dialogue.verbs import Collect, Pause, Say

DONE = "on: {ended: there, closed: there, full: there, left: there, failed: there}"


def turns_of(steps: str, said: str = "start", line: str = "{}", *, closed: bool = False) -> list[Turn]:
    """The turns of a call to a line with these steps."""
    inputs = [given(word.replace("_", " ")) for word in said.split()]
    return list(play(flows_of(as_text(steps), as_text(line)), new_call(), inputs, CLOSED if closed else OPEN))


def said_in(turn: Turn) -> list[Say | Pause]:
    """What is said in a turn, with its silences, while the line listens."""
    listens = turn.verbs[-1]
    assert isinstance(listens, Collect)
    return [*(verb for verb in turn.verbs if isinstance(verb, Say | Pause)), *listens.says]


WALKED = {
    "a set step": ("{a: {type: set, clear: [x], then: there}}", "start", ("main.a", "then")),
    "a branch by a value": ("{a: {type: branch, by: locale, on: {en-US: there}}}", "start", ("main.a", "en-US")),
    "a branch otherwise": (
        "{a: {type: branch, by: locale, on: {es-US: bye}, otherwise: there}}",
        "start",
        ("main.a", "otherwise"),
    ),
    "a branch by who calls": (
        "{a: {type: branch, by: caller, on: {known: there, withheld: bye}}}",
        "start",
        ("main.a", "known"),
    ),
    "hours that are open": (
        "{a: {type: hours, hours: care, on: {open: there, closed: bye}}}",
        "start",
        ("main.a", "open"),
    ),
    "a collect": (
        "{a: {type: collect, prompt: p.a, into: n, digits: {length: 4}, then: there}}",
        "start 1234",
        ("main.a", "then"),
    ),
    "a topic that was read": (
        "{a: {type: topics, list: [t.one], then: there}}",
        "start silence silence",
        ("main.a", "then"),
    ),
    "a topic whose keys are known": (
        "{a: {type: topics, list: [t.one], then: b}, b: {type: topics, list: [t.two], then: there}}",
        "start silence silence silence silence",
        ("main.b", "then"),
    ),
    "an offer after a topic": (
        "{a: {type: topics, list: [{topic: t.one, offer: [{goto: b, label: x}, {goto: there, label: y}]}], then: b},"
        " b: {type: say, prompt: p.b, then: bye}}",
        "start silence 2",
        ("main.a", "offer 2 of t.one"),
    ),
}


@pytest.mark.parametrize(("steps", "said", "walked"), WALKED.values(), ids=WALKED)
def test_the_exit_that_is_taken_is_told(steps: str, said: str, walked: tuple[str, str]) -> None:
    assert turns_of(steps, said)[-1].walked[-1] == walked


def test_hours_that_are_closed_tell_their_exit() -> None:
    steps = "{a: {type: hours, hours: care, on: {open: bye, closed: there}}}"

    assert turns_of(steps, closed=True)[-1].walked[-1] == ("main.a", "closed")


QUESTIONS = {
    "a yes-no question": ("{a: {type: yes_no, prompt: p.a, on: {said_yes: there, said_no: bye}}}", "start"),
    "a piece with its keys": ("{a: {type: topics, list: [t.two], then: there}}", "start"),
    "a piece after a wrong key": ("{a: {type: topics, list: [t.two], then: there}}", "start 7"),
    "what can be done after a topic": ("{a: {type: topics, list: [t.one], then: there}}", "start silence"),
    "an entry read back": (
        "{a: {type: collect, prompt: p.a, into: n, digits: {length: 4}, confirm: grouped, then: there}}",
        "start 1234",
    ),
}


@pytest.mark.parametrize(("steps", "said"), QUESTIONS.values(), ids=QUESTIONS)
def test_each_silence_before_a_key_is_as_long_as_between_two_choices(steps: str, said: str) -> None:
    silences = [part.ms for part in said_in(turns_of(steps, said)[-1]) if isinstance(part, Pause)]

    assert set(silences) <= {BETWEEN_CHOICES}
    assert len(silences) == (2 if said.endswith("7") else 1 if "collect" not in steps else len(silences))


@pytest.mark.parametrize("said", ["start", "start silence", "start 7"], ids=["reading", "after", "after a wrong key"])
def test_while_a_topic_is_read_one_key_is_heard_at_once(said: str) -> None:
    collect = turns_of("{a: {type: topics, list: [t.one], then: there}}", said)[-1].verbs[-1]

    assert isinstance(collect, Collect)
    assert (collect.between_keys, collect.max_keys) == (1, 1)


@pytest.mark.parametrize(
    ("said", "variant"),
    [("start", "first"), ("start #", "first"), ("start #  9", "first")],
    ids=["asked", "time", "again"],
)
def test_a_question_is_asked_in_its_first_wording(said: str, variant: str) -> None:
    steps = "{a: {type: menu, prompt: p.a, choices: [{goto: there, label: l.a}]}}"

    asked = [part.prompt for part in said_in(turns_of(steps, said)[-1]) if isinstance(part, Say)]

    assert [(ref.variant, ref.number) for ref in asked if ref.key == "p.a"] == [(Variant(variant), 0)]


def test_more_time_tells_the_step_that_gave_it() -> None:
    steps = "{a: {type: menu, prompt: p.a, choices: [{goto: there, label: l.a}]}}"

    assert ("MoreTimeGiven", {"step": "main.a"}) in events_of(turns_of(steps, "start #"))


def test_a_choice_is_remembered_with_what_it_is_called() -> None:
    steps = "{a: {type: menu, prompt: p.a, into: why, choices: [{goto: there, label: l.a, value: x}]}}"

    answer = turns_of(steps, "start 1")[-1].call.answer("why")

    assert answer is not None
    assert (answer.kind, answer.text, answer.label) == (Kind.TEXT, "x", "l.a")


FAULTS = {
    "while somebody listens": ("{a: {type: menu, prompt: p.a, choices: [{goto: there, label: l.a}]}}", ["TurnFailed"]),
    "while somebody waits for a person": (
        f"{{a: {{type: hand_off, queue: night, {DONE}}}}}",
        ["HandOffEnded", "TurnFailed"],
    ),
}


@pytest.mark.parametrize(("steps", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_after_what_it_ended(steps: str, told: list[str]) -> None:
    begun, failed = turns_of(steps, "start fault_oh")

    happened = events_of([failed])
    assert [name for name, _ in happened][: len(told)] == told
    assert ("TurnFailed", {"reason": "oh"}) in happened
    assert ("HandOffEnded", {"queue": "night", "outcome": "failed"}) in happened or len(told) == 1
    assert begun.call.step == "main.a"


def test_a_fault_at_the_very_first_turn_still_begins_the_call() -> None:
    flows = flows_of(as_text("{a: {type: say, prompt: p.a, then: there}}"))

    turn = advance(flows, new_call(), LineFault("oh"), OPEN)

    assert [name for name, _ in events_of([turn])][:2] == ["CallBegan", "TurnFailed"]
    assert turn.call.step == "agent.queue"


def test_a_fault_inside_a_called_flow_leaves_it() -> None:
    steps = """
      main.a: {type: flow, flow: sub, on: {up: there}}
      sub.ask: {type: menu, prompt: p.a, choices: [{goto: up, label: l.a}]}
      sub.up: {type: done, outcome: up}
    """

    inside, outside = turns_of(steps, "start fault_oh")

    assert inside.call.returns == ("main.a",)
    assert outside.call.returns == ()


def test_back_leaves_the_flows_that_were_called_since() -> None:
    steps = """
      main.a: {type: menu, prompt: p.a, choices: [{goto: call, label: l.a}]}
      main.call: {type: flow, flow: sub, on: {up: there}}
      sub.ask: {type: yes_no, prompt: p.b, on: {said_yes: up, said_no: up}}
      sub.up: {type: done, outcome: up}
    """

    *_, inside, back = turns_of(steps, "start 1 *")

    assert inside.call.returns == ("main.call",)
    assert (back.call.step, back.call.returns) == ("main.a", ())


def test_back_at_the_first_menu_is_that_menu_again() -> None:
    steps = "{a: {type: menu, prompt: p.a, choices: [{goto: there, label: l.a}]}}"

    again = turns_of(steps, "start *")[-1].call

    assert (again.step, again.backs) == ("main.a", (Back("main.a", 0),))


def test_a_call_of_too_many_turns_goes_to_the_person_and_not_where_giving_up_leads() -> None:
    steps = "{a: {type: menu, prompt: p.a, choices: [{goto: a, label: l.a}]}}"

    turns = turns_of(steps, " ".join(["start", *["1"] * MAX_TURNS]), "{give_up: main.bye}")

    assert turns[-1].call.step == "agent.queue"


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (0, (Variant.FIRST, 0)),
        (REFRESH - HOLD // 2 - 1, (Variant.FIRST, 0)),
        (REFRESH - HOLD // 2, (Variant.WAITING, 0)),
        (2 * REFRESH - HOLD // 2, (Variant.WAITING, 1)),
    ],
)
def test_words_for_the_wait_come_a_moment_before_they_are_due(waited: int, words: tuple[Variant, int]) -> None:
    turn = turns_of(f"{{a: {{type: hand_off, queue: night, {DONE}}}}}", f"start waits_{waited}")[-1]

    *said, pause = turn.verbs
    assert [(verb.prompt.variant, verb.prompt.number) for verb in said if isinstance(verb, Say)] == [words]
    assert pause == Pause(HOLD * 1000)


def test_four_goes_back_by_one_piece() -> None:
    turns = turns_of("{a: {type: topics, list: [t.three], then: there}}", "start 6 6 4")

    assert [turn.call.spot.piece for turn in turns] == [0, 1, 2, 1]


def test_the_lines_own_key_for_again_repeats_a_piece() -> None:
    line = '{always: {"0": agent.queue, "*": back, "7": repeat}}'

    told, again = turns_of("{a: {type: topics, list: [t.two], then: there}}", "start 7", line)

    slots = [slot for part in said_in(told) if isinstance(part, Say) for slot in part.prompt.slots]
    assert dict(slots)["repeat"] == Value(Kind.DIGITS, "7")
    assert again.call.spot.piece == 0
    assert "NotMatched" not in {name for name, _ in events_of([again])}


def test_a_line_never_rings_the_number_that_was_dialled() -> None:
    over = "{answered: there, busy: there, no_answer: there, failed: there, is_this_line: bye}"
    steps = f"{{a: {{type: transfer, to: gift, on: {over}}}}}"
    unlisted = "+18885550199"

    flows = flows_of(as_text(steps), {"outside": {"gift": unlisted}})

    (turn,) = play(flows, replace(new_call(), dialled=unlisted), [CallStarted(None, unlisted)])

    assert turn.walked[-1] == ("main.a", "is_this_line")
