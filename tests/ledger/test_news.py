"""What came after an entry of the chain: new documents, and texts that stand where another stood."""

from dataclasses import replace

from tests.links.corpus import make_record

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.news import START, Head, find_arrivals, find_last, has_head


def add(ledger: Ledger, id: str, words: str, day: int) -> None:  # noqa: A002 - the word of the record
    """A text, as it was found on a day of May."""
    record = make_record(id, words, published="2031-05-01")
    ledger.add(replace(record, document=replace(record.document, retrieved=f"2031-05-{day:02}T08:00:00+00:00")))


def arrived(ledger: Ledger, after: Head) -> list[tuple[str, int]]:
    """Documents and places."""
    return [(each.document, each.place) for each in find_arrivals(ledger, after, find_last(ledger))]


def test_arrivals_in_their_order() -> None:
    """A first text, another, the first again; what was there before is not told, nor what was forgotten."""
    with open_ledger(":memory:") as ledger:
        assert find_last(ledger) == START
        add(ledger, "a", "A van burned.", 1)
        before = find_last(ledger)
        add(ledger, "b", "A shed burned.", 2)
        add(ledger, "a", "Two vans burned.", 3)
        add(ledger, "a", "A van burned.", 4)
        add(ledger, "c", "A mill burned.", 5)
        assert arrived(ledger, START) == [("a", 1), ("b", 1), ("a", 2), ("a", 3), ("c", 1)]
        assert arrived(ledger, before) == [("b", 1), ("a", 2), ("a", 3), ("c", 1)]
        assert arrived(ledger, find_last(ledger)) == []
        ledger.forget("b", why="It was asked for.", time="2031-05-06T08:00:00")
        assert arrived(ledger, before) == [("a", 2), ("a", 3), ("c", 1)]


def test_an_entry_is_of_one_ledger() -> None:
    """Its hash tells."""
    with open_ledger(":memory:") as one, open_ledger(":memory:") as other:
        add(one, "a", "A van burned.", 1)
        add(other, "b", "A shed burned.", 1)
        assert has_head(one, find_last(one))
        assert not has_head(other, find_last(one))
        assert has_head(other, START)
        assert not has_head(one, Head(number=99, hash="none"))
