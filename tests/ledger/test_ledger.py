"""A ledger holds what was added, once, whole, and in order; nothing in it can be changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.errors import LedgerError
from onrecord.ledger.ledger import Ledger, find_ledger, open_ledger


@pytest.fixture
def ledger(new_place: NewPlace) -> Iterator[Ledger]:
    """An empty ledger, in each database."""
    with open_ledger(new_place()) as opened:
        yield opened


def test_what_is_added_comes_back(ledger: Ledger, make_record: MakeRecord) -> None:
    """The same record, with the time of its retrieval."""
    record = make_record(retrieved="2031-05-06T08:00:00+00:00")
    assert ledger.add(record)
    assert ledger.record("d1") == record
    assert ledger.document("d1") == record.document
    assert ledger.has(record.document)
    assert list(ledger.records()) == [record]


def test_several_come_back_at_once(ledger: Ledger, make_record: MakeRecord) -> None:
    """Those that are there, whatever else is asked for."""
    made = {name: make_record(name) for name in ("a", "b", "c")}
    ledger.add_all(tuple(made.values()))
    assert ledger.records_of(["c", "nothing", "a"]) == {name: made[name] for name in ("a", "c")}
    assert ledger.records_of([]) == {}


def test_the_same_text_twice_adds_nothing(ledger: Ledger, make_record: MakeRecord) -> None:
    """Whenever it was retrieved."""
    assert ledger.add(make_record())
    before = ledger.digest()
    assert not ledger.add(make_record(retrieved="2031-05-07T08:00:00+00:00"))
    assert ledger.has(make_record(retrieved="2031-05-08T08:00:00+00:00").document)
    assert (ledger.count(), ledger.digest()) == ((1, 1), before)


def test_a_changed_text_is_a_revision_of_the_same_document(ledger: Ledger, make_record: MakeRecord) -> None:
    """The newest is shown, the old one kept."""
    ledger.add(make_record())
    assert ledger.add(make_record(text="Two men were held. Corrected."))
    assert ledger.document("d1").text == "Two men were held. Corrected."
    assert ledger.count() == (1, 2)
    assert [listing.id for listing in ledger.search("corrected")] == ["d1"]
    assert ledger.search("Halden") == ()


def test_a_new_reader_adds_a_record(ledger: Ledger, make_record: MakeRecord) -> None:
    """The document is there already; the newest record is shown."""
    ledger.add(make_record())
    assert ledger.add(make_record(version="2"))
    assert ledger.record("d1").reader.version == "2"
    assert ledger.count() == (1, 2)


def test_documents_are_listed_the_latest_first(ledger: Ledger, make_record: MakeRecord) -> None:
    """Those without a day come last."""
    for id, day in (("a", "2031-05-06"), ("b", None), ("c", "2031-06-01"), ("d", "2031-05-06")):  # noqa: A001
        record = make_record(id)
        ledger.add(replace(record, document=replace(record.document, published=day)))
    assert [listing.id for listing in ledger.documents()] == ["c", "a", "d", "b"]
    assert [listing.id for listing in ledger.documents(limit=2, offset=1)] == ["a", "d"]
    assert [record.document.id for record in ledger.records()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("words", ["arrested", "ARRESTS", "Halden arrested", '"port halden"', 'brandt "" AND:*'])
def test_search_finds_words(ledger: Ledger, make_record: MakeRecord, words: str) -> None:
    """In any form and case; marks are no operators."""
    ledger.add(make_record(text="Sheriff Ansel Brandt said that Corvin Hale was arrested in Port Halden and held."))
    assert [listing.id for listing in ledger.search(words)] == ["d1"]


@pytest.mark.parametrize("words", ["Corvin", "hale", '"Corvin Hale"', "halden Corvin", '"halden port"', "nothing"])
def test_search_finds_no_private_person(ledger: Ledger, make_record: MakeRecord, words: str) -> None:
    """A name that is not of an official in office finds nothing, neither in the text nor in the title."""
    ledger.add(make_record())
    assert ledger.search(words) == ()


def test_a_search_needs_a_word(ledger: Ledger) -> None:
    """Marks alone are none."""
    with pytest.raises(LedgerError, match="one word"):
        ledger.search(' "" -*')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40))
def test_any_words_can_be_searched(ledger: Ledger, words: str) -> None:
    """Nothing a person types is an error of the database."""
    try:
        ledger.search(words)
    except LedgerError as error:
        assert "one word" in str(error)  # noqa: PT017 - both ends are right, and what is asked is the sentence


def test_a_document_that_is_not_there(ledger: Ledger) -> None:
    """It is said in one sentence."""
    with pytest.raises(LedgerError, match="There is no document d9 in "):
        ledger.record("d9")


def test_the_digest_depends_on_what_was_read_alone(make_record: MakeRecord, new_place: NewPlace) -> None:
    """Not on the order of adding, nor on times of retrieval."""
    with open_ledger(":memory:") as first, open_ledger(new_place()) as second:
        for id in "abc":  # noqa: A001
            first.add(make_record(id))
        for id in "cab":  # noqa: A001
            second.add(make_record(id, retrieved="2031-05-06T08:00:00+00:00"))
        assert first.digest() == second.digest()
        second.add(make_record("d"))
        assert first.digest() != second.digest()


def test_a_ledger_is_kept_in_its_file(tmp_path: Path, make_record: MakeRecord) -> None:
    """Closed and opened again, it is the same."""
    place = tmp_path / "office.db"
    with open_ledger(place) as ledger:
        ledger.add(make_record())
    with find_ledger(f"sqlite:///{place}") as ledger:
        assert ledger.record("d1") == make_record()


def test_a_ledger_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    """Only adding makes one."""
    with pytest.raises(LedgerError, match="There is no ledger"):
        find_ledger(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_the_truth_cannot_be_changed_by_any_program(tmp_path: Path, make_record: MakeRecord) -> None:
    """The database itself refuses."""
    place = tmp_path / "office.db"
    with open_ledger(place) as ledger:
        ledger.add(make_record())
    connection = sqlite3.connect(place)
    for table in ("documents", "revisions", "records"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET number = 9"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                connection.execute(statement)
    connection.close()


def test_revisions_come_the_oldest_first(ledger: Ledger, make_record: MakeRecord) -> None:
    """Of documents that have several; each with the time of its retrieval."""
    for number, text in enumerate(("Two men were held.", "Ten men were held.")):
        ledger.add(make_record("a", text=text, retrieved=f"2031-05-0{number + 1}T08:00:00+00:00"))
    ledger.add(make_record("b"))
    found = ledger.revisions("a")
    assert [record.document.text for record in found] == ["Two men were held.", "Ten men were held."]
    assert [record.document.retrieved for record in found] == ["2031-05-01T08:00:00+00:00", "2031-05-02T08:00:00+00:00"]
    assert list(ledger.revised()) == ["a"]
    assert len(ledger.revisions("b")) == 1
    with pytest.raises(LedgerError, match="There is no document z"):
        ledger.revisions("z")


@pytest.mark.parametrize(
    ("expected", "readers"),
    [
        (["2", "2"], [("old", "1"), ("old", "2"), ("new", "1"), ("new", "2")]),
        (["2", "2"], [("old", "1"), ("new", "1"), ("new", "2"), ("old", "2")]),
        (["1", "2"], [("old", "1"), ("new", "2")]),
        (["1", "1"], [("old", "1"), ("new", "1"), ("old", "2")]),
    ],
)
def test_revisions_are_told_by_one_reader(
    ledger: Ledger, make_record: MakeRecord, expected: list[str], readers: list[tuple[str, str]]
) -> None:
    """That of the newest, where it read the others too: else the reader's doing would look like the page's."""
    for words, version in readers:
        ledger.add(make_record("a", text=f"The {words} words.", version=version))
    assert [record.reader.version for record in ledger.revisions("a")] == expected
