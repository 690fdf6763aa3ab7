"""The rules of numbers, hours, queues."""

from collections.abc import Mapping

from ivr.authoring.rulebook.rule import Rule

RULES: Mapping[str, Rule] = {
    "number.form": Rule(
        "numbers are written as + and digits",
        'Numbers are written as `+`, country code, and digits only: `"+18005550100"`.',
        wrong="numbers: {800-555-0100: main.welcome}",
        right='numbers: {"+18005550100": main.welcome}',
    ),
    "number.emergency": Rule(
        "emergency numbers are never rung",
        "Emergency numbers are never rung for a caller.",
        wrong='outside: {help: "911"}',
        right='outside: {help: "+18005550111"}   # and a prompt that tells callers to hang up and dial 9 1 1',
        source="caller rule 29",
    ),
    "number.premium": Rule(
        "premium numbers are never rung",
        "Numbers that cost extra are never rung.",
        wrong='outside: {help: "+19005551234"}',
        right='outside: {help: "+18005551234"}',
        source="caller rule 29",
    ),
    "outside.unknown": Rule(
        "numbers to ring stand in helpline.yaml under `outside`",
        "The number is not listed under `outside` in `helpline.yaml`.",
        wrong="{type: transfer, to: balanc, ...}",
        right="{type: transfer, to: balance, ...}",
    ),
    "outside.own-number": Rule(
        "the line does not ring itself",
        "A number under `outside` is one of this line's own `numbers`: the line would ring itself.",
        wrong='numbers: {"+18005550100": main.welcome}\noutside: {agent: "+18005550100"}',
        right='outside: {agent: "+18005550111"}',
        severity="warning",
    ),
    "queue.words": Rule(
        "waiting callers hear words of their own",
        "The prompt that is heard in a queue has no words for `waiting`, or none for `leaving`. Callers "
        "hear the first words instead, and do not learn that they are still in line, or that nobody "
        "came.",
        wrong='hold.care: "Please wait."',
        right=(
            'hold.care: {first: "Please wait.", waiting: "You are still in line.", leaving: "Nobody came. I am sorry."}'
        ),
        severity="warning",
        source="caller rule 22",
    ),
    "queue.unknown": Rule(
        "queues stand in helpline.yaml",
        "The queue is not listed under `queues`.",
        wrong="{type: hand_off, queue: car, ...}",
        right="{type: hand_off, queue: care, ...}",
    ),
    "hours.unknown": Rule(
        "opening hours that are named stand in helpline.yaml",
        "The opening hours are not listed under `hours`.",
        wrong="queues: {care: {hours: cares, wait: hold.care}}",
        right="queues: {care: {hours: care, wait: hold.care}}",
    ),
    "hours.days": Rule(
        "opening hours name days as mon or mon-fri",
        "Days are `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, alone or as `mon-fri`.",
        wrong='mon-friday: "9:00-18:00"',
        right='mon-fri: "9:00-18:00"',
    ),
    "hours.times": Rule(
        "opening hours name times as 9:00-18:00, without overlaps",
        "Times are `9:00-18:00`, several with a comma between them, from 0:00 to 24:00, not overlapping.",
        wrong='mon-fri: "9am to 6pm"',
        right='mon-fri: "9:00-18:00"',
    ),
    "hours.value": Rule(
        "opening hours list days, or say always",
        'Opening hours list days, or say `always: "yes"`.',
        wrong="hours: {care: {zone: America/New_York}}",
        right='hours: {care: {always: "yes"}}',
    ),
    "hours.zone": Rule(
        "time zones exist",
        "There is no such time zone. They are named as `America/New_York`.",
        wrong="zone: America/NewYork",
        right="zone: America/New_York",
    ),
    "hours.zone-fixed": Rule(
        "time zones are places, with their daylight saving time",
        "The time zone is a number of hours from Greenwich, such as `EST` or `Etc/GMT+5`, and has no "
        "summer time. Name a place: `America/New_York`.",
        wrong="zone: EST",
        right="zone: America/New_York",
        severity="warning",
    ),
    "notice.long": Rule(
        "a notice takes at most 8 seconds",
        "A notice comes first and nobody can cut it, so every caller hears all of it each time.",
        wrong="notice.storm: (forty words)",
        right='notice.storm: "Deliveries are late this week because of the storm."',
        severity="warning",
        source="caller rule 29",
    ),
    "outside.unused": Rule(
        "outside numbers are rung or said",
        "Nothing rings this number and no prompt says it. `agent` is always used.",
        wrong='outside: {fax: "+18005550111"}',
        right='"Our fax number is {fax_number}."',
        severity="warning",
    ),
    "hours.unused": Rule(
        "opening hours are used",
        "No queue, transfer or step goes by these hours, and no prompt says them.",
        wrong='hours: {night: {always: "yes"}}',
        right="queues: {night: {hours: night, wait: hold.night}}",
        severity="warning",
    ),
    "queue.unused": Rule(
        "queues are used",
        "No hand-off leads into this queue.",
        wrong="queues: {old: {wait: hold.old}}",
        right="{type: hand_off, queue: old, ...}",
        severity="warning",
    ),
}
