"""Small flows wired at random, for properties that must hold in every flow."""

from typing import Any

from hypothesis import strategies as st
from stories import flows_of

from ivr.authoring.release import Release
from ivr.dialogue.flows import Flows
from ivr.dialogue.line_words import LINE_PROMPTS
from ivr.dialogue.values import Variant
from ivr.language.book import Piece, Prompt, PromptBook, Topic, Wording

WORDS = Wording("some words")

NAMES = ("a", "b", "c", "d")
TARGETS = (*NAMES, "care.first", "bye", "agent.queue")
targets = st.sampled_from(TARGETS)
give_up: st.SearchStrategy[dict[str, str]] = st.one_of(st.just({}), targets.map(lambda target: {"give_up": target}))


def a_step(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {name: each if isinstance(each, st.SearchStrategy) else st.just(each) for name, each in fields.items()}
    )


def listening(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(lambda step, way: step | way, a_step(**fields), give_up)


def routed(*outcomes: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(dict.fromkeys(outcomes, targets))


choice = a_step(goto=targets, label="l.a", value=st.sampled_from(("gift", "care")))
digits = st.sampled_from(({"length": 2}, {"min": 2, "max": 4}, {"length": 16}))
asking = st.one_of(
    listening(type="menu", prompt="p.menu", into="about", choices=st.lists(choice, min_size=1, max_size=3)),
    listening(type="yes_no", prompt="p.yes_no", on=routed("said_yes", "said_no")),
    listening(type="topics", list=st.sampled_from((["t.one"], ["t.two", "t.three"])), then=targets),
    listening(
        type="collect",
        prompt="p.collect",
        into="number",
        digits=digits,
        sensitive=st.booleans(),
        again=st.booleans(),
        confirm=st.sampled_from(("none", "grouped")),
        then=targets,
    ),
)
silent = st.one_of(
    a_step(type="say", prompt="p.say", barge_in=st.booleans(), then=targets),
    a_step(type="branch", by="about", on=st.fixed_dictionaries({"gift": targets}), otherwise=targets),
    a_step(type="branch", by="caller", on=st.fixed_dictionaries({"known": targets}), otherwise=targets),
    a_step(type="hours", hours="care", on=routed("open", "closed")),
    a_step(type="set", clear=st.just(["number"]), then=targets),
    a_step(type="flow", flow="care", on=routed("read")),
    a_step(type="transfer", to="gift", on=routed("answered", "busy", "no_answer", "failed", "is_this_line")),
)
any_step = st.one_of(asking, silent)
done = st.just({"type": "done", "outcome": "read"})


@st.composite
def small_flows(draw: st.DrawFn) -> Flows:
    """A flow of four steps and one that is called, wired at random; loops that nobody speaks in are among them."""
    steps = {name: draw(any_step) for name in NAMES}
    called = {"care.first": draw(asking), "care.out": draw(done)}
    person = draw(routed("ended", "closed", "full", "left", "failed"))
    queue = {"type": "hand_off", "queue": "care", "on": {name: _absolute(target) for name, target in person.items()}}
    outside = draw(st.sampled_from(({}, {"gift": "+18559222600", "agent": "+12125550199"})))
    return flows_of({**steps, **called, "agent.queue": queue}, {"outside": outside})


def _absolute(target: str) -> str:
    return target if "." in target else f"main.{target}"


def release_of(flows: Flows) -> Release:
    """The flows with some words for every prompt."""
    prompts = {use.key for step in flows.steps.values() for use in step.prompts()} | set(LINE_PROMPTS)
    prompts |= {queue.wait for queue in flows.helpline.queues.values()}
    topics = {
        name: Topic(WORDS, (), (Piece("a piece"),) * pieces["en-US"], None, "")
        for name, pieces in flows.helpline.topics.items()
    }
    book = PromptBook("en-US", {key: Prompt({Variant.FIRST: (WORDS,)}) for key in prompts}, topics, {})
    return Release("", flows, {"en-US": book})
