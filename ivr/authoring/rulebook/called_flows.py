"""The rules of flows that are called."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "flow.unknown": Rule(
        "called flows exist",
        "There is no file of that name in `flows/`.",
        wrong="{type: flow, flow: ordr, on: {known: a}}",
        right="{type: flow, flow: order, on: {known: a}}",
    ),
    "flow.recursion": Rule(
        "no flow is called inside itself",
        "A flow calls itself, directly or through others.",
        wrong="# in flows/order.yaml\nagain: {type: flow, flow: order, on: {known: known}}",
        right="again: {type: set, clear: [order_number], then: ask}",
    ),
    "flow.depth": Rule(
        "called flows are three deep at most",
        "Flows are called more than three deep. Lead on by a target instead of a call.",
        wrong="{type: flow, flow: d, ...}   # in c, which b calls, which a calls, which main calls",
        right="then: d.start",
    ),
}
