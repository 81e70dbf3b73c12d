"""A newer reader adds records to a ledger; the old ones stay, and the forgotten is not read again."""

import pytest
from tests.ledger.conftest import MakeRecord, NewPlace
from tests.plain_reader import PlainReader

from onrecord.ledger.ledger import open_ledger
from onrecord.run import reread_ledger
from onrecord.schema import Record


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_an_older_reader_read_is_read_again(make_record: MakeRecord, new_place: NewPlace, jobs: int) -> None:
    """Once: the second time there is nothing to do."""
    with open_ledger(new_place()) as ledger:
        for id in "abc":  # noqa: A001
            ledger.add(make_record(id, version="0", text=f"Two men were held in case {id}."))
        ledger.forget("b", why="a court's order", time="2031-05-06T08:00:00+00:00")
        outcomes = list(reread_ledger(ledger, make_reader=PlainReader, jobs=jobs))
        assert [outcome.document.id for outcome in outcomes if isinstance(outcome, Record)] == ["a", "c"]
        assert ledger.record("a").reader == PlainReader.version
        assert ledger.count() == (2, 4)
        assert list(reread_ledger(ledger, make_reader=PlainReader, jobs=jobs)) == []
        assert list(ledger.verify()) == []


def test_old_revisions_are_read_again_too(make_record: MakeRecord, new_place: NewPlace) -> None:
    """So that what changed between them is the page's doing; the newest revision stays the one that is shown."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record("a", version="0", text="Two men were held.", retrieved="2031-05-06T08:00:00+00:00"))
        ledger.add(make_record("a", version="0", text="Ten men were held."))
        assert len(list(reread_ledger(ledger, make_reader=PlainReader))) == 2
        assert [record.reader for record in ledger.revisions("a")] == [PlainReader.version] * 2
        assert ledger.revisions("a")[0].document.retrieved == "2031-05-06T08:00:00+00:00"
        assert ledger.document("a").text == "Ten men were held."
        assert [listing.id for listing in ledger.search("ten")] == ["a"]
        assert ledger.search("two") == ()
        assert list(ledger.verify()) == []
