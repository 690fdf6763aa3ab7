"""Seals a call's state into the path of its next URL, so that only we can read it and only that call can use it.

AES-SIV is deterministic: the same call at the same place gives the same token, so a repeated webhook gets the same
reply, byte for byte. It needs no nonce that two processes could use twice.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES = 32
MAX_TOKEN = 4096  # characters; web servers and proxies commonly take paths of 8 kB, and ours stay under 3 kB


class Sealer:
    """Seals and opens tokens. The first key seals, all keys open, so that keys can be rotated under live calls."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        """Take the keys, `KEY_BYTES` long each, the newest first; raises ValueError for anything else."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"sealing needs at least one key, each of {KEY_BYTES} bytes")
        self._ciphers = tuple(AESSIV(key) for key in keys)

    def seal(self, plain: bytes, bound_to: str) -> str:
        """Return a token in base64url without padding that opens only together with `bound_to` (a call's id).

        Raises ValueError for what would not fit into `MAX_TOKEN` characters: it could not be opened again.
        """
        sealed = self._ciphers[0].encrypt(plain, [_bytes(bound_to)])
        token = urlsafe_b64encode(sealed).decode("ascii").rstrip("=")
        if len(token) > MAX_TOKEN:
            raise ValueError(f"{len(plain)} bytes are too many to seal into a token of {MAX_TOKEN} characters")
        return token

    def open(self, token: str, bound_to: str) -> bytes | None:
        """Return what was sealed, or None for a token that is broken, foreign, or of a key we no longer have."""
        sealed = _decoded(token)
        if sealed is None:
            return None
        for cipher in self._ciphers:
            plain = _decrypted(cipher, sealed, _bytes(bound_to))
            if plain is not None:
                return plain
        return None


def _decrypted(cipher: AESSIV, sealed: bytes, bound_to: bytes) -> bytes | None:
    try:
        return cipher.decrypt(sealed, [bound_to])
    except InvalidTag:
        return None


def _decoded(token: str) -> bytes | None:
    """The bytes of a token in its one canonical spelling; a second spelling would be a second URL of the same turn."""
    if not token or len(token) > MAX_TOKEN:
        return None
    try:
        sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        return None
    return sealed if urlsafe_b64encode(sealed).decode("ascii").rstrip("=") == token else None


def _bytes(bound_to: str) -> bytes:
    return bound_to.encode("utf-8", "surrogatepass")  # so that no text at all can raise here
