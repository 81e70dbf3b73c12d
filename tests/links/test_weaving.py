"""Documents that are new, changed or gone in, the links that they touch made anew, and no others."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.links.corpus import make_record, read_corpus
from tests.links.matters import make_matter

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import listings
from onrecord.links.store import open_links, refresh_links
from onrecord.links.tables import linked, links
from onrecord.links.weaving import find_changes
from onrecord.schema import Record

NewPlace = Callable[[], str]
CHARGE = make_matter("charge", "charged", published="2031-03-21", age=24, number="31-cr-217")
VERDICT = make_matter("verdict", "convicted", published="2031-05-08", age=24, number="31-cr-217")
OTHER = make_matter("other", "charged", published="2031-05-08", name="Jory Stamm", offense="arson")


def _changes(ledger: Ledger) -> tuple[list[str], int]:
    """Ids of new or changed documents by day, and how many are gone."""
    with ledger.engine.begin() as connection:
        changed, gone = find_changes(connection)
        rows = connection.execute(select(listings.c.document, listings.c.id)).all()
    names = {row.document: row.id for row in rows}
    return [names[document] for document in changed], len(gone)


def _rows(ledger: Ledger) -> dict[int, bytes]:
    with ledger.engine.begin() as connection:
        rows = connection.execute(select(links.c.number, links.c.bytes)).all()
    return {row.number: bytes(row.bytes) for row in rows}


def test_what_has_changed_is_seen(new_place: NewPlace) -> None:
    """New documents and new revisions by day, those that are gone, and nothing once all is linked."""
    with open_ledger(new_place()) as ledger:
        ledger.add_all([CHARGE])
        refresh_links(ledger)
        assert _changes(ledger) == ([], 0)
        ledger.add_all([VERDICT, OTHER])
        assert _changes(ledger) == (["verdict", "other"], 0)
        refresh_links(ledger)
        text = f"{CHARGE.document.text} It rained."
        ledger.add_all([replace(CHARGE, document=replace(CHARGE.document, text=text))])
        assert _changes(ledger) == (["charge"], 0)
        ledger.forget("other", why="asked for", time="2031-07-01T00:00:00+00:00")
        assert _changes(ledger) == (["charge"], 1)
        refresh_links(ledger)
        assert _changes(ledger) == ([], 0)


ADDED: dict[str, tuple[Record, int]] = {
    "of nobody told of before": (make_record("new", "It rained in town.", published="2031-05-09"), 0),
    "of a namesake with another number": (
        make_matter("new", "charged", published="2031-05-09", age=24, number="31-cr-9"),
        3,
    ),
    "of one case": (make_matter("new", "sentenced", published="2031-06-08", age=24, number="31-cr-217"), 3),
}


@pytest.mark.parametrize(("record", "expected"), ADDED.values(), ids=ADDED)
def test_a_new_document_makes_anew_only_what_it_touches(tmp_path: Path, record: Record, expected: int) -> None:
    """Every other link stays as it is kept, under its number."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([CHARGE, VERDICT, OTHER])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all([record])
        refresh_links(ledger)
        after = _rows(ledger)
        assert sum(after.get(number) != data for number, data in before.items()) == expected


PHRASE = "officers of the Halden bureau of roads and bridges"
TOLD = make_record("told", f"On Monday {PHRASE} closed the old ferry at noon.", published="2031-05-08")
ALIKE = (
    ("a phrase", f"Nobody had asked for it, but {PHRASE} say that a ninth lane would cost more than all others.", 1),
    ("most of a sentence", f"On Monday {PHRASE} closed the old ferry.", 0),
)


@pytest.mark.parametrize(("text", "kept"), [(text, kept) for _, text, kept in ALIKE], ids=[name for name, *_ in ALIKE])
def test_a_phrase_in_common_touches_nothing(tmp_path: Path, text: str, kept: int) -> None:
    """Where no sentence can be one of the other's, what is linked is not even taken up."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([TOLD])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all([make_record("new", text, published="2031-05-09")])
        refresh_links(ledger)
        after = _rows(ledger)
        assert len(before) == 1
        assert sum(after.get(number) == data for number, data in before.items()) == kept


def test_a_new_document_of_the_corpus_leaves_most_links_alone(tmp_path: Path) -> None:
    """And all of them are those made at once."""
    records = list(read_corpus())
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(records[:-1])
        refresh_links(ledger)
        before = _rows(ledger)
        ledger.add_all(records[-1:])
        made = open_links(ledger)
        kept = sum(_rows(ledger).get(number) == data for number, data in before.items())
        assert kept > len(before) / 2
        assert {document for episode in made.episodes for document in episode.documents} == {
            record.document.id for record in records
        }


def test_the_keys_of_what_is_gone_go_with_it(tmp_path: Path) -> None:
    """And so do its links."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all([CHARGE, VERDICT])
        assert [len(case.documents) for case in open_links(ledger).proceedings] == [2]
        ledger.forget("verdict", why="asked for", time="2031-07-01T00:00:00+00:00")
        assert [case.documents for case in open_links(ledger).proceedings] == [("charge",)]
        with ledger.engine.begin() as connection:
            assert len(connection.execute(select(linked.c.document)).all()) == 1
