"""The form fields that the carrier posts with every webhook of a call."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from math import ceil

API_VERSION = "2010-04-01"


def sid(prefix: str, seed: str) -> str:
    """Return an identifier in the carrier's form: two letters and 32 hex digits, always the same for a seed."""
    return prefix + hashlib.sha256(seed.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class CallFields:
    """Who calls whom. `parent` is the call for which this leg was rung."""

    account: str
    call_id: str
    caller: str
    dialled: str
    direction: str = "inbound"
    parent: str = ""

    def child(self, number: str) -> "CallFields":
        """Return the leg to `number` that is rung for this call, with an identifier of its own."""
        leg = sid("CA", f"{self.call_id} rings {number}")
        return CallFields(self.account, leg, self.caller, number, "outbound-dial", self.call_id)

    def form(self, status: str) -> dict[str, str]:
        """Return the fields that every webhook carries."""
        form = {
            "AccountSid": self.account,
            "ApiVersion": API_VERSION,
            "CallSid": self.call_id,
            "CallStatus": status,
            "Direction": self.direction,
        }
        form |= party_form("From", "Caller", self.caller) | party_form("To", "Called", self.dialled)
        return form | ({"ParentCallSid": self.parent} if self.parent else {})


def party_form(name: str, other: str, number: str) -> dict[str, str]:
    """Return the fields about one number, under both of the carrier's names for it."""
    country = "US" if number.startswith("+1") else ""
    form = {name: number, other: number}
    for title in (name, other):
        form |= {f"{title}Country": country, f"{title}State": "", f"{title}City": "", f"{title}Zip": ""}
    return form


def completed_form(seconds: float, ended: datetime) -> Mapping[str, str]:
    """Return the extra fields of the last status callback."""
    return {
        "CallbackSource": "call-progress-events",
        "CallDuration": str(ceil(seconds)),
        "Duration": str(ceil(seconds / 60)),
        "SequenceNumber": "0",
        "Timestamp": format_datetime(ended),
    }
