"""Whether a line is there that believes us, before many calls are made on it: one webhook that leaves no trace."""

from http import HTTPStatus

from ivr.commands.common import EXIT_USAGE, fail
from ivr.commands.reaching import Reached
from ivr.simulator.fields import CallFields, sid
from ivr.simulator.line import CALLER_NUMBER, LINE_NUMBER
from ivr.simulator.transport import Unreachable, Webhook

NOBODY = "nothing answers at {name}: start it with scripts/run ({reason})"
REFUSED = "the line refused the signature: is TWILIO_AUTH_TOKEN (and PUBLIC_URL) the same on both sides?"

PATH = "/voice/job/probe"
OVER = "completed"  # of a call that is over nothing is written down, and nobody is rung for it


def refuse_no_line(reached: Reached) -> None:
    """End the command with a sentence where nothing answers, or what answers is no line that believes us."""
    account = reached.account
    form = CallFields(account.sid, sid("CA", "probe"), CALLER_NUMBER, LINE_NUMBER).form(OVER)
    match reached.transport.send(Webhook(account.url(PATH), form)):
        case Unreachable(reason):
            fail(NOBODY.format(name=reached.name, reason=reason), EXIT_USAGE)
        case reply if reply.status == HTTPStatus.FORBIDDEN:
            fail(REFUSED, EXIT_USAGE)
        case reply if reply.status != HTTPStatus.OK:
            told = f"what answers at {reached.name} is no line (status {reply.status}): is the address right?"
            fail(told, EXIT_USAGE)
