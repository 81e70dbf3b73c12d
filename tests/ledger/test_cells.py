"""What is counted of combinations is what a query counts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.ledger.catalog import Catalog, Choice, FacetName
from onrecord.ledger.cells import Cells, find_cells
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import DocumentKind

KINDS: tuple[DocumentKind, ...] = ("release", "article", "post")
NAMES: tuple[FacetName, ...] = ("kind", "publisher", "language", "month")
CHOICES = [
    Choice(kind=kind, publisher=publisher, month=month)
    for kind, publisher, month in product((None, "release"), (None, "Halden Post", "nobody"), (None, "2031-05"))
]


@pytest.fixture
def catalog(new_place: NewPlace, make_record: MakeRecord) -> Iterator[Catalog]:
    """A ledger in each database, whose documents differ in all that is counted; some have no day or publisher."""
    with open_ledger(new_place()) as ledger:
        for number in range(24):
            record = make_record(f"d{number}")
            ledger.add(
                replace(
                    record,
                    document=replace(
                        record.document,
                        kind=KINDS[number % 3],
                        publisher=(None, "Halden Post", "Corvania Wire", "Stellan Times")[number % 4],
                        published=(None, "2031-05-06", "2031-05-31", "2031-06-01", "2030-12-31")[number % 5],
                        language=("en", "fr")[number % 2],
                    ),
                )
            )
        yield Catalog(ledger.engine, ledger.name)


def test_counts_are_those_of_the_catalog(catalog: Catalog) -> None:
    """Of every choice, by every property, with the same document for each value."""
    cells = find_cells(catalog)
    for choice in CHOICES:
        assert cells.count(choice) == catalog.count(choice)
        assert len(catalog.find(choice, limit=100)) == catalog.count(choice)
        for name in NAMES:
            counted = catalog.count_values(name, choice, limit=100)
            assert set(cells.count_values(name, choice, limit=100)) == set(counted)


def test_values_come_in_order(catalog: Catalog) -> None:
    """Those of most documents first, months the latest first, and no more than are asked for."""
    cells = find_cells(catalog)
    assert [each.value for each in cells.count_values("month", Choice(), limit=2)] == ["2031-06", "2031-05"]
    many = [each.count for each in cells.count_values("kind", Choice(language="fr"), limit=9)]
    assert many == sorted(many, reverse=True)


def test_no_days_are_counted() -> None:
    """They are asked of the catalog."""
    with pytest.raises(ValueError, match="ask the catalog"):
        Cells(()).count(Choice(since="2031-05-06"))
