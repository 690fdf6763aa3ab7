"""Names of topics, steps, queues and numbers in the events that a script expects: the helpline must have them."""

from collections.abc import Collection, Iterator, Mapping

from ivr.authoring.problem import Problem, problem
from ivr.authoring.suggestions import LIKELY
from ivr.dialogue.flows import Flows
from ivr.rehearsal.fields import listed
from ivr.rehearsal.script import AGENT, Script

FEW = 12  # names that are listed where none is like the one that is written


def unknown_names(script: Script, flows: Flows) -> Iterator[Problem]:
    """A problem for each name that no call on this helpline could ever write down."""
    known = _known(flows)
    for match in (*script.expect.events, *script.expect.never):
        for field, name in match.fields:
            if field in known and name not in known[field]:
                what = "number under 'outside'" if field == "to" else field
                message = f"the helpline has no {what} '{name}', which {match.name} names"
                hint = _hint(name, known[field])
                yield problem("field.value", match.mark, (script.name, "expect", match.name, field), message, hint=hint)


def _known(flows: Flows) -> Mapping[str, Collection[str]]:
    line = flows.helpline
    return {"topic": line.topics, "step": flows.steps, "queue": line.queues, "to": {AGENT, *line.outside}}


def _hint(name: str, known: Collection[str]) -> str:
    hint = listed(name, known)
    return hint if hint.startswith(LIKELY) or len(known) <= FEW else ""
