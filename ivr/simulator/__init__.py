"""The simulated line: plays the carrier's part, over the real and signed webhooks, without a carrier.

It knows XML and HTTP only, and imports nothing of the helpline. Read it in this order: `caller` (what a caller does),
`happenings` (what a call consists of), `twiml` and `keypad` (how a document and an entry are read), `verbs`, `dialling`
and `waiting` (what each verb does), `player` (a call from answer to end, without any I/O), `transport` and `line`
(the call made for real).
"""
