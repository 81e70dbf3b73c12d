"""Lists of a ledger: chosen, counted, the newest, the changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.hand import make_record

from onrecord.ledger.catalog import Catalog, Choice
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.schema import Document, DocumentKind, ReaderVersion, Record

READER = ReaderVersion(name="hand", version="1")
ROWS: list[tuple[str, DocumentKind, str | None, str | None, str]] = [
    ("d1", "release", "Harbor Board", "2031-04-02", "en"),
    ("d2", "article", "The Calder Ledger", "2031-05-19", "en"),
    ("d3", "article", "The Calder Ledger", "2031-05-20", "es"),
    ("d4", "post", None, None, "en"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Four documents, one of them with two revisions."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        for name, kind, publisher, published, language in ROWS:
            document = Document(
                id=name, text=f"Text of {name}.", kind=kind, publisher=publisher, published=published, language=language
            )
            opened.add(Record(reader=READER, document=document))
        second = Document(id="d2", text="Another text.", publisher="The Calder Ledger", published="2031-05-19")
        opened.add(Record(reader=READER, document=replace(second, language="en")))
        yield opened


CHOICES = [
    ("d3 d2 d1 d4", Choice()),
    ("d3 d2", Choice(kind="article")),
    ("d3 d2", Choice(publisher="The Calder Ledger")),
    ("d3", Choice(language="es")),
    ("d1", Choice(month="2031-04")),
    ("d2", Choice(since="2031-04-03", until="2031-05-19")),
    ("", Choice(kind="article", month="2031-04")),
]


@pytest.mark.parametrize(("expected", "choice"), CHOICES)
def test_documents_are_chosen(ledger: Ledger, expected: str, choice: Choice) -> None:
    """All of what is asked for holds; the latest comes first, those without a day last."""
    catalog = Catalog(ledger.engine, ledger.name)
    found = catalog.find(choice, limit=10)
    assert " ".join(each.id for each in found) == expected
    assert catalog.count(choice) == len(found)


def test_values_are_counted(ledger: Ledger) -> None:
    """Each value with how many have it and one that does; months the latest first."""
    catalog = Catalog(ledger.engine, ledger.name)
    publishers = catalog.count_values("publisher", Choice(), limit=10)
    assert [(each.value, each.count, each.document) for each in publishers] == [
        ("The Calder Ledger", 2, "d3"),
        (None, 1, "d4"),
        ("Harbor Board", 1, "d1"),
    ]
    months = catalog.count_values("month", Choice(kind="article"), limit=10)
    assert [(each.value, each.count) for each in months] == [("2031-05", 2)]
    assert catalog.find_span() == ("2031-04-02", "2031-05-20")


def test_new_and_changed(ledger: Ledger) -> None:
    """What was added last, and what has two revisions."""
    catalog = Catalog(ledger.engine, ledger.name)
    assert [each.id for each in catalog.find_added(limit=2)] == ["d4", "d3"]
    assert catalog.find_revised(limit=5) == ("d2",)
    assert [catalog.count_revisions(name) for name in ("d1", "d2", "none")] == [1, 2, 0]
    assert (catalog.find_polled(), catalog.count_forgotten()) == ((), 0)
    ledger.forget("d1", why="asked for", time="2031-07-01T00:00:00+00:00")
    assert catalog.count_forgotten() == 1


def test_figures_by_what_they_measure(ledger: Ledger) -> None:
    """Counted by measure and unit, and found again by both."""
    ledger.add(make_record())
    catalog = Catalog(ledger.engine, ledger.name)
    measured = catalog.count_measures(limit=10)
    assert measured
    for measures, unit, many in measured:
        found = catalog.find_figures(measures, unit, limit=10)
        assert len(found) == many
        assert {each.document for each in found} == {"hand"}
