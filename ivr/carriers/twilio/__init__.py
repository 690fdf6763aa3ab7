"""Twilio as three pure functions: `verify` a webhook, `read` it, `write` the reply."""
