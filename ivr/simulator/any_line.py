"""The verbs that every telephone may be played: the caller's, that of somebody who waits, and of who is rung."""

from ivr.simulator.documents import Verbs
from ivr.simulator.gathering import gather
from ivr.simulator.verbs import hangup, pause, play, redirect, say

ON_ANY_LINE: Verbs = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Gather": gather,
    "Redirect": redirect,
    "Hangup": hangup,
}
