"""A record a line, as shown."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from tests.exports.ledgers import opened, records

from onrecord.exports.jsonl import export_jsonl
from onrecord.schema import Record, decode_record


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_what_is_read_again_is_what_was_shown(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """The same records in the same order."""
    with opened(told) as ledger:
        manifest = export_jsonl(ledger, tmp_path / "out.jsonl", replacing=True)
        shown = [each.record for each in ledger.records()]
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [decode_record(line) for line in lines] == shown
    assert manifest.documents == len(told)
