"""A helpline of one page with every kind of step, for tests that break it in one place."""

from collections.abc import Mapping

from ivr.dialogue.line_words import LINE_PROMPTS

HELPLINE = """\
numbers: {"+18005550100": main.welcome}
locales: [en-US]
facts: {brand: Pandora, email: care@example.com}
outside: {balance: "+18559222600", agent: }
hours: {care: {zone: America/New_York, mon-fri: "9:00-18:00", sat: "10:00-14:00"}}
queues: {care: {hours: care, wait: hold.care}}
notices: [notice.recorded]
always: {"0": agent.queue, "*": back, "9": repeat}
defaults: {tries: 3, first_key: 7s, between_keys: 4s, give_up: agent.queue}
"""

MAIN = """\
welcome: {type: say, prompt: main.welcome, then: what_for}
what_for:
  type: menu
  prompt: main.question
  into: about
  then: by_reason
  choices:
    - {label: main.gifts, value: gifts}
    - {label: main.refunds, value: refunds}
    - {goto: care.menu, label: main.care, value: care}
by_reason: {type: branch, by: about, on: {gifts: call_balance}, otherwise: order_first}
order_first: {type: flow, flow: order, on: {known: agent.queue, unknown: forget}}
forget: {type: set, clear: [order_number], then: more}
call_balance:
  type: transfer
  to: balance
  hours: care
  on: {answered: more, busy: more, no_answer: more, failed: more, is_this_line: agent.queue, closed: more}
more: {type: yes_no, prompt: main.more, on: {said_yes: what_for, said_no: bye}, give_up: bye, opt_out: {9: ends soon}}
bye: {type: goodbye, prompt: main.bye}
"""

ORDER = """\
ask:
  type: collect
  prompt: order.ask
  into: order_number
  digits: {length: 8}
  then: known
  give_up: unknown
known: {type: done, outcome: known}
unknown: {type: done, outcome: unknown}
"""

CARE = """\
menu:
  type: topics
  list:
    - topic: care.rose
      offer: [{goto: agent.queue, label: care.person}]
    - care.kit
  then: main.more
"""

AGENT = """\
queue: {type: hand_off, queue: care, on: {ended: main.more, closed: sorry, full: sorry, left: sorry, failed: sorry}}
sorry: {type: say, prompt: agent.sorry, then: main.more}
"""

PROMPTS = """\
notice.recorded: "This call is recorded."
main.welcome: "Welcome to {brand}."
main.question:
  first: "What is it about?"
  no_input: ["I heard nothing.", {say: "Still nothing from {about}.", without: {about: "Still nothing."}}]
  no_match: ["That is not on the list.", "That is not on the list either."]
main.gifts: gift cards
main.refunds: refunds
main.care: care
main.more: {first: "Anything else?", no_input: ["Hello?", "You there?"], no_match: ["Yes, no?", "Yes or no, please?"]}
main.bye: {first: "Write to {email}.", without: {email: "Goodbye."}}
order.ask:
  first: "Your order number, please, 8 digits."
  no_input: ["Please key it in.", "It is on your bill. Please key it in."]
  no_match: ["It has eight digits.", "It has eight digits, and is on your bill."]
care.person: a person
agent.sorry: "Nobody is here. We are open {care_hours}."
hold.care: {first: "Please wait.", waiting: "Still waiting.", leaving: "Nobody came."}
"""

TOPICS = """\
care.rose:
  title: caring for rose
  phrases: [my rose ring fades]
  say:
    - {say: "Use a soft cloth.", source: "a soft cloth"}
    - "Ask {brand}."
  text: "Use a soft cloth."
  source: faq.txt
care.kit: {title: the kit, say: "It has a cloth."}
"""

LINE = "".join(
    f'{key}: "{" ".join(["words", *(f"{{{slot}}}" for slot in sorted(slots, reverse=True))])}"\n'
    for key, slots in LINE_PROMPTS.items()
)
LINE = LINE.replace(
    'line.which_topic: "words"',
    'line.which_topic: {first: "words", no_input: ["more", "even more"], no_match: ["no key", "no such key"]}',
).replace(
    'line.whisper: "words"',
    'line.whisper: {first: "{about} {order_number}.", without: {about: "{order_number}", order_number: "A call."}}',
)

FILES: Mapping[str, str] = {
    "helpline.yaml": HELPLINE,
    "flows/main.yaml": MAIN,
    "flows/order.yaml": ORDER,
    "flows/care.yaml": CARE,
    "flows/agent.yaml": AGENT,
    "prompts/en-US/main.yaml": PROMPTS,
    "prompts/en-US/topics/care.yaml": TOPICS,
    "prompts/en-US/line.yaml": LINE,
}


def sources(**changed: str) -> dict[str, bytes]:
    """The files as bytes."""
    return {file: text.encode() for file, text in {**FILES, **changed}.items()}
