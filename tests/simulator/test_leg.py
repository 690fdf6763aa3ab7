"""How the player is spoken to: every need has its kind of answer."""

import pytest

from ivr.simulator.fields import CallFields
from ivr.simulator.leg import Leg, first_act, sent
from ivr.simulator.stretch import Act, Press, PutDown, Scene
from ivr.simulator.transport import Unreachable, Webhook
from ivr.simulator.world import World


def a_leg() -> Leg:
    return Leg(CallFields("AC1", "CA1", "+12025550143", "+18005550100"), World(), "https://line.example/voice")


def test_a_webhook_is_not_answered_by_an_act() -> None:
    playing = sent(Webhook("https://line.example/voice"))
    next(playing)

    with pytest.raises(TypeError, match="not PutDown"):
        playing.send(PutDown(0))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Unreachable("nobody"), id="a reply"),
        pytest.param(Press(-0.1, "1"), id="something done before"),
        pytest.param(Press(2.1, "1"), id="something done later"),
    ],
)
def test_a_stretch_is_answered_by_an_act_within_it(answer: Act | Unreachable) -> None:
    playing = first_act(a_leg(), Scene.PAUSING, 2.0)
    next(playing)

    with pytest.raises(TypeError, match=r"between 0.0 and 2.0 nobody can do"):
        playing.send(answer)
