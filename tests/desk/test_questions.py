"""Questions by body: where they are too many to be counted all, it is said in how many they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from tests.desk.serving import enter, serve
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.ledger.ledger import open_ledger


@contextmanager
def open_questions(place: Path, many: int) -> Iterator[httpx.Client]:
    """A desk on a release that leaves so many things unsaid."""
    record = make_record()
    omission = next(each for each in record.omissions if each.span is not None)
    unsaid = tuple(replace(omission, id=f"m{number}", about="o1") for number in range(many))
    with open_ledger(place) as ledger:
        ledger.add(replace(record, omissions=unsaid))
        with serve(ledger) as address, enter(address) as browser:
            yield browser


def test_bodies_are_counted_in_the_oldest(tmp_path: Path) -> None:
    """And the page says so."""
    with open_questions(tmp_path / "ledger.db", 160) as browser:
        found = browser.get("/questions.json").json()
        assert (found["open"], found["sampled"]) == (160, 150)
        assert sum(body["count"] for body in found["bodies"]) == 150
        page = browser.get("/questions").text
    check_page(page)
    assert "Counted in the 150 oldest." in page


def test_few_are_counted_all(tmp_path: Path) -> None:
    """Then there is nothing to say."""
    with open_questions(tmp_path / "ledger.db", 3) as browser:
        found = browser.get("/questions.json").json()
        assert found["sampled"] == found["open"] == 3
        assert "Counted in the" not in browser.get("/questions").text
