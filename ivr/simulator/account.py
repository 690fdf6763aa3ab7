"""The carrier's account: who signs, and under which public address the line is known."""

from collections.abc import Mapping
from dataclasses import dataclass

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # ships no types


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the token that signs its webhooks.

    `public_url` is what the carrier calls and signs; a tunnel or a proxy may take the request elsewhere.
    """

    sid: str
    token: str
    public_url: str

    def url(self, path: str) -> str:
        """Return the public address of a path of the line."""
        return self.public_url.rstrip("/") + path

    def path(self, url: str) -> str | None:
        """Return the path (and query) of a public address, or None when it is not on this line."""
        base = self.public_url.rstrip("/")
        return url.removeprefix(base) if url.startswith(base + "/") else None

    def signature(self, url: str, fields: Mapping[str, str]) -> str:
        """Sign a webhook as the carrier does, over its public address and its fields."""
        return str(RequestValidator(self.token).compute_signature(url, dict(fields)))
