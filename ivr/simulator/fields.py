"""The form fields that the carrier posts with every webhook of a call."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from math import ceil

API_VERSION = "2010-04-01"
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def sid(prefix: str, seed: str) -> str:
    """Return an identifier in the carrier's form: two letters and 32 hex digits, always the same for a seed."""
    return prefix + hashlib.sha256(seed.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class CallFields:
    """Who calls whom, and since when. `parent` is the call for which this leg was rung."""

    account: str
    call_id: str
    caller: str
    dialled: str
    direction: str = "inbound"
    parent: str = ""
    began: datetime = NO_TIME

    def child(self, number: str, nth: int = 1, shown: str = "") -> "CallFields":
        """Return the leg to `number` that is rung for this call as the `nth`, with an identifier of its own.

        `shown` is the number that the telephone there shows: the caller's, unless another is given.
        """
        leg = sid("CA", f"{self.call_id} rings {number}" + (f" as {nth}" if nth > 1 else ""))
        return CallFields(
            self.account, leg, shown or self.caller, number, "outbound-dial", self.call_id, began=self.began
        )

    def moment(self, seconds: float) -> datetime:
        """Return the time of day at a second of the call."""
        return self.began + timedelta(seconds=seconds)

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


def progress_form(nth: int, moment: datetime) -> dict[str, str]:
    """Return the extra fields of a status callback, the `nth` about its call from 0."""
    return {
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(nth),
        "Timestamp": format_datetime(moment),
    }


def duration_form(seconds: float) -> dict[str, str]:
    """Return how long a call took, in seconds and in the minutes that are paid for."""
    return {"CallDuration": str(ceil(seconds)), "Duration": str(ceil(seconds / 60))}
