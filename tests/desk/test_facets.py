"""Facets never spell a private name, in a label or in an address, and nobody finds documents by one."""

from pathlib import Path

from tests.desk.serving import enter, serve

from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Document, Person, ReaderVersion, Record

READER = ReaderVersion(name="hand", version="1")


def make(name: str, publisher: str, text: str) -> Record:
    """A post in which Mara Voss is told of."""
    document = Document(id=name, text=text, publisher=publisher, kind="post", published="2031-05-19", language="en")
    start = text.find("Mara Voss")
    mentions = (document.span(start, start + 9),) if start >= 0 else ()
    people = (Person(id="p1", kind="person", role="other", name="Mara Voss", mentions=mentions),) if mentions else ()
    return Record(reader=READER, document=document, people=people)


def test_a_publisher_that_names_someone_has_a_handle(tmp_path: Path) -> None:
    """It is chosen by the handle; by the name nothing is, and the answer does not say whether there is such a one."""
    with open_ledger(tmp_path / "facets.db") as ledger:
        ledger.add(make("d1", "Mara Voss’s Weekly", "Mara Voss writes."))
        ledger.add(make("d2", "Harbor Board", "A ferry came."))
        with serve(ledger) as address, enter(address) as browser:
            found = browser.get("/documents.json")
            (facet,) = (each for each in found.json()["facets"] if each["name"] == "publisher")
            keys = {value["label"]: value["key"] for value in facet["values"]}
            chosen = browser.get("/documents.json", params={"publisher": keys["Person A’s Weekly"]}).json()
            page = browser.get("/documents", params={"publisher": keys["Person A’s Weekly"]}).text
            guessed, wrong = (
                browser.get("/documents.json", params={"publisher": name}).json()
                for name in ("Mara Voss’s Weekly", "Nobody’s Weekly")
            )
    assert "Voss" not in found.text + page
    assert keys["Harbor Board"] == "Harbor Board"
    assert len(keys["Person A’s Weekly"]) == 16
    assert [line["id"] for line in chosen["documents"]] == ["d1"]
    assert guessed == wrong
    assert guessed["documents"] == []
