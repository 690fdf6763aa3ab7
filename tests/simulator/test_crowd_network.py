"""A network that misbehaves: what arrives, what the carrier gets back; two answers to one request are found."""

from dataclasses import dataclass, field
from random import Random

import pytest
from paper_line import ACCOUNT, PaperLine

from ivr.simulator.crowd import CrowdLine
from ivr.simulator.crowd_exchanges import Exchange, Witness, differing
from ivr.simulator.crowd_members import Crowd
from ivr.simulator.disorder import ODDS, Disorder, Odds
from ivr.simulator.line import A_MONDAY
from ivr.simulator.transport import InProcess, Reply, Unreachable, Webhook

VOICE, STATUS = "https://line.example/voice", "https://line.example/voice/status"


@dataclass
class Counting:
    """Answers everything, and keeps what arrived."""

    arrived: list[str] = field(default_factory=list)

    def send(self, webhook: Webhook) -> Reply | Unreachable:
        self.arrived.append(f"{webhook.url.rpartition('/')[2]}{webhook.fields.get('Digits', '')}")
        return Reply(200, "text/xml", b"<Response/>")


def network(odds: Odds, app: Counting) -> Disorder:
    return Disorder(app, odds, Random(1), STATUS)


@pytest.mark.parametrize(
    ("odds", "arrives", "is_answered"),
    [
        pytest.param(Odds(), ["voice"], True, id="as it should"),
        pytest.param(Odds(again=1.0), ["voice", "voice"], True, id="twice"),
        pytest.param(Odds(meanwhile=1.0), ["voice", "voice"], True, id="twice at the same moment"),
        pytest.param(Odds(unsent=1.0), [], False, id="never sent"),
        pytest.param(Odds(unheard=1.0), ["voice"], False, id="the answer is lost"),
        pytest.param(Odds(slow=1.0), ["voice"], False, id="the answer is late"),
    ],
)
def test_what_arrives_and_what_comes_back(odds: Odds, arrives: list[str], *, is_answered: bool) -> None:
    app = Counting()

    answer = network(odds, app).send(Webhook(VOICE))

    assert app.arrived == arrives
    assert isinstance(answer, Reply) == is_answered


def test_a_late_copy_comes_behind_others_and_at_the_latest_at_the_end() -> None:
    app = Counting()
    disorder = network(Odds(later=1.0), app)

    for digits in "12345678":
        disorder.send(Webhook(VOICE, {"Digits": digits}))
    before = list(app.arrived)
    disorder.settle()

    assert before != sorted(before)
    assert sorted(app.arrived) == sorted(f"voice{digits}" for digits in "1122334455667788")


@pytest.mark.parametrize(
    ("odds", "arrives"),
    [
        pytest.param(Odds(overdue=1.0), ["voice", "status"], id="late"),
        pytest.param(Odds(lost=1.0), ["voice"], id="lost"),
    ],
)
def test_the_report_of_the_end_may_be_late_or_lost(odds: Odds, arrives: list[str]) -> None:
    app = Counting()
    disorder = network(odds, app)

    disorder.send(Webhook(VOICE))
    assert isinstance(disorder.send(Webhook(STATUS)), Unreachable)
    assert app.arrived == ["voice"]
    disorder.settle()

    assert app.arrived == arrives


def exchange(body: bytes | None, digits: str = "1") -> Exchange:
    answer = Unreachable("gone", "read") if body is None else Reply(200, "text/xml", body)
    return Exchange(Webhook(VOICE, {"Digits": digits}), answer)


@pytest.mark.parametrize(
    ("exchanges", "found"),
    [
        pytest.param([exchange(b"a"), exchange(b"a")], 0, id="the same answer"),
        pytest.param([exchange(b"a"), exchange(b"b", "2")], 0, id="another request"),
        pytest.param([exchange(b"a"), exchange(None)], 0, id="an answer that was lost"),
        pytest.param([exchange(b"a"), exchange(b"b"), exchange(b"c")], 1, id="other answers"),
    ],
)
def test_two_answers_to_one_request_are_found(exchanges: list[Exchange], found: int) -> None:
    assert len(differing(exchanges)) == found


@pytest.mark.parametrize(
    ("answer", "may_be"),
    [
        pytest.param(Reply(200, "text/xml", b""), True, id="answered"),
        pytest.param(Reply(500, "text/html", b""), True, id="an error of the app"),
        pytest.param(Unreachable("gone", "read"), True, id="the answer was lost"),
        pytest.param(Unreachable("nobody there"), False, id="never arrived"),
    ],
)
def test_what_the_app_may_have_heard(answer: Reply | Unreachable, *, may_be: bool) -> None:
    assert Exchange(Webhook(VOICE), answer).may_be_heard == may_be


def test_a_witness_sees_copies_that_the_carrier_does_not_ask_for() -> None:
    app = Counting()
    witness = Witness(app)

    Disorder(witness, Odds(again=1.0), Random(1), STATUS).send(Webhook(VOICE))

    assert len(witness.exchanges) == len(app.arrived) == 2


def test_a_crowd_goes_on_in_much_disorder_and_every_call_ends() -> None:
    pages: dict[str, str | list[str]] = {
        "/voice": "<Gather action='/a#rc=2&amp;rp=all'><Say>press 1</Say></Gather>",
        "/a": "<Say>goodbye</Say><Hangup/>",
        "/voice/fallback": "<Say>sorry</Say>",
    }
    line = CrowdLine(InProcess(PaperLine(pages), ACCOUNT), ACCOUNT, ODDS["much"])

    lives = list(line.play(Crowd(1, 80, 60.0, A_MONDAY)))

    assert len(lives) == 80
    assert all(life.ending for life in lives)
    assert sum(len(life.exchanges) for life in lives) > sum(len(life.asked) for life in lives)
