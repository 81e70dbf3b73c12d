"""A newer reader adds records to a ledger; the old ones stay, and the forgotten is not read again."""

import pytest
from tests.ledger.conftest import MakeRecord
from tests.plain_reader import PlainReader

from onrecord.ledger.ledger import open_ledger
from onrecord.run import reread_ledger
from onrecord.schema import Record


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_an_older_reader_read_is_read_again(make_record: MakeRecord, jobs: int) -> None:
    """Once: the second time there is nothing to do."""
    with open_ledger(":memory:") as ledger:
        for id in "abc":  # noqa: A001
            ledger.add(make_record(id, version="0", text=f"Two men were held in case {id}."))
        ledger.forget("b", why="a court's order", time="2031-05-06T08:00:00+00:00")
        outcomes = list(reread_ledger(ledger, make_reader=PlainReader, jobs=jobs))
        assert [outcome.document.id for outcome in outcomes if isinstance(outcome, Record)] == ["a", "c"]
        assert ledger.record("a").reader == PlainReader.version
        assert ledger.count() == (2, 4)
        assert list(reread_ledger(ledger, make_reader=PlainReader, jobs=jobs)) == []
        assert list(ledger.verify()) == []
