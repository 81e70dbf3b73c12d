"""What one request came to: a value to be kept, whether it gave a page or not."""

from dataclasses import dataclass

from onrecord.errors import Reason

__all__ = ["Attempt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at an address: when it ended (ISO 8601, UTC) and with what; no `reason` says that it gave a page."""

    url: str
    time: str
    status: int | None = None
    size: int = 0  # bytes, unpacked
    digest: str | None = None  # SHA-256 of them, hexadecimal
    reason: Reason | None = None
    message: str | None = None
