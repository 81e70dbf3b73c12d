"""The invented records are sound and always the same, and the table of growth has a row a size."""

from pathlib import Path

from benchmarks.ledger.beside import compare
from benchmarks.ledger.measure import draw_table, measure
from benchmarks.ledger.records import make_record, make_records, make_searches

from onrecord.ledger.faults import find_faults
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import encode_record


def test_invented_records_are_sound() -> None:
    """Every span stands in its text, no two are alike, and a number gives the same bytes again."""
    records = list(make_records(5, 40))
    assert [fault for record in records for fault in find_faults(record, record.document)] == []
    assert len({record.document.id for record in records}) == 40
    assert encode_record(make_record(7)) == encode_record(records[2])
    assert len(set(make_searches(50))) > 40


def test_growth_has_a_row_a_size(tmp_path: Path) -> None:
    """Below the head of the table, whose first cost is 1.00."""
    lines = list(draw_table(measure(str(tmp_path / "office.db"), (100, 250))))
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| 100", "| 250"]
    assert " | 1.00 | " in lines[2]
    assert len({line.count("|") for line in lines}) == 1


def test_two_ledgers_grow_side_by_side(tmp_path: Path) -> None:
    """By the same number, each from where it stood."""
    with open_ledger(tmp_path / "large.db") as large, open_ledger(tmp_path / "small.db") as small:
        large.add_all(list(make_records(0, 30)))
        costs = list(compare(large, small, 200))
        assert [len(list(ledger.records())) for ledger in (large, small)] == [230, 200]
    assert len(costs) == 2
    assert all(cost.clock > 0 and cost.work > 0 for pair in costs for cost in pair)
