"""A dump that is loaded gives the same ledger; what is no dump, or a damaged one, leaves the ledger empty."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.conftest import MakeRecord
from tests.ledger.test_verification import tamper

from onrecord.documents.attempts import Attempt
from onrecord.errors import LedgerError
from onrecord.ledger.dump import LINE_LIMIT
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import FACTS, TRUTH

TIME = "2031-05-06T08:00:00+00:00"
SECRET = "Quillweather men were held in Port Halden."


@pytest.fixture
def place(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A ledger of two documents, one with two revisions read by two readers, and one that was forgotten."""
    path = tmp_path / "office.db"
    with open_ledger(path) as ledger:
        ledger.add(make_record("a", retrieved=TIME))
        ledger.add(make_record("secret-id", text=SECRET))
        ledger.add(make_record("a", text="Three men were held, “he said”. \u2028 Corrected."))
        ledger.add(make_record("b"))
        ledger.add(make_record("a", version="2"))
        ledger.visits.add_attempt(Attempt(url="https://office.example/a", time=TIME, status=200, size=9, digest="ff"))
        ledger.forget("secret-id", why="a court's order", time=TIME)
    return path


@pytest.fixture
def archive(place: Path) -> Path:
    """Its dump."""
    path = place.with_name("office.zip")
    with open_ledger(place) as ledger:
        ledger.dump(path)
    return path


def read_tables(path: Path) -> dict[str, list[object]]:
    """Every row of a ledger, truth and index."""
    connection = sqlite3.connect(path)
    names = ("ledger", "listings", *(table.name for table in TRUTH), *FACTS)
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    connection.close()
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def load(archive: Path) -> Ledger:
    """A ledger in memory, filled from this file."""
    ledger = open_ledger(":memory:")
    try:
        ledger.load(archive)
    except LedgerError:
        assert ledger.count() == (0, 0)
        assert ledger.head() == "0" * 64
        ledger.close()
        raise
    return ledger


def change(archive: Path, name: str, old: str, new: str) -> Path:
    """The same dump with other words in one of its files."""
    changed = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            data = source.read(entry).decode()
            assert entry != name or old in data
            target.writestr(entry, data.replace(old, new, 1) if entry == name else data)
    return changed


def test_a_dump_that_is_loaded_gives_the_same_ledger(tmp_path: Path, place: Path, archive: Path) -> None:
    """Every row under its number: tombstones, revisions, old records, chain and index."""
    with open_ledger(place) as first, open_ledger(tmp_path / "copy.db") as second:
        second.load(archive)
        assert (second.digest(), second.head(), second.count()) == (first.digest(), first.head(), first.count())
        assert list(second.records()) == list(first.records())
        assert second.search("arrested") == first.search("arrested")
        assert len(second.visits.attempts("https://office.example/a")) == 1
        assert list(second.verify()) == []
    assert read_tables(tmp_path / "copy.db") == read_tables(place)


def test_what_comes_after_loading_is_the_same_too(place: Path, archive: Path, make_record: MakeRecord) -> None:
    """The forgotten is refused, numbers go on where they were, and the next dump has the same bytes."""
    with load(archive) as ledger, open_ledger(place) as first:
        with pytest.raises(LedgerError, match="was forgotten"):
            ledger.add(make_record("c", text=SECRET))
        for each in (ledger, first):
            each.add(make_record("c", text="Two men were held again."))
        assert ledger.head() == first.head()
        ledger.dump(archive.with_name("1.zip"))
        first.dump(archive.with_name("2.zip"))
    assert archive.with_name("1.zip").read_bytes() == archive.with_name("2.zip").read_bytes()


def test_a_dump_holds_nothing_that_was_forgotten(archive: Path) -> None:
    """And only its owner may read it."""
    with zipfile.ZipFile(archive) as source:
        whole = b"".join(source.read(name) for name in source.namelist())
    assert b"Quillweather" not in whole
    assert b"secret-id" not in whole
    assert b"a court's order" in whole
    assert archive.stat().st_mode & 0o077 == 0


def test_nothing_is_written_over(place: Path, archive: Path) -> None:
    """Neither a file by a dump, nor a ledger by a load."""
    before = archive.read_bytes()
    with open_ledger(place) as ledger:
        with pytest.raises(LedgerError, match="there already"):
            ledger.dump(archive)
        with pytest.raises(LedgerError, match="empty ledger"):
            ledger.load(archive)
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.dump(place.parent / "none" / "office.zip")
    assert archive.read_bytes() == before


def test_a_damaged_ledger_is_not_dumped(place: Path) -> None:
    """A copy that could not be loaded would be found out too late."""
    tamper(place, "UPDATE records SET bytes = x'7b7d' WHERE number = 1")
    with open_ledger(place) as ledger, pytest.raises(LedgerError, match="records 1 is damaged"):
        ledger.dump(place.with_name("bad.zip"))
    assert sorted(path.name for path in place.parent.iterdir() if "zip" in path.name) == []


@pytest.mark.parametrize(
    ("words", "name", "old", "new"),
    [
        ("records.jsonl:1: its bytes are not", "records.jsonl", "arrested", "departed"),
        ("revisions.jsonl:1: the line is no row", "revisions.jsonl", "{", "["),
        ("does not have the columns number, id", "documents.jsonl", '"id"', '"name"'),
        ("documents.jsonl:1: number is no number", "documents.jsonl", '"number": 1', '"number": "1"'),
        ("documents.jsonl:1: id is no text", "documents.jsonl", '"a"', "7"),
        ("2 rows are there, not as many", "dump.json", '"documents": 2', '"documents": 3'),
        ("its chain does not end", "dump.json", '"head": "', '"head": "0'),
        ("The tombstone that it seals", "forgets.jsonl", "a court's", "nobody's"),
        ("FOREIGN KEY", "revisions.jsonl", '"document": 1', '"document": 7'),
        ("a newer OnRecord", "dump.json", '"version": ', '"version": 9'),
        ("does not say onrecord-dump/1", "dump.json", "onrecord-dump", "other-dump"),
    ],
)
def test_a_damaged_dump_is_told_with_the_place(archive: Path, words: str, name: str, old: str, new: str) -> None:
    """And nothing of it is kept."""
    with pytest.raises(LedgerError, match="no dump of a ledger, or a damaged one") as caught:
        load(change(archive, name, old, new))
    assert words in str(caught.value)


def test_what_is_no_dump(tmp_path: Path) -> None:
    """Whatever it is, it is said in one sentence."""
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as target:
        target.writestr("letter.txt", "Dear all")
    text = tmp_path / "letter.txt"
    text.write_text("Dear all", encoding="utf-8")
    for path, words in ((foreign, "other files than"), (text, "is no zip"), (tmp_path / "none", "No such file")):
        with pytest.raises(LedgerError, match=words):
            load(path)


@pytest.mark.parametrize(
    "line", [b"[" * 9_000_000, b'{"number": 1, "id": [' + b"[]," * 9_000_000, b" " * (LINE_LIMIT + 9)], ids=len
)
def test_a_bomb_is_refused_before_it_is_parsed(archive: Path, line: bytes) -> None:
    """However small the zip is."""
    bomb = archive.with_name("bomb.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("dump.json", source.read("dump.json"))
        target.writestr("documents.jsonl", line)
    with pytest.raises(LedgerError, match=r"documents.jsonl:1: the line"):
        load(bomb)


def test_a_dump_that_breaks_off_is_refused(archive: Path) -> None:
    """At any byte."""
    data = archive.read_bytes()
    for end in range(0, len(data), len(data) // 40):
        archive.write_bytes(data[:end])
        with pytest.raises(LedgerError):
            load(archive)


@settings(max_examples=60, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_a_dump_with_other_bytes_is_refused_or_the_same(chance: object, dumped: tuple[bytes, str, Path]) -> None:
    """No byte can be changed so that another ledger comes out, and none so that something else is raised."""
    data, digest, path = dumped
    changed = bytearray(data)
    for _ in range(3):
        changed[chance.randrange(len(changed))] = chance.randrange(256)  # type: ignore[attr-defined]
    path.write_bytes(changed)
    try:
        with load(path) as ledger:
            assert ledger.digest() == digest
    except LedgerError as error:
        assert str(path) in str(error)  # noqa: PT017 - both ends are right, and what is asked is the sentence


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory, make_record: MakeRecord) -> tuple[bytes, str, Path]:
    """The bytes of a dump, the digest of its ledger, and a place for changed ones."""
    path = tmp_path_factory.mktemp("dump") / "office.zip"
    with open_ledger(":memory:") as ledger:
        ledger.add(make_record("a"))
        ledger.dump(path)
        return path.read_bytes(), ledger.digest(), path.with_name("changed.zip")


def test_a_line_of_any_json_is_a_sentence(archive: Path) -> None:
    """A head of numbers without end, of nothing, or of the wrong kind."""
    for head in ("", "{", "[]", "9" * 5000, '{"format": "onrecord-dump/1", "rows": {}, "version": null}', "[" * 9999):
        bad = archive.with_name("head.zip")
        with zipfile.ZipFile(bad, "w") as target:
            target.writestr("dump.json", head)
        with pytest.raises(LedgerError, match="no dump of a ledger"):
            load(bad)
    assert json.loads(zipfile.ZipFile(archive).read("dump.json"))["rows"]["forgets"] == 1
