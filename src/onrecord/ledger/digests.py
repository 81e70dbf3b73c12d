"""SHA-256 as a ledger writes it: hexadecimal."""

import hashlib

__all__ = ["digest_bytes", "digest_words"]


def digest_bytes(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_words(words: str) -> str:
    """The digest of words in UTF-8."""
    return digest_bytes(words.encode())
