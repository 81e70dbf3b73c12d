"""A ledger as shown -> JSON lines: a record a line, in the format of docs/reference/record.md."""

from pathlib import Path

from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import write_file
from onrecord.schema import encode_record
from onrecord.shown import ShownLedger

__all__ = ["export_jsonl"]


def export_jsonl(ledger: ShownLedger, file: Path, *, replacing: bool = False) -> Manifest:
    """Write the records; what was written. Raises ExportError."""
    manifest = begin_manifest("jsonl", ledger)
    with write_file(file, replacing=replacing) as stream:
        for shown in manifest.count(ledger):
            stream.write(encode_record(shown.record) + b"\n")
    return manifest
