"""What can be broken in where steps lead."""

from collections.abc import Mapping

from broken import AGENT_YAML, CARE_YAML, LINE_YAML, MAIN_YAML, ORDER_YAML, Broken

WAYS: Mapping[str, Broken] = {
    # where steps lead
    "a step leads to a mistyped step": Broken(
        "target.unknown",
        MAIN_YAML,
        "goto: care.menu",
        "goto: car.menu",
        "flows/main.yaml:10:14: what_for.choices[2].goto: no step 'car.menu' (did you mean 'care.menu'?)",
    ),
    "a step leads to a step of another file without its flow": Broken(
        "target.unknown",
        CARE_YAML,
        "then: main.more",
        "then: more",
        "flows/care.yaml:7:9: menu.then: no step 'care.more' (did you mean 'main.more'?)",
    ),
    "a number leads to no step": Broken(
        "target.unknown",
        LINE_YAML,
        "main.welcome",
        "main.welcom",
        "helpline.yaml:1:27: numbers.+18005550100: no step 'main.welcom' (did you mean 'main.welcome'?)",
    ),
    "a key that always works leads to no step": Broken(
        "target.unknown", LINE_YAML, '"0": agent.queue', '"0": agents.queue', "always.0: no step 'agents.queue'"
    ),
    "the line gives up to no step": Broken(
        "target.unknown", LINE_YAML, "give_up: agent.queue", "give_up: a.b", "defaults.give_up: no step 'a.b'"
    ),
    "a step leads to an act": Broken(
        "target.act", MAIN_YAML, "said_yes: what_for", "said_yes: back", "more.on.said_yes: 'back' is what a key does"
    ),
    "a step leads to a topic": Broken(
        "target.topic",
        MAIN_YAML,
        "goto: care.menu",
        "goto: care.rose",
        "choices[2].goto: 'care.rose' is a topic, not a step (go to 'care.menu', which lists it)",
    ),
    "nothing leads to a step": Broken(
        "step.unreached",
        AGENT_YAML,
        "failed: sorry}}",
        "failed: sorry}}\nlost: {type: say, prompt: agent.sorry, then: main.more}",
        "flows/agent.yaml:2:1: warning: lost: nothing leads to this step",
    ),
    "0 leads to somebody who is no person": Broken(
        "always.person", LINE_YAML, '"0": agent.queue', '"0": main.bye', "always.0: 'main.bye' leads to no person"
    ),
    "0 is missing": Broken("always.person", LINE_YAML, '"0": agent.queue, ', "", "always: 0 is a person everywhere"),
    "0 repeats": Broken("always.person", LINE_YAML, '"0": agent.queue', '"0": repeat', "everywhere, not 'repeat'"),
    "says lead back to themselves": Broken(
        "flow.loop",
        AGENT_YAML,
        "prompt: agent.sorry, then: main.more",
        "prompt: agent.sorry, then: sorry",
        "flows/agent.yaml:2:1: sorry: agent.sorry > agent.sorry is a circle in which the caller is never heard",
    ),
    "a hand-off that is closed leads to itself": Broken(
        "flow.loop",
        AGENT_YAML,
        "prompt: agent.sorry, then: main.more",
        "prompt: agent.sorry, then: queue",
        "queue: agent.queue > agent.sorry > agent.queue is a circle",
    ),
    "an entry that is known leads back to itself": Broken(
        "flow.loop", ORDER_YAML, "then: known", "then: ask", "order.ask > order.ask is a circle"
    ),
    "a called flow that only passes leads back": Broken(
        "flow.loop",
        MAIN_YAML,
        "known: agent.queue, unknown",
        "known: order_first, unknown",
        "order_first: main.order_first > main.order_first is a circle",
    ),
    "a question that is given up leads back to itself": Broken(
        "flow.loop",
        MAIN_YAML,
        "give_up: bye",
        "give_up: more",
        "more.give_up: main.more > main.more is a circle in which a caller who says nothing goes"
        " round for ever (let give_up lead to a goodbye or a person)",
    ),
    "an entry that is given up is asked anew": Broken(
        "flow.loop", ORDER_YAML, "give_up: unknown", "give_up: ask", "ask.give_up: order.ask > order.ask is a circle"
    ),
    # flows that are called
    "an outcome of a called flow is not routed": Broken(
        "outcome.missing",
        MAIN_YAML,
        ", unknown: forget}",
        "}",
        "flows/main.yaml:12:44: order_first.on: the outcome 'unknown' of the flow 'order' leads nowhere",
    ),
    "an outcome that a called flow does not have": Broken(
        "outcome.unknown",
        MAIN_YAML,
        "unknown: forget}",
        "unknown: forget, knwon: bye}",
        "on.knwon: the flow 'order' has no outcome 'knwon' (did you mean 'known'?)",
    ),
    "a hand-off does not route an outcome": Broken(
        "outcome.missing",
        AGENT_YAML,
        ", full: sorry",
        "",
        "flows/agent.yaml:1:42: queue.on: the outcome 'full' leads nowhere (add 'full:' and a step)",
    ),
    "a question has an answer too many": Broken(
        "outcome.unknown", MAIN_YAML, "said_no: bye}", "said_no: bye, maybe: bye}", "more.on.maybe: there is no outcome"
    ),
    "a transfer with hours does not route closed": Broken(
        "outcome.missing", MAIN_YAML, ", closed: more", "", "call_balance.on: the outcome 'closed' leads nowhere, and"
    ),
    "a transfer without hours routes closed": Broken(
        "outcome.never", MAIN_YAML, "  hours: care\n", "", "on.closed: the transfer has no opening hours"
    ),
    "a flow that does not exist is called": Broken(
        "flow.unknown", MAIN_YAML, "flow: order,", "flow: ordr,", "no flow 'ordr' in flows/ (did you mean 'order'?)"
    ),
    "a flow calls itself": Broken(
        "flow.recursion",
        ORDER_YAML,
        "unknown: {type: done",
        "again: {type: flow, flow: order, on: {known: known, unknown: unknown}}\nunknown: {type: done",
        "again.flow: the flow 'order' comes back into 'order', which is not left yet",
    ),
}
