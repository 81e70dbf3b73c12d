"""A review is a row that outlives reading again, follows everywhere, and goes only with its document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.hand import make_record
from tests.ledger.conftest import NewPlace
from tests.reviews.making import review_document, review_fact, values

from onrecord.answers.linked_records import open_library
from onrecord.errors import LedgerError, ReviewError
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.links import make_links
from onrecord.links.store import open_links
from onrecord.schema import ReaderVersion, Record

RECORD = make_record()


@pytest.fixture
def ledger(new_place: NewPlace) -> Iterator[Ledger]:
    """A ledger with the record made by hand, in each database."""
    with open_ledger(new_place()) as opened:
        opened.add(RECORD)
        yield opened


def test_a_review_is_a_row_with_who_when_and_why(ledger: Ledger) -> None:
    """It is found again, and sealed in the chain."""
    head = ledger.head()
    taken = ledger.reviews.add(review_fact(RECORD, "x2", "reject"))
    assert taken.number == 1
    assert ledger.reviews.of("hand") == (taken,)
    assert tuple(ledger.reviews.all()) == (taken,)
    assert ledger.reviews.documents() == ("hand",)
    assert ledger.head() != head
    assert list(ledger.verify()) == []


def test_a_review_follows_everywhere(ledger: Ledger) -> None:
    """Into the record, the links, the tables of facts and the search."""
    open_links(ledger)
    ledger.reviews.add(review_fact(RECORD, "e5", "reject"))
    ledger.reviews.add(review_fact(RECORD, "p7", "fix", fixed=values(role="subject")))
    assert ledger.search("officers")
    assert ledger.search("Hamish") == ()
    record = ledger.record("hand")
    assert "e5" not in {event.id for event in record.events}
    assert list(ledger.records()) == [record]
    assert open_library(ledger).record("hand") == record
    assert open_links(ledger) == make_links([record])
    with ledger.engine.begin() as connection:
        found = connection.execute(text("SELECT id FROM events")).scalars().all()
    assert set(found) == {event.id for event in record.events}
    ledger.reindex()
    assert list(ledger.verify()) == []
    assert open_links(ledger) == make_links([record])


def test_a_review_outlives_reading_again(ledger: Ledger) -> None:
    """A newer reader finds what was rejected, and it is not told; the same after dump and load."""
    ledger.reviews.add(review_fact(RECORD, "e3", "reject"))
    ledger.add(replace(RECORD, reader=ReaderVersion(name="hand", version="2")))
    assert "e3" not in {event.id for event in ledger.record("hand").events}
    assert list(ledger.verify()) == []


def test_a_review_of_a_changed_text_waits_as_an_orphan(ledger: Ledger) -> None:
    """And a person settles it."""
    review = ledger.reviews.add(review_fact(RECORD, "x2", "accept"))
    changed = RECORD.document.text.replace("charged with armed robbery", "acquitted of armed robbery")
    ledger.add(_bare(changed))
    assert ledger.reviews.apply("hand").orphans == (review,)
    now = ledger.record("hand")
    ledger.reviews.add(review_document(now, "withdraw", of=review.number))
    assert ledger.reviews.apply("hand").orphans == ()
    assert list(ledger.verify()) == []


def _bare(changed: str) -> Record:
    """A record without facts, of another text."""
    return Record(reader=RECORD.reader, document=replace(RECORD.document, text=changed))


def test_what_cannot_be_said_is_not_written(ledger: Ledger) -> None:
    """Nothing of it stays."""
    head = ledger.head()
    with pytest.raises(ReviewError, match="Say what is right"):
        ledger.reviews.add(review_fact(RECORD, "x2", "fix"))
    with pytest.raises(ReviewError, match="There is no review 9"):
        ledger.reviews.add(review_document(RECORD, "withdraw", of=9))
    with pytest.raises(LedgerError, match="There is no document"):
        ledger.reviews.add(replace(review_fact(RECORD, "x2", "accept"), document="none"))
    assert (ledger.head(), tuple(ledger.reviews.all())) == (head, ())


def test_reviews_are_dumped_and_forgotten_with_their_document(ledger: Ledger, tmp_path: Path) -> None:
    """No words of theirs stay behind."""
    ledger.reviews.add(review_fact(RECORD, "x1", "accept"))
    ledger.dump(tmp_path / "dump.zip")
    with open_ledger(tmp_path / "loaded.db") as loaded:
        loaded.load(tmp_path / "dump.zip")
        assert tuple(loaded.reviews.all()) == tuple(ledger.reviews.all())
        assert loaded.head() == ledger.head()
    ledger.forget("hand", why="It was asked for.", time="2031-06-02T08:00:00+00:00")
    assert tuple(ledger.reviews.all()) == ()
    assert ledger.reviews.of("hand") == ()
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("statement", ["UPDATE reviews SET digest = ''", "DELETE FROM reviews"])
def test_the_database_refuses_to_change_a_review(ledger: Ledger, statement: str) -> None:
    """Whoever asks."""
    ledger.reviews.add(review_fact(RECORD, "x1", "accept"))
    with (
        ledger.engine.connect().execution_options(writes=True) as connection,
        pytest.raises(DBAPIError, match="a ledger only grows"),
    ):
        connection.execute(text(statement))


def test_a_coding_changes_nothing_that_is_shown(ledger: Ledger) -> None:
    """Until it is adjudicated by a review that is none of it."""
    ledger.reviews.add(review_fact(RECORD, "e1", "reject", coding="round 1"))
    assert ledger.record("hand") == RECORD
    mine = ledger.reviews.apply("hand", coding="round 1", who="Mara").record
    assert "e1" not in {event.id for event in mine.events}
    ledger.reindex()
    assert list(ledger.verify()) == []
