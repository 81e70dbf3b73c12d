"""What an export says of itself: how it was made, of how much, by which readers, and whether names are shown.

No clock is asked: of the same ledger it is the same.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from onrecord.schema import FORMAT
from onrecord.shown import Shown, ShownLedger

__all__ = ["ExportKind", "Manifest", "begin_manifest"]

ExportKind = Literal["csv", "parquet", "jsonl", "jsonld", "ftm", "plover", "release", "site"]


@dataclass(kw_only=True)
class Manifest:
    """What was exported; `count` counts while records pass."""

    kind: ExportKind
    names: bool  # whether private names are shown: never those of victims, minors and relatives
    digest: str  # of the ledger: see Ledger.digest
    software: str = field(default_factory=lambda: f"onrecord {version('onrecord')}")
    documents: int = 0
    readers: Counter[str] = field(default_factory=Counter)

    def count(self, ledger: ShownLedger) -> Iterator[Shown]:
        """The records of the ledger, counted as they pass."""
        for shown in ledger.records():
            self.documents += 1
            self.readers[f"{shown.record.reader.name} {shown.record.reader.version}"] += 1
            yield shown

    def describe(self) -> dict[str, object]:
        """The manifest as JSON values."""
        return {
            "made_by": self.software,
            "export": self.kind,
            "format": FORMAT,
            "ledger": self.digest,
            "private_names": "shown" if self.names else "hidden",
            "documents": self.documents,
            "readers": dict(sorted(self.readers.items())),
        }

    def encode(self) -> bytes:
        """The manifest as a file."""
        return (json.dumps(self.describe(), indent=2, ensure_ascii=False) + "\n").encode()


def begin_manifest(kind: ExportKind, ledger: ShownLedger) -> Manifest:
    """The manifest of an export that begins."""
    viewer = ledger.viewer
    return Manifest(kind=kind, names=viewer.signed_in and viewer.may_see_names, digest=ledger.ledger.digest())
