"""The bytes that a document was read from are kept once, checked, exported, and go when it is forgotten."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.ledger.conftest import MakeRecord, NewPlace
from tests.plain_reader import PlainReader

from onrecord.documents.document import Given
from onrecord.documents.refusal import Refusal
from onrecord.documents.sources import find_documents
from onrecord.documents.warc import Capture, write_warc
from onrecord.errors import LedgerError
from onrecord.ledger.captures import unpack_content
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.run import add_items
from onrecord.schema import Document

PAGE = b"<html><head><title>Two men arrested in Port Halden</title></head><body><article><p>" + (
    b"Sheriff Ansel Brandt said on Monday that Corvin Hale and another man were arrested in Port Halden. " * 6
)
MAIL = (
    b"From: The Office <press@office.example>\nSubject: Two men arrested\nDate: Tue, 06 May 2031 08:00:00 +0000\n"
    b"MIME-Version: 1.0\n\nTwo men were arrested on Monday in Port Halden.\n"
)


@pytest.fixture
def ledger(new_place: NewPlace) -> Iterator[Ledger]:
    """An empty ledger, in the one database and in the other."""
    with open_ledger(new_place()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page, the same page under another name, a text in Windows' letters, a letter, and lines of JSON."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE)
    (folder / "b.html").write_bytes(PAGE)
    (folder / "c.txt").write_bytes("“Two men were arrested,” the sheriff said.".encode("cp1252"))
    (folder / "d.eml").write_bytes(MAIL)
    (folder / "e.jsonl").write_text('{"text": "Three men were held in Stellan."}\n', encoding="utf-8")
    return folder


def add(source: Path, ledger: Ledger, *, given: Given | None = None, reader: type[PlainReader] = PlainReader) -> int:
    """Add what lies there, as the command does; how many outcomes there were."""
    captures: dict[Document, Capture] = {}
    items = find_documents([str(source)], given=given, note=captures.__setitem__)
    count = len(list(add_items(items, ledger, make_reader=reader, captures=captures)))
    assert captures == {}, "what was kept is not held"
    return count


def kept(ledger: Ledger) -> list[bytes]:
    """The bytes of all captures."""
    return [capture.data for capture in ledger.captures.captures()]


def count_rows(ledger: Ledger, table: str) -> int:
    """How many rows a table has."""
    with ledger._engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_bytes_are_kept_as_they_came(ledger: Ledger, folder: Path) -> None:
    """Once, whatever their number of files; lines of JSON are in the ledger as they are."""
    assert add(folder, ledger) == 5
    assert kept(ledger) == [PAGE, (folder / "c.txt").read_bytes(), MAIL]
    assert list(ledger.verify()) == []
    add(folder, ledger)
    assert (count_rows(ledger, "contents"), count_rows(ledger, "captures")) == (3, 3)


def test_a_ledger_without_bytes_gets_them_when_they_come_again(ledger: Ledger, folder: Path) -> None:
    """The documents are skipped, and what they were read from is kept."""
    list(add_items(find_documents([str(folder)]), ledger, make_reader=PlainReader))
    assert kept(ledger) == []
    add(folder, ledger)
    assert len(kept(ledger)) == 3


def test_the_bytes_of_what_cannot_be_read_are_kept(ledger: Ledger, tmp_path: Path) -> None:
    """A later reader may need them."""
    (tmp_path / "a.txt").write_text("FAIL: two men were arrested.", encoding="utf-8")
    add(tmp_path / "a.txt", ledger)
    assert len(ledger.quarantine.failures()) == 1
    assert kept(ledger) == [b"FAIL: two men were arrested."]


def test_forgetting_leaves_nothing(tmp_path: Path, new_place: NewPlace, make_record: MakeRecord) -> None:
    """Not the bytes, not the address; bytes that another document has too stay with it."""
    place = new_place()
    shared, own = (Capture(url=f"https://office.example/{n}", data=n.encode() * 999, media="text/plain") for n in "12")
    with open_ledger(place) as ledger:
        records = [make_record("a"), make_record("b", text="Other words.")]
        pairs = [(records[0].document, shared), (records[0].document, own), (records[1].document, shared)]
        ledger.add_all(records, pairs)
        assert ledger.forget("a", why="It was asked for.", time="2031-05-06T08:00:00+00:00")
        assert kept(ledger) == [shared.data]
        assert list(ledger.verify()) == []
        assert not ledger.captures.add(records[0].document, own)
        assert kept(ledger) == [shared.data]
        ledger.forget("b", why="It was asked for.", time="2031-05-06T08:00:00+00:00")
        assert (count_rows(ledger, "contents"), count_rows(ledger, "captures")) == (0, 0)
    if "://" not in place:
        assert b"office.example" not in Path(place).read_bytes()


def test_an_archive_is_read_again_as_the_same_documents(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    """With all that was known of them: address, day and time of retrieval."""
    given = Given(published="2031-05-07", publisher="The Office")
    add(folder, ledger, given=given)
    page = Capture(url="https://office.example/9", data=PAGE, media="text/html", retrieved="2031-05-08T08:00:00+00:00")
    stream = tmp_path / "in.warc.gz"
    with stream.open("wb") as file:
        write_warc([page], file)
    add(stream, ledger)
    path = tmp_path / "out.warc.gz"
    assert ledger.write_warc(path) == 4
    assert path.stat().st_mode & 0o077 == 0
    again = list(find_documents([str(path)]))
    assert not any(isinstance(item, Refusal) for item in again)
    assert {item.id: item for item in again if isinstance(item, Document)} == {
        record.document.id: record.document for record in ledger.records() if "Stellan" not in record.document.text
    }
    with open_ledger(":memory:") as other:
        add(path, other)
        assert kept(other) == kept(ledger)
    with pytest.raises(LedgerError, match="is there already"):
        ledger.write_warc(path)


@pytest.mark.parametrize(
    ("found", "statement"),
    [
        ("contents 1: Its bytes are not those that came.", "UPDATE contents SET packed = zeroblob(9) WHERE number = 1"),
        ("contents 1: Its bytes are not those that came.", "UPDATE contents SET packed = CAST(packed || '+' AS BLOB)"),
        ("captures 1: Its bytes are gone.", "DELETE FROM contents WHERE number = 1"),
        ("contents 1: No capture has these bytes.", "DELETE FROM captures WHERE number = 1"),
    ],
)
def test_bytes_that_were_changed_are_found(tmp_path: Path, folder: Path, found: str, statement: str) -> None:
    """With their place."""
    place = tmp_path / "office.db"
    with open_ledger(place) as ledger:
        add(folder, ledger)
    with closing(sqlite3.connect(place)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            connection.execute(statement)
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(statement)
        connection.commit()
    with open_ledger(place) as ledger:
        assert found in [f"{fault.place}: {fault.message}" for fault in ledger.verify()]


def test_a_dump_holds_the_bytes(ledger: Ledger, folder: Path, tmp_path: Path, new_place: NewPlace) -> None:
    """And gives the same ledger again, with the same dump."""
    add(folder, ledger)
    ledger.dump(tmp_path / "a.zip")
    with open_ledger(new_place()) as other:
        other.load(tmp_path / "a.zip")
        assert kept(other) == kept(ledger)
        other.dump(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_bomb_is_no_content() -> None:
    """What unpacks to more than a page is told as damaged, and never unpacked whole."""
    assert unpack_content(zlib.compress(bytes(20_000_001))) is None
    assert unpack_content(zlib.compress(b"Two men.")) == b"Two men."
    assert unpack_content(zlib.compress(b"Two men.")[:-1]) is None
