"""How the player is spoken to: every need has its kind of answer."""

import pytest

from ivr.simulator.caller import Silence
from ivr.simulator.happenings import Listening
from ivr.simulator.leg import Post, asked, posted
from ivr.simulator.transport import Unreachable


def test_a_post_is_not_answered_by_a_move() -> None:
    playing = posted(Post("https://line.example/voice", {}))
    next(playing)

    with pytest.raises(TypeError, match="not Silence"):
        playing.send(Silence())


def test_a_listening_is_not_answered_by_a_reply() -> None:
    playing = asked(Listening(0, 5, 5))
    next(playing)

    with pytest.raises(TypeError, match="not Unreachable"):
        playing.send(Unreachable("nobody"))
