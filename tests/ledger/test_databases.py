"""The same ledger in each database: rows, numbers, chain, search; and each refuses changes of the truth itself."""

from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from tests.ledger.conftest import MakeRecord, NewPlace
from tests.plain_reader import PlainReader

from onrecord.documents.attempts import Attempt
from onrecord.documents.document import Given, make_document
from onrecord.documents.warc import Capture
from onrecord.errors import LedgerError
from onrecord.ledger.engine import locate_ledger, name_ledger, writing
from onrecord.ledger.ledger import Ledger, find_ledger, open_ledger
from onrecord.ledger.tables import TRUTH
from onrecord.ledger.visits import Poll, Visit
from onrecord.run import add_items
from onrecord.schema import Person, Record, Span

TIME = "2031-05-06T08:00:00+00:00"
TEXT = "Quillweather men were held in Port Halden, and nobody said why."


def fill(ledger: Ledger, make_record: MakeRecord) -> None:
    """Three documents, one with two revisions and two readers, one whose page went back to an older text.

    Another was forgotten, and one could not be read.
    """
    ledger.add(make_record("a", retrieved=TIME))
    ledger.add(make_record("gone", text=TEXT))
    ledger.add(make_record("a", text="Three men were held. Corrected."))
    ledger.forget("gone", why="a court's order", time=TIME)
    ledger.add(make_record("b"))
    ledger.add(make_record("a", version="2", text="Three men were held. Corrected."))
    for text, day in (("One.", 1), ("Two.", 2), ("One.", 3)):
        ledger.add(make_record("back", text=text, retrieved=f"2031-05-0{day}T08:00:00+00:00"))
    ledger.quarantine.add(make_record("c", text="Two men.").document, tries=3, message="ValueError in figures.py:88")


def test_every_database_gives_the_same_ledger(tmp_path: Path, new_place: NewPlace, make_record: MakeRecord) -> None:
    """To the last byte of its dump, which each takes from the other."""
    with open_ledger(":memory:") as plain, open_ledger(new_place()) as ledger, open_ledger(new_place()) as copy:
        for number, each in enumerate((plain, ledger)):
            fill(each, make_record)
            each.dump(tmp_path / f"{number}.zip")
        assert (ledger.digest(), ledger.head()) == (plain.digest(), plain.head())
        assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
        copy.load(tmp_path / "0.zip")
        assert (copy.head(), list(copy.verify())) == (plain.head(), [])
        assert list(copy.records()) == list(plain.records())
        for each in (plain, ledger, copy):
            each.add(make_record("d"))
        assert plain.head() == ledger.head() == copy.head()


def test_the_index_is_made_anew(new_place: NewPlace, make_record: MakeRecord) -> None:
    """In each database."""
    with open_ledger(new_place()) as ledger:
        fill(ledger, make_record)
        before = (ledger.documents(), ledger.search("arrested"))
        with writing(ledger._engine) as connection:
            for statement in ("DELETE FROM people", "DELETE FROM listings", "UPDATE figures SET low = 9"):
                connection.exec_driver_sql(statement)
        assert len(list(ledger.verify())) > 2
        ledger.reindex()
        assert list(ledger.verify()) == []
        assert (ledger.documents(), ledger.search("arrested")) == before


@pytest.mark.parametrize("table", ["documents", "revisions", "returns", "records", "audit", "forgets", "failures"])
def test_the_truth_refuses_changes(new_place: NewPlace, make_record: MakeRecord, table: str) -> None:
    """In the database itself; rows for which no tombstone stands do not go either."""
    with open_ledger(new_place()) as ledger:
        fill(ledger, make_record)
        for statement in (f"UPDATE {table} SET {_column(table)} = 9", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="only grows"), writing(ledger._engine) as connection:
                connection.exec_driver_sql(statement)
        assert list(ledger.verify()) == []


REPLACING = (
    "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    "REPLACE INTO documents (number, id) VALUES (99, 'a')",
    "REPLACE INTO revisions SELECT 99, document, digest, x'00', retrieved FROM revisions",
    "REPLACE INTO records SELECT 99, revision, reader, digest, x'00' FROM records",
)


@pytest.mark.parametrize("table", [table.name for table in TRUTH])
def test_a_file_refuses_to_have_rows_replaced(tmp_path: Path, make_record: MakeRecord, table: str) -> None:
    """SQLite deletes the row that is in the way without a word to the triggers of deletion."""
    with open_ledger(tmp_path / "office.db") as ledger:
        fill(ledger, make_record)
        record = make_record("d")
        ledger.add_all([record], [(record.document, Capture(url="", data=b"Two men.", media="text/plain"))])
        ledger.visits.add_visit(Visit(source="a", url="https://a.example/", time=TIME, outcome="new"))
        ledger.visits.add_attempt(Attempt(url="https://a.example/", time=TIME))
        ledger.visits.add_poll(Poll(source="a", begun=TIME, ended=TIME, announced=0, outcomes={}))
        before = ledger.digest()
        for statement in REPLACING:
            if "{0}" in statement and table == "reviews":
                continue  # there are none
            with pytest.raises(DBAPIError, match="only grows"), writing(ledger.engine) as connection:
                connection.exec_driver_sql(statement.format(table))
        assert (ledger.digest(), list(ledger.verify())) == (before, [])


def _column(table: str) -> str:
    return "document" if table == "forgets" else "number"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_fills_each_database_alike(new_place: NewPlace, jobs: int) -> None:
    """In the same order, under the same numbers."""
    items = [
        make_document(f"Arrested were {number} men in Port Halden.", Given(id=f"d{number}")) for number in range(9)
    ]
    with open_ledger(":memory:") as plain, open_ledger(new_place()) as ledger:
        list(add_items(items, plain, make_reader=PlainReader))
        list(add_items(items, ledger, make_reader=PlainReader, jobs=jobs))
        assert ledger.head() == plain.head()


@pytest.mark.parametrize("words", ["every", "Señor", "senor", '"said the words"', "running", "it's", "31", "word9000"])
def test_the_same_words_are_found(new_place: NewPlace, make_record: MakeRecord, words: str) -> None:
    """Common words too, without accents, in other forms, in rows that long texts are cut into."""
    text = "Every señor said the words: it's case 31, and he runs. " + " ".join(f"word{n}" for n in range(30_000))
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record("a", text=text))
        ledger.add(make_record("b", text="Two men were held."))
        assert [listing.id for listing in ledger.search(words)] == ["a"]
        assert ledger.search(f"{words} held") == ()


def test_titles_come_first_and_then_the_latest(new_place: NewPlace, make_record: MakeRecord) -> None:
    """In each database, with several words too, of which none may be missing in the title."""
    titles = {"a": "Held", "b": "Two men in Halden", "c": "Men held", "d": "Who was held?", "e": None}
    with open_ledger(new_place()) as ledger:
        for id, title in titles.items():  # noqa: A001
            record = make_record(id, text="Two men were held.")
            ledger.add(replace(record, document=replace(record.document, title=title)))
        assert [listing.id for listing in ledger.search("held")] == ["d", "c", "a", "e", "b"]
        assert [listing.id for listing in ledger.search("held men")] == ["c", "e", "d", "b", "a"]
        assert [listing.id for listing in ledger.search('"men held"', limit=1)] == ["c"]
        assert [listing.id for listing in ledger.search("held", limit=2, offset=2)] == ["a", "e"]


def test_a_long_text_of_long_words_can_be_added(new_place: NewPlace, make_record: MakeRecord) -> None:
    """No limit of a database loses a document."""
    with open_ledger(new_place()) as ledger:
        assert ledger.add(make_record("a", text="é" * 3000 + " " + " ".join(str(n) * 20 for n in range(20_000))))
        assert list(ledger.verify()) == []


def test_what_one_database_takes_every_one_does(new_place: NewPlace, make_record: MakeRecord) -> None:
    """The longest id and address, a text with zeros, a name with one, and what servers say of themselves."""
    text = "Sheriff Ansel Brandt said that Corvin\x00Hale was arrested in Port Halden. Two men were held."
    record = make_record("é" * 500, text=text)
    start = text.index("Corvin")
    person = Person(id="p1", kind="person", role="subject", name="Corvin\x00Hale", mentions=(_span(record, start, 11),))
    url = "https://a.example/" + "".join(chance.choice(ascii_letters) for chance in [Random(1)] for _ in range(1982))
    visit = Visit(source="a", url=url, time=TIME, outcome="refused", message="It said \x00\ud800.")
    with open_ledger(new_place()) as ledger:
        assert ledger.add(replace(record, people=(person,)))
        ledger.visits.add_visit(visit)
        ledger.visits.add_attempt(Attempt(url=url, time=TIME, status=500, message="It said \x00."))
        assert list(ledger.verify()) == []
        assert ledger.visits.visits(url) == (replace(visit, message="It said ."),)
        ledger.reindex()
        assert list(ledger.verify()) == []


def _span(record: Record, start: int, length: int) -> Span:
    return record.document.span(start, start + length)


def test_what_is_forgotten_leaves_no_row_behind(postgres: str, make_record: MakeRecord, tmp_path: Path) -> None:
    """PostgreSQL keeps rows that were deleted until the table is written anew; its files are looked into."""
    admin = create_engine(locate_ledger(postgres), isolation_level="AUTOCOMMIT")
    name = f"onrecord_scrub_{tmp_path.name}"
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
    with open_ledger(postgres.replace("/postgres?", f"/{name}?")) as ledger:
        ledger.add(make_record("gone", text=TEXT))
        assert ledger.forget("gone", why="a court's order", time=TIME)
        with ledger._engine.connect() as connection:
            for table in ("revisions", "records", "words", "listings"):
                size = connection.exec_driver_sql(f"SELECT pg_relation_size('{table}')").scalar()
                assert size == 0, table
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.dispose()


def test_a_writer_that_does_not_let_go_is_not_waited_for_without_end(new_place: NewPlace) -> None:
    """One that was stopped in the middle holds the pen; who waits is told, as of a file."""
    place = new_place()
    if "postgresql" not in place:
        pytest.skip("test_turns.py tries it on files")
    with open_ledger(place) as ledger, open_ledger(place) as other, writing(other.engine):
        with ledger.engine.connect() as connection:  # the pool gives the same one again
            assert connection.exec_driver_sql("SHOW lock_timeout").scalar_one() == "3min"
            connection.exec_driver_sql("SET lock_timeout = '100ms'")
            connection.commit()
        with pytest.raises(LedgerError, match="in use by another program"):
            ledger.reindex()


def test_looking_makes_no_ledger(new_place: NewPlace) -> None:
    """Neither a file nor tables; its address is told without the password."""
    place = new_place()
    with pytest.raises(LedgerError, match="There is no ledger at"):
        find_ledger(place)
    with pytest.raises(LedgerError, match="There is no ledger at"):
        find_ledger(place)
    open_ledger(place).close()
    find_ledger(place).close()


def test_a_database_that_cannot_be_had(postgres: str) -> None:
    """Is told in one sentence, which names no password."""
    missing = postgres.replace("/postgres?", "/onrecord_nowhere?")
    for place, words in (
        (missing, "There is no database"),
        ("postgresql://u:secret@127.0.0.1:9/x", "cannot be reached"),
    ):
        with pytest.raises(LedgerError, match=words) as caught:
            open_ledger(place)
        assert "secret" not in str(caught.value)
    assert name_ledger(locate_ledger("postgresql://u:secret@h/x")) == "postgresql://u:***@h/x"
