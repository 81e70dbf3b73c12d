"""Words of chance by which somebody comes in, and the hashes by which they are kept: a file tells none of them."""

import hashlib
import secrets

__all__ = ["digest_token", "make_token"]


def make_token() -> str:
    """A new one, of 32 bytes of chance."""
    return secrets.token_urlsafe(32)


def digest_token(token: str) -> str:
    """Its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
