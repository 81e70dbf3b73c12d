"""Tables of facts have a column for each scalar field of their type, and two for each span."""

from onrecord.ledger.tables import facts


def test_columns_come_from_the_schema() -> None:
    """A new field of schema.py is a new column, without a line here."""
    assert facts.keys() == {"people", "statements", "events", "figures"}
    assert set(facts["events"].c.keys()) == {
        "record", "id", "type", "trigger_start", "trigger_end", "time", "start", "end", "factuality", "statement",
    }  # fmt: skip
    assert {"low", "high", "approximate", "unit", "span_start"} <= set(facts["figures"].c.keys())
    assert {"name", "age", "role", "kind"} <= set(facts["people"].c.keys())
    assert "mentions" not in facts["people"].c
