"""OnRecord reads announcements and the news about them, and keeps the record.

>>> import onrecord
>>> record = onrecord.read("Sheriff Ada Quill said on Monday that two men were arrested.", published="2024-05-06")
>>> record.document.published
'2024-05-06'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.errors import (
        BeatError,
        DocumentError,
        FetchError,
        LedgerError,
        OnRecordError,
        ReaderError,
        SpanError,
    )
    from onrecord.ledger.ledger import open_ledger as open  # noqa: A004 - onrecord.open reads as it should
    from onrecord.run import read
    from onrecord.schema import Document, Record, Span

__all__ = [
    "BeatError",
    "Document",
    "DocumentError",
    "FetchError",
    "LedgerError",
    "OnRecordError",
    "ReaderError",
    "Record",
    "Span",
    "SpanError",
    "open",
    "read",
]

_DOOR = {
    "Document": "onrecord.schema:Document",
    "Record": "onrecord.schema:Record",
    "Span": "onrecord.schema:Span",
    "open": "onrecord.ledger.ledger:open_ledger",
    "read": "onrecord.run:read",
}


def __getattr__(name: str) -> Any:
    """Import what stands behind a public name when it is first used, so that `onrecord --help` is quick."""
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    module, _, attribute = _DOOR.get(name, f"onrecord.errors:{name}").partition(":")
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value
