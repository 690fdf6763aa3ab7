"""Whatever a line answers and a caller does: the call comes to one end, and time goes forwards only."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from paper_line import ACCOUNT
from simulator.conformance.examples import Answers, Page

from ivr.simulator.caller import MANNERS, HangUp, Keys, Move, Scripted, Silence, Words
from ivr.simulator.happenings import HungUp, Party
from ivr.simulator.line import Line
from ivr.simulator.transport import Reply, Unreachable
from ivr.simulator.world import Pickup, Telephone, World

ANN, BOB = "+18005550121", "+18005550122"
A_ROUNDING = 1e-6  # seconds
VERBS = st.sampled_from([
    "<Say>one two three</Say>",
    "<Say loop='2'><prosody rate='80%'>one<break time='350ms'/>two</prosody></Say>",
    "<Play>/a.wav</Play>",
    "<Play digits='1w2'/>",
    "<Pause length='3'/>",
    "<Gather action='/a'><Say>press a key</Say><Pause length='2'/></Gather>",
    "<Gather numDigits='1' finishOnKey='' actionOnEmptyResult='true' action='/b'/>",
    "<Gather input='dtmf speech' action='/a' speechTimeout='auto' bargeIn='false'><Say>say it</Say></Gather>",
    "<Record action='/b' recordingStatusCallback='/told' finishOnKey='#'/>",
    "<Redirect>/a#rc=2&amp;rp=all</Redirect>",
    "<Redirect method='GET'>/b</Redirect>",
    "<Enqueue waitUrl='/wait' action='/a#rc=1&amp;rp=5xx'>care</Enqueue>",
    "<Enqueue>care</Enqueue>",
    f"<Dial action='/b' hangupOnStar='true'><Number url='/job' statusCallback='/told'>{ANN}</Number></Dial>",
    f"<Dial sequential='true' timeLimit='7'><Number sendDigits='w1'>{ANN}</Number><Number>{BOB}</Number></Dial>",
    "<Dial>nobody</Dial>",
    "<Leave/>",
    "<Reject reason='busy'/>",
    "<Hangup/>",
    "<Echo/>",
    "<Speak/>",
])  # fmt: skip
DOCUMENTS = st.lists(VERBS, max_size=4).map("".join)
PAGES = st.one_of(
    DOCUMENTS,
    DOCUMENTS,
    DOCUMENTS,
    st.sampled_from([
        Reply(500, "text/xml", b""),
        Reply(200, "text/plain", b"good day"),
        Reply(302, "", b"", "/a"),
        Unreachable("nobody"),
        Unreachable("too late", "read"),
    ]),
)  # fmt: skip
SECONDS = st.floats(0, 8).map(lambda seconds: round(seconds, 1))
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.builds(Keys, st.text("0123456789*#", min_size=1, max_size=6), SECONDS, SECONDS, st.booleans()),
    st.builds(Words, st.sampled_from(["the care kit", "yes"]), SECONDS, st.booleans()),
    st.just(Silence()),
    st.builds(HangUp, SECONDS, st.booleans()),
)
CALLERS = st.builds(Scripted, st.lists(MOVES, max_size=5), st.just(HangUp()), st.sampled_from(list(MANNERS.values())))
TELEPHONES = st.builds(Telephone, st.sampled_from(Pickup), st.integers(0, 20))
WORLDS = st.builds(
    World,
    telephones=st.fixed_dictionaries({ANN: TELEPHONES, BOB: TELEPHONES}),
    talk=st.integers(0, 30),
    talk_ended_by=st.sampled_from(Party),
    served_after=st.none() | st.integers(0, 40),
    patience=st.integers(0, 60),
    queue_full=st.booleans(),
    round_trip=st.sampled_from([0.0, 0.3]),
    status_delay=st.sampled_from([0.0, 5.0]),
    status_first=st.booleans(),
    disordered=st.booleans(),
)
LINES = st.fixed_dictionaries(dict.fromkeys(("/voice", "/a", "/b", "/job", "/wait", "/voice/fallback"), PAGES))


@settings(max_examples=30)
@given(pages=LINES, caller=CALLERS, agent=CALLERS, world=WORLDS)
def test_any_call_comes_to_one_end(pages: dict[str, Page], caller: Scripted, agent: Scripted, world: World) -> None:
    answers = Answers(pages)

    happenings = Line(answers, ACCOUNT, world, agent).rehearse(caller).happenings

    assert [type(happening) for happening in happenings].count(HungUp) == 1
    assert isinstance(happenings[-1], HungUp)
    assert len(answers.to("/voice/status")) == 1
    for earlier, later in pairwise(happenings):
        assert earlier.at <= later.at + A_ROUNDING
    for sent, next_sent in pairwise(answers.sent):
        assert sent.at <= next_sent.at + A_ROUNDING
