"""Links looked up one by one are those of all links at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.links.corpus import read_corpus
from tests.links.matters import make_matter

from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.links.links import LinkBook
from onrecord.links.store import open_links
from onrecord.links.stored import find_links

NewPlace = Callable[[], str]
COURTS = [
    make_matter(f"court-{at}", "charged", published="2031-03-21", number="31-cr-1", court=f"{name} County Court")
    for at, name in enumerate(["Halden", "Marlow"])
]
RECORDS = [*read_corpus(), *COURTS]


def test_each_look_up_is_that_of_all_links(new_place: NewPlace) -> None:
    """By document, by id, and all of a kind; on SQLite and PostgreSQL."""
    with open_ledger(new_place()) as ledger:
        ledger.add_all(RECORDS)
        whole: LinkBook = open_links(ledger, as_of="2031-08-01")
        stored: LinkBook = find_links(ledger, as_of="2031-08-01")
        assert stored.echoes == whole.echoes
        assert stored.proceedings == whole.proceedings
        assert stored.series == whole.series
        assert stored.replies == whole.replies
        for record in RECORDS:
            document = record.document.id
            assert stored.episode_of(document) == whole.episode_of(document)
            assert list(stored.proceedings_of(document)) == list(whole.proceedings_of(document))
            assert set(stored.echoes_of([document])) == set(whole.echoes_of([document]))
        for case in whole.proceedings:
            assert stored.proceeding(case.id) == case
        episode = whole.episode_of("dha-0312")
        assert episode is not None
        assert stored.episode_of(episode.id) == episode


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    """Whatever is asked for."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        stored = find_links(ledger)
        assert stored.episode_of("nothing") is None
        assert stored.proceeding("31-cr-1") is None
        assert list(stored.proceedings_of("nothing")) == []
        assert stored.series == ()


def test_damaged_links_are_told(tmp_path: Path) -> None:
    """With what makes them anew."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(RECORDS[:9])
        find_links(ledger)
        with ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.execute(text("UPDATE links SET bytes = substr(bytes, 1, 9)"))
        with pytest.raises(LedgerError, match="onrecord relink"):
            assert find_links(ledger).episode_of(RECORDS[0].document.id)
