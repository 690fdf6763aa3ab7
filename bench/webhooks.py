"""Webhooks as the carrier sends them, signed beforehand, with the replies that the line must give to them."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types

from bench.load import Exchange
from ivr.settings import Settings

CALLER, DIALLED = "+12025550143", "+18005550100"
FORM_TYPE = "application/x-www-form-urlencoded"
KEY = "3"  # refunds: the second menu of each call
RESUME = re.compile(r'action="([^"#]+)')

FORM: Mapping[str, str] = {  # the fields of a call in North America, in the carrier's order
    "ApiVersion": "2010-04-01",
    "CallStatus": "in-progress",
    "CallToken": "%7B%22parentCallInfoToken%22%3A%22" + "eyJhbGciOiJFUzI1NiJ9" * 20 + "%22%7D",
    "Called": DIALLED,
    "CalledCity": "",
    "CalledCountry": "US",
    "CalledState": "",
    "CalledZip": "",
    "Caller": CALLER,
    "CallerCity": "WASHINGTON",
    "CallerCountry": "US",
    "CallerState": "DC",
    "CallerZip": "20001",
    "Direction": "inbound",
    "From": CALLER,
    "FromCity": "WASHINGTON",
    "FromCountry": "US",
    "FromState": "DC",
    "FromZip": "20001",
    "StirVerstat": "TN-Validation-Passed-A",
    "To": DIALLED,
    "ToCity": "",
    "ToCountry": "US",
    "ToState": "",
    "ToZip": "",
}


def call_ids(first: int, calls: int) -> Iterator[str]:
    """Call ids as the carrier makes them, always the same ones for the same numbers."""
    for number in range(first, first + calls):
        yield "CA" + hashlib.sha256(str(number).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Webhooks:
    """Signed requests for a line, and its replies, got from an application in this process."""

    settings: Settings
    app: Flask

    def begin(self, call_id: str) -> Exchange:
        """A call comes in."""
        return self._exchange("/voice", {"CallSid": call_id, "CallStatus": "ringing"})

    def press(self, before: Exchange, call_id: str, keys: str) -> Exchange:
        """The caller presses keys at what was said before."""
        found = RESUME.search(before.reply.decode())
        assert found is not None, before.reply  # noqa: S101 - the reply to a call that begins is a menu
        return self.press_at(found[1], call_id, keys)

    def press_at(self, path: str, call_id: str, keys: str) -> Exchange:
        """The caller presses keys; the path holds the call as it then is."""
        return self._exchange(path, {"CallSid": call_id, "msg": "Gather Keys", "Digits": keys, "FinishedOnKey": ""})

    def two_turns(self, calls: int, first: int = 0, keys: str = KEY) -> list[Exchange]:
        """Of each call the first two turns: it begins, and a key is pressed."""
        exchanges = []
        for call_id in call_ids(first, calls):
            begun = self.begin(call_id)
            exchanges += [begun, self.press(begun, call_id, keys)]
        return exchanges

    def begin_all(self, calls: int, first: int) -> list[Exchange]:
        """So many calls that come in."""
        return [self.begin(call_id) for call_id in call_ids(first, calls)]

    def _exchange(self, path: str, fields: Mapping[str, str]) -> Exchange:
        form = {**FORM, "AccountSid": self.settings.account_sid, **fields}
        signature = RequestValidator(self.settings.auth_tokens[0]).compute_signature(
            self.settings.public_url + path, form
        )
        body = urlencode(form).encode()
        reply = self.app.test_client().post(
            path, data=body, content_type=FORM_TYPE, headers={"X-Twilio-Signature": signature}
        )
        assert reply.status_code == 200, reply  # noqa: S101 - it is ours, and rightly signed
        return Exchange(raw(path, FORM_TYPE, body, signature), reply.data)


def raw(path: str, content_type: str, body: bytes, signature: str = "-") -> bytes:
    """The bytes of a POST as the carrier sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: line.example.com\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nAccept: */*\r\nUser-Agent: TwilioProxy/1.1\r\n"
        f"I-Twilio-Idempotency-Token: 0c7ee9a4-9f0b-4bd7-9d61-4c1d7a1b5b0d\r\nX-Twilio-Signature: {signature}\r\n\r\n"
    )
    return head.encode() + body


def plain_form(path: str, **fields: str) -> bytes:
    """The same webhook for an application that looks at neither the account nor the signature."""
    form = {**FORM, "AccountSid": "AC" + "0" * 32, "CallSid": next(call_ids(0, 1)), **fields}
    return raw(path, FORM_TYPE, urlencode(form).encode())


def plain_json(path: str, **fields: str) -> bytes:
    """The same webhook as jambonz posts it: JSON, with its own names."""
    form = {
        "call_sid": "f9d1b4b2-4f0c-4b1c-9c7f-0f8d3f4b2a10",
        "direction": "inbound",
        "from": CALLER,
        "to": DIALLED,
        "call_id": "d6c1b0f4-8a1e-123e-7e9c-0242ac120003",
        "sip_status": 200,
        "call_status": "in-progress",
        "account_sid": "8d5c2a4e-5b1a-4b0e-8f0d-3f1c9a0b7c11",
        "trace_id": "5f2c6d1e9a7b4c3d8e0f1a2b3c4d5e6f",
        "application_sid": "0f1c9a0b-7c11-4b0e-8f0d-8d5c2a4e5b1a",
        "originating_sip_ip": "192.0.2.10",
        "originating_sip_trunk_name": "carrier",
        **fields,
    }
    return raw(path, "application/json", json.dumps(form).encode())
