"""The simulated line: plays the carrier's part, over the real and signed webhooks, without a carrier.

It knows XML and HTTP only, and imports nothing of the helpline. Read it in this order:

* what a call consists of: `happenings`, `stretch` (a span of time, and what somebody may do in it), `caller` (who does
  what when), `world` (what everybody else does);
* how a call is played without any I/O: `leg` (the state of one telephone, and how verbs speak to the player), `twiml`
  and `grammar` (what the carrier takes and refuses), `documents` (one document after another), `player` (from answer
  to end), `notices` (what is posted besides);
* the verbs: `verbs`, `speech`, `gathering` with `ears`, `recording`, `dialling` with `rung`, `waiting`;
* the call made for real: `fields`, `account`, `overrides`, `transport`, `line`;
* thousands of them at once: `crowd`.

What is simulated and what is not stands in `docs/simulator.md`.
"""
