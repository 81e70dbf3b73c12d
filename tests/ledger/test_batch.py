"""Records that are added at once give the ledger that they give one by one, to the last byte."""

import random
from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Record

DAY = "2031-05-06T08:00:00+00:00"


def mix(make_record: MakeRecord, count: int) -> list[Record]:
    """Records of few documents, with several texts and readers each, some of them twice."""
    chance = random.Random(count)
    texts = (
        "One man was held.",
        "Two men were held.",
        "Sheriff Ansel Brandt said that Corvin Hale was arrested in Port Halden. Two men were held.",
    )
    return [
        make_record(chance.choice("abcdef"), version=chance.choice("12"), text=chance.choice(texts))
        for _ in range(count)
    ]


@pytest.mark.parametrize("size", [2, 7, 60])
def test_many_at_once_are_as_one_by_one(
    tmp_path: Path, new_place: NewPlace, make_record: MakeRecord, size: int
) -> None:
    """What is new, the order, the chain, the index, after a document was forgotten too."""
    found = mix(make_record, 60)
    with open_ledger(":memory:") as plain, open_ledger(new_place()) as ledger:
        for each in (plain, ledger):
            each.add(make_record("gone", text="Nobody was held."))
            each.forget("gone", why="a court's order", time=DAY)
        expected = [plain.add(record) for record in found]
        told = [new for start in range(0, 60, size) for new in ledger.add_all(found[start : start + size])]
        assert told == expected
        for number, each in enumerate((plain, ledger)):
            each.dump(tmp_path / f"{number}.zip")
        assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
        assert ledger.documents() == plain.documents()
        assert ledger.search("held") == plain.search("held")
        assert list(ledger.verify()) == []


def test_all_or_none(new_place: NewPlace, make_record: MakeRecord) -> None:
    """One that cannot be added keeps those beside it out, and the next can be added."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record("gone", text="Nobody was held."))
        ledger.forget("gone", why="a court's order", time=DAY)
        with pytest.raises(LedgerError, match="forgotten"):
            ledger.add_all([make_record("a"), make_record("gone", text="Nobody was held.")])
        assert ledger.count() == (0, 0)
        assert ledger.add_all([make_record("a"), make_record("b")]) == (True, True)
        assert ledger.add_all([]) == ()
        assert list(ledger.verify()) == []
